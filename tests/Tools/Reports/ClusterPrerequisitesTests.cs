using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

[TestFixture]
internal sealed class ClusterPrerequisitesTests
{
    [TestCase("aws:lb/targetGroup:TargetGroup", "{}", "Subnets for load balancers alone")]
    [TestCase("aws:lb/loadBalancer:LoadBalancer", "{}", "VPN ranges as the load balancer sees them")]
    [TestCase("kubernetes:external-secrets.io/v1:ExternalSecret", "{}", "External Secrets Operator")]
    [TestCase("kubernetes:keda.sh/v1alpha1:ScaledObject", "{}", "KEDA")]
    [TestCase("kubernetes:core/v1:ConfigMap", """{ "metadata": { "namespace": "logging" } }""", "Namespace")]
    [TestCase(
        "kubernetes:apps/v1:Deployment", """{ "metadata": { "namespace": "orders" }, "spec": { "template": { "spec": { "containers": [] } } } }""",
        "Namespace that enforces the restricted standard")]
    [TestCase("kubernetes:apps/v1:Deployment", """{ "spec": { "template": { "spec": { "runtimeClassName": "gvisor" } } } }""", "RuntimeClass")]
    [TestCase("kubernetes:networking.k8s.io/v1:NetworkPolicy", "{}", "VPC CNI with enableNetworkPolicy")]
    [TestCase("kubernetes:storage.k8s.io/v1:StorageClass", """{ "provisioner": "ebs.csi.aws.com" }""", "EBS CSI driver")]
    [TestCase("kubernetes:core/v1:PersistentVolume", """{ "spec": { "csi": { "driver": "efs.csi.aws.com" } } }""", "EFS CSI driver")]
    [TestCase(
        "aws:cloudwatch/logMetricFilter:LogMetricFilter", """{ "logGroupName": "/flower-infra/audit" }""", "Fluent Bit to the log group /flower-infra/audit")]
    public void A_resource_needs_what_serves_it(string type, string inputs, string expected) =>
        Assert.That(Names((type, inputs)), Is.EqualTo(new[] { expected }));

    [Test]
    public void Security_groups_for_pods_need_the_clusters_role_and_new_nodes_too() => Assert.That(
        Names(("kubernetes:vpcresources.k8s.aws/v1beta1:SecurityGroupPolicy", "{}")), Is.EqualTo(new[]
        {
            "AmazonEKSVPCResourceController on the cluster's role",
            "Nodes with vpc.amazonaws.com/has-trunk-attached=true",
            "VPC CNI with ENABLE_POD_ENI=true and POD_SECURITY_GROUP_ENFORCING_MODE=standard",
        }));

    [Test]
    public void Mounted_secrets_need_the_drivers_tokens_and_its_rotation_too() => Assert.That(
        Names(("kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "{}")), Is.EqualTo(new[]
        {
            "Secrets Store CSI driver with the AWS provider",
            "enableSecretRotation=true",
            "tokenRequests for sts.amazonaws.com and pods.eks.amazonaws.com",
        }));

    [Test]
    public void What_several_resources_need_is_named_once_and_sorted() => Assert.That(
        Names(
            ("kubernetes:storage.k8s.io/v1:StorageClass", """{ "provisioner": "ebs.csi.aws.com" }"""),
            ("kubernetes:cert-manager.io/v1:Issuer", "{}"),
            ("kubernetes:cert-manager.io/v1:Certificate", "{}"),
            ("aws:cloudwatch/logMetricFilter:LogMetricFilter", """{ "logGroupName": "audit" }"""),
            ("aws:cloudwatch/logMetricFilter:LogMetricFilter", """{ "logGroupName": "audit" }""")),
        Is.EqualTo(new[] { "EBS CSI driver", "Fluent Bit to the log group audit", "cert-manager" }));

    [Test]
    public void A_namespace_of_the_plan_is_no_prerequisite_and_one_of_others_is_named_once() => Assert.That(
        Names(
            ("kubernetes:core/v1:Namespace", """{ "metadata": { "name": "flower" } }"""),
            ("kubernetes:core/v1:ConfigMap", """{ "metadata": { "namespace": "flower" } }"""),
            ("kubernetes:core/v1:ConfigMap", """{ "metadata": { "namespace": "orders" } }"""),
            ("kubernetes:apps/v1:Deployment", """{ "metadata": { "namespace": "orders" }, "spec": { "template": { "spec": { "containers": [] } } } }""")),
        Is.EqualTo(new[] { "Namespace that enforces the restricted standard" }));

    [TestCase("kubernetes:storage.k8s.io/v1:StorageClass", """{ "provisioner": "other.example.com" }""")]
    [TestCase("aws:cloudwatch/logGroup:LogGroup", """{ "name": "aws-waf-logs-flower" }""")]
    public void What_the_cluster_does_not_serve_needs_nothing(string type, string inputs) => Assert.That(Names((type, inputs)), Is.Empty);

    private static IEnumerable<string> Names(params (string Type, string Inputs)[] resources) => ClusterPrerequisites.Of(new Plan(
        "p", "s", "offline",
        [
            .. resources.Select((it, index) => new PlanResource
            {
                Urn = $"urn:{index}",
                Type = it.Type,
                Name = $"r{index}",
                Inputs = JsonNode.Parse(it.Inputs)!.AsObject(),
            }),
        ],
        [], [])).Select(it => it.Name);
}
