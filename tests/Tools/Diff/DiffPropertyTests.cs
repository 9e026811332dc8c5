using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>What holds for whatever plans are compared.</summary>
[TestFixture]
internal sealed class DiffPropertyTests
{
    private static readonly string[] Types =
    [
        ResourceTypes.SecurityGroup, ResourceTypes.IngressRule, ResourceTypes.StatefulSet, ResourceTypes.ConfigMap, ResourceTypes.Secret, ResourceTypes.KmsKey,
        ResourceTypes.NetworkPolicy, ResourceTypes.IamPolicy, ResourceTypes.ListenerRule, "shop:index:Thing", "aws:unknown/thing:Thing",
    ];

    private static readonly string[] Names = ["name", "spec", "policy", "data", "tags", "kmsKeyId", "ingress", "env", "cidrIpv4", "securityGroupId", "conditions", "a.b", "[x]", ""];

    private static readonly string[] Texts =
    [
        "", "a", "b", "10.0.0.0/8", "0.0.0.0/0", "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}", "{", "[", "line\nline", Plan.Secret, Plan.Unknown, "${urn:x}", "2Gi",
        SmallPlan.Reference(ResourceTypes.SecurityGroup, "n1", "id"), "\u202e", "`",
    ];

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf(
        Gen.Elements(Texts).Select(it => (JsonNode?)JsonValue.Create(it)), Gen.Choose(-3, 3).Select(it => (JsonNode?)JsonValue.Create((long)it)),
        Gen.Elements(true, false).Select(it => (JsonNode?)JsonValue.Create(it)));

    private static readonly Gen<Plan> Plans =
        from resources in Gen.ListOf(from type in Gen.Elements(Types) from name in Gen.Choose(0, 4) from inputs in Objects(3) select (type, name, inputs))
        select SmallPlan.Of([.. resources.DistinctBy(it => (it.type, it.name)).Select(it => new PlanResource
        {
            Urn = SmallPlan.Urn(it.type, $"n{it.name}"),
            Type = it.type,
            Name = $"n{it.name}",
            Inputs = it.inputs,
        })]);

    [Test]
    public void A_plan_differs_from_itself_in_nothing() => Check(Plans, plan => PlanDiff.Of(plan, Read(plan)).IsEmpty && PlanDiff.Of(plan, plan).Effects.Count == 0);

    [Test]
    public void Backwards_what_came_goes_and_every_value_is_the_other_one() => Check(
        from one in Plans from other in Plans select (one, other),
        it =>
        {
            var (there, back) = (PlanDiff.Of(it.one, it.other), PlanDiff.Of(it.other, it.one));
            return Shape(there, isBack: false).SequenceEqual(Shape(back, isBack: true), StringComparer.Ordinal);
        });

    [Test]
    public void The_order_of_resources_and_keys_changes_no_byte() => Check(
        from one in Plans from other in Plans select (one, other),
        it => DiffJson.ToJson(PlanDiff.Of(it.one, it.other)) == DiffJson.ToJson(PlanDiff.Of(Reversed(it.one), Reversed(it.other))));

    [Test]
    public void Every_format_takes_every_comparison_and_fits() => Check(
        from one in Plans from other in Plans select PlanDiff.Of(one, other),
        diff =>
        {
            var markdown = DiffMarkdown.ToMarkdown(diff, isVerbose: true);
            _ = JsonNode.Parse(DiffSarif.ToSarif(diff, "stacks/Pulumi.s.yaml"));
            _ = DiffTable.Render(diff, isVerbose: true, new TextForm(40, HasColours: true));
            return markdown.Length <= 65_536 && !markdown.Contains('\u202e', StringComparison.Ordinal);
        });

    private static Gen<JsonObject> Objects(int depth) =>
        from members in Gen.ListOf(from name in Gen.Elements(Names) from value in Nodes(depth) select (name, value))
        select new JsonObject(members.DistinctBy(it => it.name).Take(4).Select(it => KeyValuePair.Create(it.name, it.value?.DeepClone())));

    private static Gen<JsonNode?> Nodes(int depth) => depth == 0
        ? Scalars
        : Gen.OneOf(
            Scalars, Objects(depth - 1).Select(it => (JsonNode?)it),
            Gen.ListOf(Nodes(depth - 1)).Select(it => (JsonNode?)new JsonArray([.. it.Take(4).Select(node => node?.DeepClone())])));

    private static IEnumerable<string> Shape(PlanDiff diff, bool isBack) => diff.Changes.SelectMany(it =>
    {
        var kind = (it.Kind, isBack) switch
        {
            (ChangeKind.Create, true) => ChangeKind.Delete,
            (ChangeKind.Delete, true) => ChangeKind.Create,
            _ => it.Kind,
        };
        // What follows another one refers to it in one of the plans.
        return it.Properties.Count == 0 && kind is not (ChangeKind.Create or ChangeKind.Delete) ? [] : it.Properties
            .Select(property => isBack ? (property.Path, Old: property.After, New: property.Before) : (property.Path, Old: property.Before, New: property.After))
            .Select(property => $"{property.Path} {property.Old?.ToJsonString()} {property.New?.ToJsonString()}")
            .Order(StringComparer.Ordinal)
            .Prepend($"{it.Resource.Urn} {(kind is ChangeKind.Replace ? ChangeKind.Update : kind)}");
    });

    private static Plan Read(Plan plan) => PlanReader.FromJson(PlanWriter.ToJson(plan));

    private static Plan Reversed(Plan plan) => plan with
    {
        Resources = [.. plan.Resources.Reverse().Select(it => it with { Inputs = (JsonObject)Reversed(it.Inputs)! })],
    };

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Reverse().Select(it => KeyValuePair.Create(it.Key, Reversed(it.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
