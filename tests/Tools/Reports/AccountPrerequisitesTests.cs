using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

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

    [TestCase("aws:elasticache/user:User")]
    [TestCase("aws:iam/policy:Policy")]
    [TestCase("aws:mq/broker:Broker")]
    public void What_the_first_policy_has_no_room_for_takes_the_second(string type) => Assert.That(
        Of((type, "{}")).Select(it => it.Name), Is.EquivalentTo(new[] { Policy, "docs/deployer-policy-celery.json for the deployer's role" }));

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

    [Test]
    public async Task Each_of_them_and_each_of_the_clusters_is_a_step_in_the_docs()
    {
        var section = Section();
        var plans = await RepositoryStacks.PlansOfAllChoicesAsync();

        var names = plans.SelectMany(plan => AccountPrerequisites.Of(plan).Concat(ClusterPrerequisites.Of(plan)))
            .Select(it => it.Name.StartsWith("Fluent Bit", StringComparison.Ordinal) ? "Fluent Bit to the log group" : it.Name).Distinct().ToList();

        Assert.That(names, Has.Count.GreaterThan(15).And.All.Matches<string>(name => section.Contains(name, StringComparison.Ordinal)));
    }

    [Test]
    public void The_steps_are_numbered_and_each_says_how_to_check_it()
    {
        var steps = Regex.Split(Section(), @"^(?=[0-9]+\. \*\*)", RegexOptions.Multiline).Skip(1).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(steps.Select(it => it.Split('.')[0]), Is.EqualTo(Enumerable.Range(1, steps.Count).Select(it => $"{it}")));
            Assert.That(steps, Has.Count.GreaterThan(15).And.All.Contains("Check"));
        }
    }

    [Test]
    public void The_documents_that_the_steps_name_are_there() => Assert.That(
        Regex.Matches(Section(), @"(?:docs|examples)/[a-z-]+(?:/[a-z-]+)?\.(?:json|yaml)").Select(it => it.Value).Distinct()
            .Where(it => !File.Exists(Path.Combine(RepositoryStacks.Root, it))),
        Is.Empty);

    private static string Section()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryStacks.Root, "docs", "operations.md"));
        var begin = text.IndexOf("## Before the first deployment", StringComparison.Ordinal);
        return text[begin..text.IndexOf("\n## ", begin, StringComparison.Ordinal)];
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
