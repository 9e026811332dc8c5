using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Languages;

/// <summary>The example in YAML, as Pulumi reads it with the package's schema, and what the components make of it.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class YamlExampleTests
{
    [Test]
    public void The_program_is_what_the_schema_asks_for() => Assert.That(YamlCheck.FaultsOf(ExampleProgram.Read(ExampleProgram.Yaml)), Is.Empty);

    [TestCase("type: flower-infra:index:FlowerDashboard", "type: flower-infra:index:Dashboard", "resources.flower.type: flower-infra:index:Dashboard is no component")]
    [TestCase("      host: flower.example.internal\n", "", "resources.flower.properties.host: is missing")]
    [TestCase("      hostedZoneId:", "      zone:", "resources.flower.properties.zone: is unknown")]
    [TestCase("        securityGroupId: sg-0123456789ab0ee1b\n", "", "resources.flower.properties.broker.securityGroupId: is missing")]
    [TestCase("        basic:\n", "        basik:\n", "resources.flower.properties.auth.basik: is unknown")]
    [TestCase("users: [oncall, ops]", "users: oncall", "resources.flower.properties.auth.basic.users: is string, not array")]
    [TestCase("users: [oncall, ops]", "users: [1]", "resources.flower.properties.auth.basic.users[0]: is integer, not string")]
    [TestCase("        name: prod\n", "        name: prod\n        useIrsa: sometimes\n", "resources.flower.properties.cluster.useIrsa: is string, not boolean")]
    [TestCase("${tools.zoneId}", "${tools.zone}", "resources.flower.properties.loadBalancer.zoneId: ${tools.zone} is no output of a component")]
    [TestCase("${tools.zoneId}", "${tools.reference}", "resources.flower.properties.loadBalancer.zoneId: ${tools.reference} is of another type")]
    [TestCase("host: flower.example.internal", "host: ${tools.dnsName}", "resources.flower.properties.host: takes no output")]
    [TestCase("      cluster:\n        name: prod\n", "      cluster: prod\n", "resources.flower.properties.cluster: is no Cluster")]
    [TestCase("${flower.url}", "${flower.address}", "outputs.url: ${flower.address} is no output of a component")]
    public void A_planted_mistake_is_found_where_it_is(string old, string planted, string fault) =>
        Assert.That(YamlCheck.FaultsOf(ExampleProgram.Read(EditedStack.Replace(ExampleProgram.Yaml, old, planted)))[0], Is.EqualTo(fault));

    [Test]
    public async Task The_components_take_its_values_and_make_a_dashboard_behind_the_load_balancer()
    {
        var resources = ExampleProgram.Read(ExampleProgram.Yaml)["resources"]!;
        var values = new[] { "tools", "flower" }.ToDictionary(name => $"sample:{name}", name => resources[name]!["properties"]!.ToJsonString());

        var plan = await StackPreview.RunAsync(new StackSettings("sample", "prod", values, []), options => new YamlExampleStack(options));

        var rule = plan.OfType(ResourceType.ListenerRule).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.NameOf(rule.Text("listenerArn")!), Is.EqualTo("tools-https"));
            Assert.That(LoadBalancing.Hosts(rule), Is.EqualTo(["flower.example.internal"]));
        }
    }

    // What Pulumi does with references in YAML, for the example's.
    private sealed class YamlExampleStack : Stack
    {
        public YamlExampleStack(StackOptions? options)
            : base(options)
        {
            var bound = ArgumentBinder.Read<YamlExampleArgs>();
            bound.ThrowIfAny();
            var (tools, reference) = (new InternalLoadBalancer("tools", bound.Args.Tools), bound.Args.Flower.LoadBalancer!);
            (reference.ListenerArn, reference.SecurityGroupId) = (tools.ListenerArn, tools.SecurityGroupId);
            (reference.DnsName, reference.ZoneId, reference.ArnSuffix) = (tools.DnsName, tools.ZoneId, tools.ArnSuffix);
            _ = new FlowerDashboard("flower", bound.Args.Flower);
        }
    }
}
