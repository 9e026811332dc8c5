using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Controls;

/// <summary>Edits of the files that the components render, by a hand that meant well.</summary>
[TestFixture]
internal sealed class ConfigurationControlTests
{
    /// <summary>The control that notices, the file, what is replaced, and by what.</summary>
    public static readonly TestCaseData[] Edits =
    [
        new("FLW-GATE-01", "nginx.conf", "default 0;", "default 1;"),
        new("FLW-GATE-01", "nginx.conf", "        if ($allowed = 0) {\n            return 403;\n        }\n", ""),
        new("FLW-GATE-01", "nginx.conf", "        if ($allowed = 0) {", "        # if ($allowed = 0) {"),
        new("FLW-GATE-01", "nginx.conf", "        \"~^GET /flower/broker HTTP/1[.]1\\z\" 1;", "        \"~^GET /flower/\" 1;"),
        new("FLW-GATE-01", "nginx.conf", "/flower/broker HTTP", "/flower/metrics HTTP"),
        new("FLW-GATE-02", "nginx.conf", "~^GET /flower/broker HTTP", "~^POST /flower/api/task/revoke/x HTTP"),
        new("FLW-GATE-03", "nginx.conf", "        default 1;\n        \"~^GET[|]\" 0;", "        default 0;"),
        new("FLW-GATE-03", "nginx.conf", "\"~^GET[|]\" 0;", "\"~^GET[|]\" 0;\n        \"~^POST[|]\" 0;"),
        new("FLW-GATE-03", "nginx.conf", "        if ($cross_site) {\n            return 403;", "        if ($cross_site) {\n            set $a 1;"),
        new("FLW-GATE-04", "nginx.conf", "\"flower.example.com:443\" 0;", "\"~.\" 0;"),
        new("FLW-GATE-04", "nginx.conf", "return 421;", "break;"),
        new("FLW-GATE-05", "nginx.conf", "ssl_protocols TLSv1.2 TLSv1.3;", "ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;"),
        new("FLW-GATE-05", "nginx.conf", "ssl_protocols TLSv1.2 TLSv1.3;", ""),
        new("FLW-GATE-05", "nginx.conf", "listen 8443 ssl;", "listen 8443;"),
        new("FLW-GATE-06", "nginx.conf", "client_header_timeout 5s;", ""),
        new("FLW-GATE-06", "nginx.conf", "limit_conn connections 64;", ""),
        new("FLW-GATE-06", "nginx.conf", "limit_req zone=requests burst=120 nodelay;", ""),
        new("FLW-GATE-06", "nginx.conf", "client_max_body_size 64k;", "client_max_body_size 0;"),
        new("FLW-GATE-07", "nginx.conf", "add_header X-Frame-Options \"DENY\" always;", ""),
        new("FLW-GATE-07", "nginx.conf", "max-age=63072000", "max-age=300"),
        new("FLW-GATE-08", "nginx.conf", "access_log /dev/stdout audit;", "access_log off;"),
        new("FLW-GATE-08", "nginx.conf", "\"user\":\"$audit_user\",", ""),
        new("FLW-GATE-09", "nginx.conf", "limit=(?:1000|[1-9][0-9]{0,2})", "limit=[0-9]+"),
        new("FLW-GATE-09", "nginx.conf", "HTTP/1[.]1\\z\" 1;\n        \"~^GET /flower/api/task/types", "HTTP/1[.]1\\z\" 1;\n        \"~^GET /flower/api/tasks HTTP/1[.]1\\z\" 1;\n        \"~^GET /flower/api/task/types"),
        new("FLW-GATE-09", "nginx.conf", "proxy_set_body \"$request_body&length=$page_length\";", ""),
        new("FLW-GATE-09", "nginx.conf", "default 15;", "default 100000;"),
        new("FLW-GATE-09", "nginx.conf", "limit_req zone=listings burst=20 delay=5;", ""),
        new("FLW-GATE-10", "nginx.conf", "limit_req zone=inspections burst=20 nodelay;", ""),
        new("FLW-GATE-11", "nginx.conf", "limit_req_zone $asker zone=requests", "limit_req_zone $binary_remote_addr zone=requests"),
        new("FLW-GATE-11", "nginx.conf", "limit_conn_zone $asker zone=connections", "limit_conn_zone $server_name zone=connections"),
        new("FLW-GATE-11", "nginx.conf", "default \"$signed_in/$binary_remote_addr\";", "default $signed_in;"),
        new("FLW-GATE-12", "nginx.conf", "Authorization $basic_credentials;", "Authorization $http_authorization;"),
        new("FLW-GATE-12", "nginx.conf", "default $http_authorization;\n        \"\" \"\";", "default $http_authorization;"),
        new("FLW-GATE-12", "nginx.conf", "rewrite ^ /.unproven last;", "break;"),
        new("FLW-GATE-13", "nginx.conf", "worker_connections 512;", "worker_connections 1024;"),
        new("FLW-GATE-13", "nginx.conf", "worker_processes 2;", "worker_processes auto;"),
        new("FLW-CFG-01", "flowerconfig.py", "address = \"127.0.0.1\"", "address = \"0.0.0.0\""),
        new("FLW-CFG-01", "flowerconfig.py", "port = 5555", "port = 5555\naddress = \"\""),
        new("FLW-CFG-02", "flowerconfig.py", "basic_auth = _users(", "# basic_auth = _users("),
        new("FLW-CFG-03", "flowerconfig.py", "read_only = True", "read_only = False"),
        new("FLW-CFG-04", "flowerconfig.py", "debug = False", "debug = True"),
        new("FLW-CFG-07", "celeryconfig.py", "accept_content = [\"json\"]\nresult", "accept_content = [\"json\", \"pickle\"]\nresult"),
        new("FLW-CFG-07", "celeryconfig.py", "task_serializer = \"json\"", "task_serializer = \"pickle\""),
        new("FLW-CFG-08", "celeryconfig.py", "\"ssl_cert_reqs\": \"required\"", "\"ssl_cert_reqs\": \"none\""),
        new("FLW-CFG-08", "celeryconfig.py", "_ssl.CERT_REQUIRED", "_ssl.CERT_NONE"),
        new("FLW-CFG-08", "celeryconfig.py", "broker_connection_retry_on_startup = True", "broker_use_ssl = None"),
        new("FLW-CFG-09", "flowerconfig.py", "\n_redact_log()\n", "\n"),
        new("FLW-CFG-09", "flowerconfig.py", "    logging.setLogRecordFactory(redacted)", "    pass"),
        new("FLW-CFG-10", "flowerconfig.py", "max_tasks = 5000", "max_tasks = 100000"),
        new("FLW-CFG-10", "flowerconfig.py", "max_tasks = 5000", ""),
        new("FLW-CFG-11", "celeryconfig.py", "broker_pool_limit = None", ""),
        new("FLW-CFG-11", "celeryconfig.py", "\"max_retries\": 1", "\"max_retries\": None"),
        new("FLW-CFG-11", "celeryconfig.py", "broker_connection_timeout = 2", "broker_transport_options = {}"),
        new("FLW-CFG-11", "celeryconfig.py", "\"ack_emulation\": False", "\"ack_emulation\": True"),
    ];

