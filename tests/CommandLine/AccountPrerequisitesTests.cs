using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.CommandLine;

[TestFixture]
[NonParallelizable]
internal sealed class AccountPrerequisitesTests
{
    private const string Policy = "docs/deployer-policy.json for the deployer's role";
    private const string Backup = "aws:backup/selection:Selection";
    private const string Trail = """{ "eventPattern": "{\"detail-type\":[\"AWS API Call via CloudTrail\"]}" }""";
    private const string Rule = """{ "conditions": [ { "hostHeader": { "values": [ "flower.tools.com" ] } }, { "sourceIp": { "values": [ "10.8.0.0/16" ] } } ] }""";

    [TestCase("aws:lb/loadBalancer:LoadBalancer", """{ "ipAddressType": "dualstack" }""", "IPv6 ranges on the load balancer's subnets")]
    [TestCase("aws:cloudwatch/eventRule:EventRule", Trail, "CloudTrail trail with management events")]
    [TestCase("aws:acm/certificateValidation:CertificateValidation", "{}", "Public hosted zone of the certificate's names")]
    [TestCase("aws:lb/listenerRule:ListenerRule", Rule, "DNS record made by whoever keeps the zone")]
    public void A_resource_needs_what_it_relies_on(string type, string inputs, string expected) =>
        Assert.That(Of((type, inputs)).Select(it => it.Name), Is.EquivalentTo(new[] { expected, Policy }));

    [TestCase("aws:lb/loadBalancer:LoadBalancer", """{ "ipAddressType": "ipv4" }""")]
    [TestCase("aws:cloudwatch/eventRule:EventRule", """{ "eventPattern": "{\"source\":[\"aws.health\"]}" }""")]
    [TestCase(Backup, "{}")]
    public void What_it_does_not_rely_on_is_not_named(string type, string inputs) =>
        Assert.That(Of((type, inputs)).Select(it => it.Name), Is.EqualTo(new[] { Policy }));

    [TestCase("kubernetes:storage.k8s.io/v1:StorageClass", "EBS")]
    [TestCase("aws:efs/fileSystem:FileSystem", "EFS")]
    public void A_backup_needs_the_opt_in_for_what_it_saves(string type, string service)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of((Backup, "{}"), (type, "{}")).Select(it => it.Name), Does.Contain($"AWS Backup's opt-in for {service}"));
            Assert.That(Of((type, "{}")).Select(it => it.Name), Has.None.StartsWith("AWS Backup"));
        }
    }

    [Test]
    public void A_host_with_a_record_needs_clients_that_resolve_its_zone() => Assert.That(
        Of(("aws:lb/listenerRule:ListenerRule", Rule), ("aws:route53/record:Record", """{ "name": "flower.tools.com", "zoneId": "Z1" }""")),
        Does.Contain(("Private hosted zone that the VPN's clients resolve", "Z1 with flower.tools.com")));

    [TestCase("dev", "DNS record made by whoever keeps the zone", "IPv6")]
    [TestCase("staging", "AWS Backup's opt-in for EBS", "IPv6")]
    [TestCase("prod", "IPv6 ranges on the load balancer's subnets", "DNS record")]
    public async Task A_preview_names_them(string stack, string present, string absent)
    {
        using var copy = new EditedStack(stack, RepositoryStacks.File(stack));

        var run = await copy.RunAsync("preview", "--stack", stack);

        Assert.That(run.Output, Does.Contain("The account needs\n").And.Contain(present).And.Not.Contain(absent));
    }

    private static IEnumerable<(string Name, string Reason)> Of(params (string Type, string Inputs)[] resources) => AccountPrerequisites.Of(new Plan(
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
        [], []));
}
