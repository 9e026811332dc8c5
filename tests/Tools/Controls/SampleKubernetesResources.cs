namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What stands in the cluster in the good plan. The configuration files are those that the components render.</summary>
internal static class SampleKubernetesResources
{
    private const string ViewersSecrets =
        """{ "name": "secrets", "csi": { "driver": "secrets-store.csi.k8s.io", "volumeAttributes": { "secretProviderClass": "viewers" } } }""";

    private const string Pod =
        $$"""
        {
          "automountServiceAccountToken": false,
          "enableServiceLinks": false,
          "serviceAccountName": "flower",
          "securityContext": { "runAsNonRoot": true, "runAsUser": 10001, "runAsGroup": 10001, "seccompProfile": { "type": "RuntimeDefault" } },
          "containers": [
            {
              "name": "flower",
              "image": "registry.example.com:5000/mher/flower:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e",
              "imagePullPolicy": "Always",
              "command": [ "celery", "flower", "--conf=/etc/flower/flowerconfig.py" ],
              "env": [
                { "name": "HOME", "value": "/tmp" }, { "name": "PASSWORD_FILE", "value": "/run/secrets/password" },
                { "name": "FLOWER_OAUTH2_OKTA_BASE_URL", "value": "https://example.okta.com/oauth2" }
              ],
              "ports": [ { "containerPort": 8443 } ],
              "livenessProbe": { "tcpSocket": { "port": 8443 } },
              "readinessProbe": { "httpGet": { "path": "/healthcheck", "port": 8444, "scheme": "HTTPS" } },
              "resources": {
                "limits": { "cpu": "1", "memory": "1Gi", "ephemeral-storage": "1Gi" },
                "requests": { "cpu": "1", "memory": "1Gi", "ephemeral-storage": "1Gi" }
              },
              "securityContext": {
                "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": { "drop": [ "ALL" ] }
              }
            },
            {
              "name": "gateway",
              "image": "nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e",
              "imagePullPolicy": "Always",
              "livenessProbe": { "tcpSocket": { "port": 8443 } },
              "resources": {
                "limits": { "cpu": "1", "memory": "64Mi", "ephemeral-storage": "64Mi" },
                "requests": { "cpu": "1", "memory": "64Mi", "ephemeral-storage": "64Mi" }
              },
              "securityContext": {
                "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": { "drop": [ "ALL" ] }
              }
            }
          ],
          "volumes": [
            { "name": "config", "configMap": { "name": "flower-config" } },
            {{ViewersSecrets}}
          ]
        }
        """;

    private static readonly string WorkersPod = Pod
        .Replace("""[ "celery", "flower", "--conf=/etc/flower/flowerconfig.py" ]""", """[ "celery", "--app=celery_signing", "worker", "--time-limit=300" ]""", StringComparison.Ordinal)
        .Replace("\"name\": \"flower\",\n      \"image\"", "\"name\": \"worker\",\n      \"image\"", StringComparison.Ordinal)
        .Replace("\"ports\":", "\"volumeMounts\": [ { \"name\": \"key\", \"mountPath\": \"/etc/celery/signing\" } ],\n      \"ports\":", StringComparison.Ordinal)
        .Replace("\"flower-config\"", "\"worker-config\"", StringComparison.Ordinal)
        .Replace("\"enableServiceLinks\": false,", "\"enableServiceLinks\": false,\n  \"terminationGracePeriodSeconds\": 330,", StringComparison.Ordinal)
        .Replace(
            ViewersSecrets,
            """
            { "name": "key", "secret": { "secretName": "worker-1" } },
                { "name": "store", "projected": { "sources": [ { "secret": { "name": "shop-1", "items": [ { "key": "tls.crt", "path": "shop-1.pem" } ] } } ] } }
            """, StringComparison.Ordinal);

