using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

[TestFixture]
internal sealed class ReplacementTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, HashSet<string>>> Inputs = new(ReadSchemas);

    [Test]
    public void Every_rule_is_about_a_property_that_the_provider_has()
    {
        var unknown =
            from rule in ReplacementRules.All
            where Inputs.Value.ContainsKey(rule.Type)
            from path in rule.Paths
            let name = path.TrimEnd('?', '-').Split('.')[0]
            where path != "*" && !Inputs.Value[rule.Type].Contains(name)
            select $"{rule.Type} {path}";

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void Every_type_of_AWS_that_can_be_offline_has_rules_or_can_change_in_place()
    {
        // It has no input that may not change.
        string[] inPlace = ["aws:guardduty/detector:Detector"];

        Assert.That(
            Inputs.Value.Keys.Where(it => it.StartsWith("aws:", StringComparison.Ordinal)).Except(ReplacementRules.All.Select(it => it.Type)),
            Is.SubsetOf(inPlace));
    }

    [TestCase("aws:lb/targetGroup:TargetGroup", "port", "8443", "9443", true)]
    [TestCase("aws:lb/targetGroup:TargetGroup", "deregistrationDelay", "30", "60", false)]
    [TestCase("aws:ec2/securityGroup:SecurityGroup", "description", "\"a\"", "\"b\"", true)]
    [TestCase("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cidrIpv4", "\"10.0.0.0/8\"", "\"10.0.0.0/9\"", false)]
    [TestCase("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cidrIpv4", "\"10.0.0.0/8\"", "null", true)]
    [TestCase("aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion", "\"8.0\"", "\"7.2\"", true)]
    [TestCase("aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion", "\"7.2\"", "\"8.0\"", false)]
    [TestCase("aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion", "\"8.0\"", "null", false)]
    [TestCase("aws:mq/configuration:Configuration", "engineVersion", "\"3.12\"", "\"3.13\"", true)]
    [TestCase("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logDestinationConfigs", "[\"a\"]", "[\"b\"]", true)]
    [TestCase("aws:lb/listener:Listener", "region", "\"eu-west-1\"", "\"eu-west-2\"", true)]
    [TestCase("kubernetes:core/v1:ConfigMap", "data", "{\"a\":\"b\"}", "{\"a\":\"c\"}", true)]
    [TestCase("kubernetes:core/v1:Service", "metadata", "{\"name\":\"a\"}", "{\"name\":\"b\"}", true)]
    [TestCase("kubernetes:core/v1:Service", "metadata", "{\"labels\":{\"a\":\"b\"}}", "{\"labels\":{\"a\":\"c\"}}", false)]
    [TestCase("kubernetes:core/v1:PersistentVolumeClaim", "spec", "{\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}", "{\"resources\":{\"requests\":{\"storage\":\"2Gi\"}}}", false)]
    [TestCase("kubernetes:core/v1:PersistentVolumeClaim", "spec", "{\"storageClassName\":\"a\"}", "{\"storageClassName\":\"b\"}", true)]
    [TestCase("random:index/randomPassword:RandomPassword", "length", "20", "21", true)]
    [TestCase("shop:index:Thing", "name", "\"a\"", "\"b\"", false)]
    public void Providers_replace_what_they_cannot_change(string type, string property, string before, string after, bool replaces)
    {
        var diff = PlanDiff.Of(SmallPlan.Of(SmallPlan.Resource(type, "it", (property, before))), SmallPlan.Of(SmallPlan.Resource(type, "it", (property, after))));

        Assert.That(diff.Changes.Single().Kind, Is.EqualTo(replaces ? ChangeKind.Replace : ChangeKind.Update));
    }

    [Test]
    public void The_program_may_ask_for_a_replacement_and_for_the_old_one_to_go_first()
    {
        var before = SmallPlan.Resource("shop:index:Thing", "it", ("spec", "{\"arn\":\"a\",\"size\":1}")) with { ReplaceOnChanges = ["spec.arn"], DeleteBeforeReplace = true };
        var other = before with { Inputs = JsonNode.Parse("{\"spec\":{\"arn\":\"b\",\"size\":1}}")!.AsObject() };
        var larger = before with { Inputs = JsonNode.Parse("{\"spec\":{\"arn\":\"a\",\"size\":2}}")!.AsObject() };

        using (Assert.EnterMultipleScope())
        {
            var replaced = PlanDiff.Of(SmallPlan.Of(before), SmallPlan.Of(other)).Changes.Single();
            Assert.That((replaced.Kind, replaced.IsGoneMeanwhile), Is.EqualTo((ChangeKind.Replace, true)));
            Assert.That(PlanDiff.Of(SmallPlan.Of(before), SmallPlan.Of(larger)).Changes.Single().Kind, Is.EqualTo(ChangeKind.Update));
        }
    }

    [Test]
    public void What_belongs_to_a_replaced_resource_is_replaced_with_it_and_what_refers_to_it_follows()
    {
        PlanResource[] Resources(string description) =>
        [
            SmallPlan.Resource(ResourceTypes.SecurityGroup, "group", ("description", description)),
            SmallPlan.Resource(ResourceTypes.IngressRule, "rule", ("securityGroupId", $"\"{SmallPlan.Reference(ResourceTypes.SecurityGroup, "group", "id")}\""), ("cidrIpv4", "\"10.0.0.0/8\"")),
            SmallPlan.Resource(ResourceTypes.LoadBalancer, "balancer", ("securityGroups", $"[\"{SmallPlan.Reference(ResourceTypes.SecurityGroup, "group", "id")}\"]")),
        ];

        var changes = PlanDiff.Of(SmallPlan.Of(Resources("\"a\"")), SmallPlan.Of(Resources("\"b\""))).Changes.ToDictionary(it => it.Name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes["rule"].Kind, Is.EqualTo(ChangeKind.Replace));
            Assert.That(changes["rule"].ReplacedWith, Is.EqualTo(new[] { "group" }));
            Assert.That(changes["balancer"].Kind, Is.EqualTo(ChangeKind.Update));
            Assert.That(changes["balancer"].Follows.Select(it => (it.Place.Path, it.Name)), Is.EqualTo(new[] { ("securityGroups[]", "group") }));
        }
    }

    [Test]
    public void A_name_that_is_given_stays_known()
    {
        PlanResource[] Resources(string path) =>
        [
            SmallPlan.Resource(ResourceTypes.IamRole, "role", ("name", "\"deployer\""), ("path", path)),
            SmallPlan.Resource(ResourceTypes.IamRolePolicy, "policy", ("role", $"\"{SmallPlan.Reference(ResourceTypes.IamRole, "role", "name")}\"")),
        ];

        var diff = PlanDiff.Of(SmallPlan.Of(Resources("\"/a/\"")), SmallPlan.Of(Resources("\"/b/\"")));

        Assert.That(diff.Changes.Select(it => (it.Name, it.IsGoneMeanwhile)), Is.EqualTo(new[] { ("role", true) }));
    }

    private static Dictionary<string, HashSet<string>> ReadSchemas()
    {
        var types = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var provider in new[] { "aws", "kubernetes", "random" })
        {
            HashSet<string>? inputs = null;
            foreach (var line in File.ReadLines(Path.Combine(Stacks.RepositoryStacks.Root, "offline", "schema", $"{provider}.schema")))
            {
                var words = line.Split(' ');
                if (words[0] == "resource" && words[1].Contains(':', StringComparison.Ordinal))
                    types[words[1]] = inputs = new HashSet<string>(StringComparer.Ordinal);
                else if (words[0].Length > 0)
                    inputs = null;
                else if (words[1] == "in")
                    inputs?.Add(words[2]);
            }
        }

        return types;
    }
}
