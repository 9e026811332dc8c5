using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What AWS and its provider would refuse is found in the plans, before anybody deploys.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class AwsInputTests
{
    private const int RandomSuffix = 8;
    private static readonly ProviderSchema Schema = ProviderSchema.Read("aws");

    private List<Plan> _plans = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync()
    {
        _plans = [];
        foreach (var stack in RepositoryStacks.Names)
            _plans.Add(await RepositoryStacks.PlanAsync(stack));
    }

    [TestCaseSource(typeof(AwsLimits), nameof(AwsLimits.All))]
    public void Inputs_keep_the_rule(object limit)
    {
        var rule = (AwsLimit)limit;
        var subjects = _plans.SelectMany(rule.Subjects).ToList();

        Assert.That(subjects, Is.Not.Empty, "No stack has such an input any more: remove the rule");
        Assert.That(
            subjects.Where(it => !rule.Holds(it.Value)).Select(it => $"{it.Name}: {it.Value.ToJsonString()}"), Is.Empty, rule.Says);
    }

    [TestCaseSource(typeof(AwsLimits), nameof(AwsLimits.All))]
    public void The_rule_refuses_an_empty_text(object limit)
    {
        var refuses = false;
        try
        {
            refuses = !((AwsLimit)limit).Holds(JsonValue.Create(""));
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // Neither a list nor an object, nor JSON.
            refuses = true;
        }

        Assert.That(refuses, Is.True);
    }

    [Test]
    public void Inputs_are_those_that_the_provider_knows_and_needs()
    {
        var resources = _plans.SelectMany(plan => plan.Resources).Where(it => it.Type.StartsWith("aws:", StringComparison.Ordinal));

        Assert.That(resources.SelectMany(Faults), Is.Empty);
    }

    // An account has one alias, log group and metric of a name in a region, and a backup selects by tags in all of it; dev,
    // staging and prod often share both.
    [Test]
    public void Two_stacks_in_one_account_take_no_name_twice()
    {
        var taken = _plans.SelectMany(plan => plan.Resources.SelectMany(OwnNames).Distinct().Select(name => (plan.Stack, Name: name))).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(taken.Select(it => it.Name.Split(' ')[0]).Distinct(), Has.Exactly(4).Items);
            Assert.That(taken.GroupBy(it => it.Name).Where(it => it.Count() > 1).Select(it => it.Key), Is.Empty);
        }
    }

    [Test]
    public void Names_that_Pulumi_generates_fit_their_service() => Assert.That(_plans.SelectMany(RefusedNames), Is.Empty);

    [TestCase("prod", false)]
    [TestCase("prod", true)]
    [TestCase("staging", false)]
    [TestCase("dev", false)]
    public async Task The_longest_names_of_a_stack_and_a_dashboard_make_no_name_that_its_service_refuses(string stack, bool onFiles)
    {
        var name = $"a{new string('b', 29)}";
        var text = EditedStack.Replace(RepositoryStacks.File(stack), "    flower:\n", $"    {name}:\n");
        if (onFiles)
        {
            text = EditedStack.Replace(
                EditedStack.Replace(text, "          ebsCsiRoleArn: arn:", "          nodeSecurityGroupId: sg-09d0b09d0b09d0b09\n          subnetIds: { eu-west-1a: subnet-0123456789ab0bd0a }\n          efsCsiRoleArn: arn:"),
                "          sizeGiB: 16\n", "").Replace("        ebs:\n", "        efs:\n", StringComparison.Ordinal);
        }

        // A broker's users have shorter names.
        const string own = "broker: { urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-url-a1B2c3, "
            + "securityGroupId: sg-0123456789ab0bd0e, cidrBlocks: [10.40.16.0/20] }\n";
        text = text.Replace($"    {name}:\n", $"    {name}:\n      {own}", StringComparison.Ordinal);
        using var edited = new EditedStack($"s{new string('t', 62)}", text);

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Resources.Select(it => it.Name), Has.Some.EqualTo($"{name}-stateful-set"));
            Assert.That(plan.OfType("aws:efs/fileSystem:FileSystem").Any(), Is.EqualTo(onFiles));
            Assert.That(RefusedNames(plan), Is.Empty);
            Assert.That(
                AwsLimits.All.SelectMany(rule => rule.Subjects(plan).Where(it => !rule.Holds(it.Value)).Select(it => $"{it.Name}: {rule}")), Is.Empty);
            Assert.That(KubernetesNames.Faults(plan), Is.Empty);
        }
    }

    private static string[] OwnNames(PlanResource resource) => resource.Type switch
    {
        ResourceType.LogGroup or "aws:kms/alias:Alias" => [$"{resource.Type} {resource.At("name").Text}"],
        ResourceType.BackupSelection => [.. resource.At("conditions").Items.SelectMany(it => it["stringEquals"].Items)
            .Select(it => $"{it["key"].Text} {it["value"].Text}")],
        "aws:cloudwatch/logMetricFilter:LogMetricFilter" =>
            [$"{resource.Type} {resource.At("metricTransformation", "namespace").Text} {resource.At("metricTransformation", "name").Text}"],
        _ => [],
    };

    private static IEnumerable<string> RefusedNames(Plan plan) => plan.Resources
        .Where(it => Schema.Resource(it.Type) is { } inputs && NameInput(inputs) is { } input
            && !it.Inputs.ContainsKey(input) && !it.Inputs.ContainsKey($"{input}Prefix"))
        .Where(it => !AwsLimits.Names.TryGetValue(it.Type, out var limit)
            || it.Name.Length + RandomSuffix > limit.Longest || !Regex.IsMatch(it.Name, limit.Pattern))
        .Select(it => AwsLimits.Names.ContainsKey(it.Type) ? it.Name : $"{it.Type}: its longest name is not known here");

    // The provider names a bucket by "bucket" and everything else by "name"; a required name is not generated.
    private static string? NameInput(IReadOnlyDictionary<string, string> inputs) =>
        inputs.ContainsKey("bucketPrefix") ? "bucket" : inputs.GetValueOrDefault("name") is "string" ? "name" : null;

    private static IEnumerable<string> Faults(PlanResource resource) => Schema.Resource(resource.Type) is { } inputs
        ? OfObject(resource.Name, inputs, resource.Inputs)
        : [$"{resource.Type} is not in the schema"];

    private static IEnumerable<string> OfObject(string path, IReadOnlyDictionary<string, string> members, JsonObject value)
    {
        var missing = members.Where(member => member.Value.EndsWith('!') && value[member.Key] is null).Select(member => $"{path}.{member.Key} is missing");
        return missing.Concat(value.SelectMany(pair => members.TryGetValue(pair.Key, out var type)
            ? OfValue($"{path}.{pair.Key}", type.TrimEnd('!'), pair.Value)
            : [$"{path}.{pair.Key} is not known to the provider"]));
    }

    private static IEnumerable<string> OfValue(string path, string type, JsonNode? value) => (type[0], value) switch
    {
        (_, JsonValue text) when text.TryGetValue<string>(out var content) && PlanReference.IsIn(content) => [],
        ('[', JsonArray items) => items.SelectMany((item, index) => OfValue($"{path}[{index}]", type[1..], item)),
        ('{', JsonObject pairs) => pairs.SelectMany(pair => OfValue($"{path}.{pair.Key}", type[1..], pair.Value)),
        ('#', JsonObject pairs) => OfObject(path, Schema.Nested(type[1..]), pairs),
        ('s', _) when type.StartsWith("string|#", StringComparison.Ordinal) => OfValue(path, "string", value),
        _ when IsScalar(type, value) => [],
        _ => [$"{path} is not of type {type}: {value?.ToJsonString()}"],
    };

    private static bool IsScalar(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("string", JsonValueKind.String) or ("double", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => int.TryParse(value!.ToJsonString(), out _),
        (_, JsonValueKind.String) when type.StartsWith("string|@", StringComparison.Ordinal) =>
            Schema.Values(type["string|@".Length..]).Contains(value!.GetValue<string>()),
        _ => false,
    };
}
