using NUnit.Framework;
using static FlowerInfra.Tests.Tools.Controls.ControlCase;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What breaks the controls of workers, of signed messages, of drift and of log shipping.</summary>
internal static class CeleryControlCases
{
    private const string Spec = "spec/template/spec";
    private const string Command = $"{Spec}/containers/0/command";
    private const string Store = $"{Spec}/volumes/2/projected/sources/0/secret/items";
    private const string Later = "\"[unknown]\"";

    public static readonly TestCaseData[] Breaks =
    [
        Case("FLW-LOG-10", "drift", "metricName", "\"refusals\"", on: "aws"),
        Case("FLW-LOG-10", "drift", "alarmActions", "[]", on: "aws"),
        Case("FLW-LOG-10", "drift-check", "treatMissingData", "\"notBreaching\"", on: "aws"),
        Case("FLW-LOG-11", "shipper", "data/fluent-bit.conf", "\"Path /var/log/containers/*_orders_*.log\"", on: "worker"),
        Case("FLW-LOG-12", "role-policy", "policy", SamplePlan.Policy("logs:DeleteLogStream", "arn:aws:logs:eu-west-1:123456789012:log-group:g:*", null)),
        Case("FLW-LOG-12", "role-policy", "policy", SamplePlan.Policy("logs:PutRetentionPolicy", "arn:aws:logs:eu-west-1:123456789012:log-group:g:*", null)),
        Case("FLW-LOG-12", "role-policy", "policy", SamplePlan.Policy("logs:*", "arn:aws:logs:eu-west-1:123456789012:log-group:g:*", null)),
        Case("FLW-WRK-01", "worker", $"{Spec}/terminationGracePeriodSeconds", "300"),
        Case("FLW-WRK-01", "worker", $"{Spec}/terminationGracePeriodSeconds", null),
        Case("FLW-WRK-01", "worker", Command, """["celery", "--app=a", "worker"]"""),
        Case("FLW-WRK-02", "worker-config", "data/celeryconfig.py", "\"accept_content = ['json', 'pickle']\\n\"", on: "worker"),
        Case("FLW-WRK-02", "worker-config", "data/celeryconfig.py", "\"task_serializer = 'json'\\n\"", on: "worker"),
        Case("FLW-WRK-02", "worker-config", "data/celeryconfig.py", null, on: "worker"),
        Case("FLW-CEL-01", "worker-config", "data/celeryconfig.py", "\"accept_content = ['auth']\\nbroker_url = 'redis://broker'\\n\""),
        Case("FLW-NET-10", "worker", "spec/template/metadata/labels/app", "\"other\""),
        Case("FLW-POD-14", "worker", "spec/template/metadata/annotations/eks.amazonaws.com~1skip-containers", null),
        Case("FLW-K8S-10", "worker", "spec/template/metadata/annotations/group", null),
        Case("FLW-SIG-01", "worker", Store, """[{ "key": "tls.key", "path": "shop-1.pem" }]"""),
        Case("FLW-SIG-01", "worker", Store, null),
        Case("FLW-SIG-02", "set", $"{Spec}/volumes/0", """{ "name": "config", "secret": { "secretName": "worker-1" } }""", on: "worker"),
        Case("FLW-SIG-03", "set", $"{Spec}/containers/0/volumeMounts", """[{ "name": "secrets", "mountPath": "/etc/celery/signing" }]"""),
        Case("FLW-SIG-03", "config", "data/celeryconfig.py", "\"security_key = '/etc/celery/signing/tls.key'\\n\"", on: "set"),
        Case("FLW-SIG-04", "worker-config", "data/celeryconfig.py", "\"accept_content = ['json']\\n\"", on: "worker"),
        Case("FLW-SIG-04", "worker-config", "data/celeryconfig.py", "\"accept_content = ['auth', 'json']\\n\"", on: "worker"),
    ];

    public static readonly TestCaseData[] Unknowns =
    [
        Case("FLW-LOG-11", "shipper", "data/fluent-bit.conf", Later, on: "worker"),
        Case("FLW-LOG-11", "shipper", "data/fluent-bit.conf", null, on: "worker"),
        Case("FLW-WRK-01", "worker", $"{Spec}/terminationGracePeriodSeconds", Later),
        Case("FLW-WRK-02", "worker-config", "data", Later, on: "worker"),
        Case("FLW-SIG-01", "worker", Store, Later),
        Case("FLW-SIG-02", "worker", $"{Spec}/volumes/1/secret/secretName", Later),
        Case("FLW-SIG-04", "worker-config", "data/celeryconfig.py", Later, on: "worker"),
    ];
}