    public static readonly (string Name, string Type, string Inputs)[] All =
    [
        ("worker-config", "kubernetes:core/v1:ConfigMap",
            """{ "metadata": { "name": "worker-config", "namespace": "flower" }, "data": {} }"""),
        ("shipper", "kubernetes:core/v1:ConfigMap",
            """{ "metadata": { "name": "shipper", "namespace": "logging" }, "data": { "fluent-bit.conf": "Path /var/log/containers/*_flower_*.log\n" } }"""),
        ("worker", "kubernetes:apps/v1:Deployment",
            $$"""
            {
              "metadata": { "namespace": "flower" },
              "spec": {
                "template": {
                  "metadata": {
                    "labels": { "app": "flower" },
                    "annotations": { "eks.amazonaws.com/skip-containers": "worker,gateway", "group": "sg-1" }
                  },
                  "spec": {{WorkersPod}}
                }
              }
            }
            """),
        ("cluster", "pulumi:providers:kubernetes", """{ "kubeconfig": "{\"clusters\":[],\"users\":[]}" }"""),
        ("namespace", "kubernetes:core/v1:Namespace",
            """{ "metadata": { "name": "flower", "labels": { "pod-security.kubernetes.io/enforce": "restricted" } } }"""),
        ("config", "kubernetes:core/v1:ConfigMap",
            """{ "metadata": { "name": "flower-config", "namespace": "flower", "labels": { "app.kubernetes.io/instance": "viewers" } }, "data": {} }"""),
        ("settings", "kubernetes:core/v1:ConfigMap",
            """{ "metadata": { "name": "orders", "namespace": "orders" }, "data": {} }"""),
        ("mounted", "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
            """
            {
              "metadata": { "name": "viewers", "namespace": "flower" },
              "spec": { "provider": "aws", "parameters": { "objects": "- objectName: \"arn:viewers\"\n  objectType: secretsmanager\n  objectAlias: \"broker-url\"\n" } }
            }
            """),
        ("delivered", "kubernetes:external-secrets.io/v1:ExternalSecret",
            """
            {
              "metadata": { "name": "administrators", "namespace": "flower" },
              "spec": { "target": { "name": "administrators" }, "data": [ { "secretKey": "broker-url", "remoteRef": { "key": "arn:administrators" } } ] }
            }
            """),
        ("tls", "kubernetes:core/v1:Secret", """{ "metadata": { "namespace": "flower" }, "type": "kubernetes.io/tls" }"""),
        ("service", "kubernetes:core/v1:Service",
            """
            {
              "metadata": { "name": "flower-gateway", "namespace": "flower" },
              "spec": { "type": "ClusterIP", "ports": [ { "port": 8443, "targetPort": "https" } ] }
            }
            """),
        ("account", "kubernetes:core/v1:ServiceAccount", """{ "metadata": { "namespace": "flower" }, "automountServiceAccountToken": false }"""),
        ("deny", "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            """{ "metadata": { "namespace": "flower" }, "spec": { "podSelector": {}, "policyTypes": [ "Egress", "Ingress" ] } }"""),
        ("allow", "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            """
            {
              "metadata": { "namespace": "flower" },
              "spec": {
                "podSelector": { "matchLabels": { "app": "flower" } },
                "policyTypes": [ "Egress", "Ingress" ],
                "egress": [ { "to": [ { "ipBlock": { "cidr": "10.20.16.0/20" } } ], "ports": [ { "protocol": "TCP", "port": 6379 } ] } ],
                "ingress": [ { "from": [ { "ipBlock": { "cidr": "10.20.0.0/24" } } ], "ports": [ { "protocol": "TCP", "port": 8443 } ] } ]
              }
            }
            """),
        ("pod-groups", "kubernetes:vpcresources.k8s.aws/v1beta1:SecurityGroupPolicy",
            """
            {
              "metadata": { "namespace": "flower" },
              "spec": { "podSelector": { "matchLabels": { "app": "flower" } }, "securityGroups": { "groupIds": [ "sg-1" ] } }
            }
            """),
        ("budget", "kubernetes:policy/v1:PodDisruptionBudget",
            """
            {
              "metadata": { "namespace": "flower" },
              "spec": { "selector": { "matchLabels": { "app": "flower" } }, "maxUnavailable": 1 }
            }
            """),
        ("set", "kubernetes:apps/v1:StatefulSet",
            $$"""
            {
              "metadata": { "namespace": "flower" },
              "spec": {
                "replicas": 1, "serviceName": "flower-gateway", "podManagementPolicy": "Parallel",
                "template": {
                  "metadata": {
                    "labels": { "app": "flower", "app.kubernetes.io/instance": "viewers" },
                    "annotations": { "eks.amazonaws.com/skip-containers": "flower,gateway", "secrets": "arn:viewers", "group": "sg-1" }
                  },
                  "spec": {{Pod}}
                }
              }
            }
            """),
        ("admin-set", "kubernetes:apps/v1:StatefulSet",
            $$"""
            {
              "metadata": { "namespace": "flower" },
              "spec": {
                "replicas": 1, "serviceName": "flower-gateway", "podManagementPolicy": "Parallel",
                "template": {
                  "metadata": {
                    "labels": { "app": "flower", "app.kubernetes.io/component": "admin" },
                    "annotations": { "eks.amazonaws.com/skip-containers": "flower,gateway", "secrets": "arn:administrators", "group": "sg-1" }
                  },
                  "spec": {{Pod.Replace(ViewersSecrets, """{ "name": "secrets", "secret": { "secretName": "administrators" } }""", StringComparison.Ordinal)}}
                }
              }
            }
            """),
    ];

    /// <summary>The gateway of the plan.</summary>
    public static GatewaySettings Gateway => new()
    {
        Host = new ArgumentFaults().Parse<HostName>("host", "flower.example.com", HostName.TryParse)!,
        Prefix = new ArgumentFaults().Parse<UrlPrefix>("prefix", "/flower", UrlPrefix.TryParse)!,
        Role = InstanceRole.Viewer,
        Authentication = AuthenticationKind.Basic,
        TrustedProxies = [new ArgumentFaults().Parse<CidrBlock>("range", "10.20.0.0/24", CidrBlock.TryParse)!],
    };

    /// <summary>The files of the ConfigMap <c>config</c>.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["celeryconfig.py"] = CeleryConfiguration.Render(new FlowerCelerySettings()),
        ["flowerconfig.py"] = FlowerConfiguration.Render(new FlowerSettings { Host = Gateway.Host, Prefix = Gateway.Prefix }),
        ["nginx.conf"] = NginxConfiguration.Render(Gateway),
    };
}
