using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The documents that give a deployer its rights: enough for every stack, and nothing besides.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class DeployerRightsTests
{
    // What a role's inline policies hold together, white space not counted
    // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
    private const int LongestInlinePolicy = 10_240;

    // A managed policy's, which stands beside them (same page).
    private const int LongestManagedPolicy = 6144;

    private static readonly string[] Writing = ["create", "delete", "get", "list", "patch", "update", "watch"];

    private static readonly string Docs = Path.Combine(RepositoryStacks.Root, "docs");

    private IReadOnlyList<Plan> _plans = null!;

    private IReadOnlyList<JsonObject> _basic = null!;

    private IReadOnlyList<JsonObject> _celery = null!;

    private IReadOnlyList<JsonObject> _statements = null!;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        _plans = await RepositoryStacks.PlansOfAllChoicesAsync();
        _basic = await StatementsAsync("deployer-policy.json");
        _celery = await StatementsAsync("deployer-policy-celery.json");
        _statements = [.. _basic, .. _celery];
    }

    [Test]
    public void Every_type_in_the_plans_may_be_created_read_updated_and_deleted()
    {
        var allowed = Actions().Concat(DeployerActions.ByKeyPolicy).ToHashSet(StringComparer.Ordinal);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Types("aws:").Except(DeployerActions.ByType.Keys), Is.Empty, "types whose actions nobody has looked up");
            Assert.That(
                Types("aws:").Where(DeployerActions.ByType.ContainsKey).SelectMany(it => DeployerActions.ByType[it]).Distinct().Except(allowed), Is.Empty);
        }
    }

    [Test]
    public async Task A_stack_without_Celery_and_log_shipping_takes_the_first_policy_alone()
    {
        var plan = await RepositoryStacks.PlanAsync("dev");
        var allowed = _basic.SelectMany(it => it.Actions()).Concat(DeployerActions.ByKeyPolicy);

        Assert.That(
            plan.Resources.Where(it => it.Type.StartsWith("aws:", StringComparison.Ordinal)).SelectMany(it => DeployerActions.ByType[it.Type]).Distinct(),
            Is.SubsetOf(allowed));
    }

    [Test]
    public void Nothing_is_allowed_that_no_plan_takes()
    {
        var needed = DeployerActions.ByType.Where(it => Types("aws:").Contains(it.Key)).SelectMany(it => it.Value).Append("eks:DescribeCluster");

        Assert.That(Actions().Except(needed), Is.Empty);
    }

    [Test]
    public void Statements_allow_named_actions_each_once()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var statement in _statements)
            {
                Assert.That(
                    statement.Select(it => it.Key), Is.SubsetOf(new[] { "Sid", "Effect", "Action", "Resource", "Condition" }), statement["Sid"]!.ToString());
                Assert.That(statement["Effect"]!.ToString(), Is.EqualTo("Allow"));
                Assert.That(statement.Actions(), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.All.Match("^[a-z0-9-]+:[A-Za-z]+$"));
            }

            foreach (var (document, longest) in new[] { (_basic, LongestInlinePolicy), (_celery, LongestManagedPolicy) })
            {
                Assert.That(document.Select(it => it["Sid"]!.ToString()), Is.Unique);
                Assert.That(document.SelectMany(it => it.Actions()), Is.Unique);
                Assert.That(new JsonArray([.. document.Select(it => it.DeepClone())]).ToJsonString(), Has.Length.LessThan(longest - 100));
            }

            // To other roles, with other conditions.
            Assert.That(
                _celery.SelectMany(it => it.Actions()).Intersect(_basic.SelectMany(it => it.Actions())),
                Is.EquivalentTo(new[] { "iam:AttachRolePolicy", "iam:CreateServiceLinkedRole", "iam:DetachRolePolicy", "iam:ListAttachedRolePolicies" }));
        }
    }

    [Test]
    public void Roles_go_to_the_services_that_the_plans_trust_and_take_the_policies_that_the_plans_attach()
    {
        var trusted = Resources("aws:iam/role:Role")
            .SelectMany(it => JsonNode.Parse(it.Text("assumeRolePolicy")!)!["Statement"]!.AsArray())
            .Select(it => it!["Principal"]!["Service"]?.ToString()).OfType<string>().Distinct();
        var attached = Resources("aws:iam/rolePolicyAttachment:RolePolicyAttachment").Select(it => it.Text("policyArn")!).Distinct()
            .ToLookup(it => it.StartsWith("${", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Condition(_basic, "iam:PassRole", "StringEquals", "iam:PassedToService"), Is.EquivalentTo(trusted));
            Assert.That(
                Condition(_basic, "iam:AttachRolePolicy", "ArnEquals", "iam:PolicyARN").Select(it => it.Split(':')[^1]),
                Is.EquivalentTo(attached[false].Select(it => it.Split(':')[^1])));
            Assert.That(
                Condition(_celery, "iam:AttachRolePolicy", "ArnLike", "iam:PolicyARN"),
                Is.EquivalentTo(attached[true].Select(it => $"arn:aws:iam::*:policy/{it.Split("::")[^1].Split('.')[0]}-*").Distinct()));
        }
    }

    [Test]
    public void The_resources_that_the_policy_names_are_those_of_the_plans()
    {
        void Holds(string action, string type, Func<PlanResource, string> arn)
        {
            var patterns = _statements.First(it => it.Actions().Contains(action)).Resources();
            // Pulumi adds a hyphen and seven characters to the name.
            Assert.That(
                Resources(type).Select(arn).Where(it => !patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, it))),
                Is.Empty, action);
        }

        using (Assert.EnterMultipleScope())
        {
            Holds("iam:CreateRole", "aws:iam/role:Role", it => $"arn:aws:iam::1:role/{it.Name}-0a1b2c3");
            Holds("iam:PassRole", "aws:iam/role:Role", it => $"arn:aws:iam::1:role/{it.Name}-0a1b2c3");
            Holds("iam:CreatePolicy", "aws:iam/policy:Policy", it => $"arn:aws:iam::1:policy/{it.Name}-0a1b2c3");
            Holds("elasticache:CreateReplicationGroup", "aws:elasticache/replicationGroup:ReplicationGroup", it => $"arn:aws:elasticache:r:1:replicationgroup:{it.Name}-0a1b2c3");
            Holds("elasticache:CreateReplicationGroup", "aws:elasticache/replicationGroup:ReplicationGroup", it => $"arn:aws:elasticache:r:1:cluster:{it.Name}-0a1b2c3-001");
            Holds("elasticache:CreateCacheSubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup", it => $"arn:aws:elasticache:r:1:subnetgroup:{it.Name}-0a1b2c3");
            Holds("kms:CreateAlias", "aws:kms/alias:Alias", it => $"arn:aws:kms:r:1:{it.Text("name")}");
            Holds("logs:CreateLogGroup", "aws:cloudwatch/logGroup:LogGroup", it => $"arn:aws:logs:r:1:log-group:{it.Text("name")}");
            Holds("events:PutRule", "aws:cloudwatch/eventRule:EventRule", it => $"arn:aws:events:r:1:rule/{it.Name}-0a1b2c3");
            Holds("sns:CreateTopic", "aws:sns/topic:Topic", it => $"arn:aws:sns:r:1:{it.Name}-0a1b2c3");
            Holds("s3:CreateBucket", "aws:s3/bucket:Bucket", it => $"arn:aws:s3:::{it.Name}-0a1b2c3");
        }
    }

    [Test]
    public void The_stacks_own_keys_grant_their_deployers_what_the_policy_leaves_out()
    {
        foreach (var key in Resources(ResourceType.Key))
        {
            var granted = JsonNode.Parse(key.Text("policy")!)!["Statement"]!.AsArray().Select(it => it!.AsObject())
                .Where(it => it["Principal"]!.ToJsonString().Contains("role/flower-deployer", StringComparison.Ordinal))
                .SelectMany(it => it.Actions());

            Assert.That(DeployerActions.ByKeyPolicy, Is.SubsetOf(granted), key.Name);
        }
    }

    [Test]
    public void The_cluster_role_writes_every_kind_in_the_plans_and_no_other()
    {
        var rules = ClusterRole().ToList();
        var written = rules.Where(it => it.Verbs.Contains("create")).ToList();
        var kinds = Types("kubernetes:").Select(Resource).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.SelectMany(it => it.Resources), Is.EquivalentTo(kinds));
            Assert.That(written.Select(it => it.Verbs), Has.All.EqualTo(Writing));
            Assert.That(rules.Except(written).Select(it => it.Verbs), Has.All.EqualTo(new[] { "get", "list", "watch" }));
            Assert.That(rules.SelectMany(it => it.Resources), Has.None.Contains("*").And.None.EndsWith("/secrets"));
        }
    }

    // Strict: no comment, no trailing comma, no key twice.
    private static async Task<IReadOnlyList<JsonObject>> StatementsAsync(string file)
    {
        var document = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(Docs, file)),
            documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
        Assert.That(document.Select(it => it.Key), Is.EqualTo(new[] { "Version", "Statement" }));
        Assert.That(document["Version"]!.ToString(), Is.EqualTo("2012-10-17"));
        return [.. document["Statement"]!.AsArray().Select(it => it!.AsObject())];
    }

    private IEnumerable<string> Actions() => _statements.SelectMany(it => it.Actions());

    private IEnumerable<PlanResource> Resources(string type) => _plans.SelectMany(plan => plan.OfType(type));

    private HashSet<string> Types(string package) => _plans.SelectMany(plan => plan.Resources)
        .Select(it => it.Type).Where(it => it.StartsWith(package, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Condition(IReadOnlyList<JsonObject> statements, string action, string @operator, string key) => statements
        .Single(it => it.Actions().Contains(action))["Condition"]![@operator]![key]!.AsArray().Select(it => it!.ToString());

    // kubernetes:GROUP/VERSION:Kind; the core group has no name.
    private static string Resource(string type)
    {
        var (group, kind) = (type.Split(':')[1].Split('/')[0], type.Split(':')[2].ToLowerInvariant());
        var plural = kind.EndsWith('y') ? $"{kind[..^1]}ies" : kind.EndsWith('s') ? $"{kind}es" : $"{kind}s";
        return $"{(group == "core" ? "" : group)}/{plural}";
    }

    private static IEnumerable<(IReadOnlyList<string> Resources, IReadOnlyList<string> Verbs)> ClusterRole()
    {
        using var reader = new StreamReader(Path.Combine(Docs, "deployer-rbac.yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        var role = (YamlMappingNode)stream.Documents.Select(it => it.RootNode).Single(it => it["kind"].ToString() == "ClusterRole");
        return ((YamlSequenceNode)role["rules"]).Select(rule => (
            (IReadOnlyList<string>)[.. Texts(rule["apiGroups"]).SelectMany(group => Texts(rule["resources"]).Select(resource => $"{group}/{resource}"))],
            (IReadOnlyList<string>)[.. Texts(rule["verbs"])]));
    }

    private static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Select(it => it.ToString());
}