    [TestCaseSource(nameof(Edits))]
    public void An_edited_file_is_noticed(string id, string file, string from, string to)
    {
        var text = SampleKubernetesResources.Files[file];
        Assert.That(text, Does.Contain(from));

        Assert.That(Status(id, file, text.Replace(from, to, StringComparison.Ordinal)), Is.EqualTo(ControlStatus.Fail));
    }

    [Test]
    public void The_broker_in_plain_text_is_noticed() => Assert.That(
        Status("FLW-CFG-08", "celeryconfig.py", CeleryConfiguration.Render(new CelerySettings { AllowPlaintextBroker = true })),
        Is.EqualTo(ControlStatus.Fail));

    [Test]
    public void Every_gateway_that_is_rendered_passes([Values] GatewayProfile profile, [Values] AuthenticationKind authentication)
    {
        var plan = SamplePlan.Create();
        Data(plan)["nginx.conf"] = Gateway(profile, authentication);
        if (profile == GatewayProfile.Admin)
            Label(plan, "admin");

        Assert.That(
            Evaluate(plan).Where(it => it.Id.StartsWith("FLW-GATE", StringComparison.Ordinal) && it.Status != ControlStatus.Pass), Is.Empty);
    }

    [Test]
    public void Only_the_administrators_instance_may_write()
    {
        var plan = SamplePlan.Create();
        Data(plan)["nginx.conf"] = Gateway(GatewayProfile.Admin, AuthenticationKind.Basic);
        Data(plan)["flowerconfig.py"] = SampleKubernetesResources.Files["flowerconfig.py"].Replace("read_only = True", "read_only = False", StringComparison.Ordinal);
        var open = Evaluate(plan).Where(it => it.Status == ControlStatus.Fail).Select(it => it.Id).ToArray();
        Label(plan, "admin");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(open, Is.EqualTo(new[] { "FLW-CFG-03", "FLW-GATE-02" }));
            Assert.That(Evaluate(plan).Where(it => it.Status != ControlStatus.Pass), Is.Empty);
        }
    }

    [TestCase("auth = \"ana@example.com\"\nauth_provider = \"flower.views.auth.GithubLoginHandler\"", ControlStatus.Pass)]
    [TestCase("auth = \"ana@example.com\"", ControlStatus.Fail)]
    [TestCase("auth = \"\"\nauth_provider = \"flower.views.auth.GithubLoginHandler\"", ControlStatus.Fail)]
    public void An_identity_provider_needs_a_rule_and_its_handler(string lines, ControlStatus expected) =>
        Assert.That(Status("FLW-CFG-02", "flowerconfig.py", $"{lines}\n"), Is.EqualTo(expected));

    [TestCase("accept_content = [\"auth\"]\nresult_serializer = \"auth\"\n", ControlStatus.Pass)]
    [TestCase("accept_content = ['application/json']\n", ControlStatus.Pass)]
    [TestCase("accept_content = []\n", ControlStatus.Fail)]
    [TestCase("task_serializer = \"json\"\n", ControlStatus.Fail)]
    public void Signed_messages_are_as_good_as_json(string text, ControlStatus expected) =>
        Assert.That(Status("FLW-CFG-07", "celeryconfig.py", text), Is.EqualTo(expected));

    [Test]
    public void A_workload_that_does_not_run_flower_needs_no_gateway()
    {
        var plan = SamplePlan.With("set", "spec/template/spec/containers/0/command", """["celery", "worker"]""");

        Assert.That(
            Evaluate(plan).Where(it => it.Urn == SamplePlan.Urn("set")).Select(it => it.Id),
            Has.None.StartsWith("FLW-GATE").And.None.StartsWith("FLW-CFG"));
    }

    [Test]
    public void An_image_that_starts_flower_by_itself_is_flower()
    {
        var plan = SamplePlan.With("set", "spec/template/spec/containers/0/command", null);

        Assert.That(Evaluate(plan).Single(it => it.Id == "FLW-CFG-05" && it.Urn == SamplePlan.Urn("set")).Message, Does.Contain("names no configuration file"));
    }

    [Test]
    public void A_digest_says_nothing_about_the_version() => Assert.That(
        Evaluate(SamplePlan.With("set", "spec/template/spec/containers/0/image", "\"mher/flower@sha256:0123456789abcdef\""))
            .Single(it => it.Id == "FLW-CFG-06" && it.Urn == SamplePlan.Urn("set")).Status,
        Is.EqualTo(ControlStatus.Unknown));

    private static ControlStatus Status(string id, string file, string text)
    {
        var plan = SamplePlan.Create();
        Data(plan)[file] = text;
        return Evaluate(plan).Single(it => it.Id == id && it.Urn == SamplePlan.Urn("set")).Status;
    }

    private static JsonNode Data(Plan plan) => plan.Resources.Single(it => it.Name == "config").Inputs["data"]!;

    private static void Label(Plan plan, string component) => plan.Resources.Single(it => it.Name == "set")
        .Inputs["spec"]!["template"]!["metadata"]!["labels"]!["app.kubernetes.io/component"] = component;

    private static string Gateway(GatewayProfile profile, AuthenticationKind authentication) =>
        NginxConfiguration.Render(SampleKubernetesResources.Gateway with { Profile = profile, Authentication = authentication });

    private static IReadOnlyList<ControlResult> Evaluate(Plan plan) =>
        ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls;
}
