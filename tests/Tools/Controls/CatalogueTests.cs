using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

[TestFixture]
internal sealed partial class CatalogueTests
{
    private const string Container = "spec/template/spec/containers/0";

    /// <summary>The changes that break a control each.</summary>
    public static TestCaseData[] Breaks =>
        [.. AwsControlCases.Breaks, .. StorageControlCases.Breaks, .. KubernetesControlCases.Breaks, .. BypassCases.Breaks, .. BrokerControlCases.Breaks,
            .. CeleryControlCases.Breaks];

    /// <summary>The values that are known later.</summary>
    public static TestCaseData[] Unknowns =>
        [.. AwsControlCases.Unknowns, .. StorageControlCases.Unknowns, .. KubernetesControlCases.Unknowns, .. BypassCases.Unknowns, .. BrokerControlCases.Unknowns,
            .. CeleryControlCases.Unknowns];

    [Test]
    public void Ids_are_unique_sorted_and_of_the_documented_form()
    {
        var ids = ControlCatalogue.All.Select(control => control.Id).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids, Is.Unique);
            Assert.That(ids, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            Assert.That(ids, Has.All.Matches<string>(id => Id().IsMatch(id)));
        }
    }

    [Test]
    public void What_to_set_names_arguments_that_components_have()
    {
        var arguments = typeof(FlowerDashboardArgs).Assembly.GetTypes().Where(it => it.IsSubclassOf(typeof(Pulumi.ResourceArgs)))
            .SelectMany(type => type.GetProperties(), (type, property) => (Type: type, Property: property))
            .SelectMany(
                it => it.Property.GetCustomAttributesData().Where(data => data.AttributeType == typeof(Pulumi.InputAttribute)),
                (it, data) => $"{data.ConstructorArguments[0].Value} ({it.Type.Name}.{it.Property.Name})")
            .ToHashSet();
        var named = ControlCatalogue.All.Where(it => it.Setting is not null).Select(it => (it.Id, Names: Named().Matches(it.Setting!).Select(name => name.Value).ToList())).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(named, Has.Count.GreaterThan(30));
            Assert.That(named.Where(it => it.Names.Count == 0 || !it.Names.All(arguments.Contains)), Is.Empty);
        }
    }

    [Test]
    public void Every_control_passes_on_a_good_plan()
    {
        var results = Evaluate(SamplePlan.Create());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Where(result => result.Status != ControlStatus.Pass), Is.Empty);
            Assert.That(results.Select(result => result.Id).Distinct(), Is.EqualTo(ControlCatalogue.All.Select(control => control.Id)));
        }
    }

    [Test]
    public void Every_control_has_a_case_that_breaks_it() =>
        Assert.That(
            Breaks.Concat(ConfigurationControlTests.Edits).Select(it => (string)it.Arguments[0]!).Distinct().Order(StringComparer.Ordinal),
            Is.EqualTo(ControlCatalogue.All.Select(control => control.Id)));

    [TestCaseSource(nameof(Breaks))]
    public void A_control_fails_on_the_resource_that_breaks_it(string id, string resource, string pointer, string? json, string on) =>
        Assert.That(Result(SamplePlan.With(resource, pointer, json), id, on).Status, Is.EqualTo(ControlStatus.Fail));

    [TestCaseSource(nameof(Unknowns))]
    public void A_value_that_is_known_later_is_unknown_and_never_a_pass(string id, string resource, string pointer, string? json, string on) =>
        Assert.That(Result(SamplePlan.With(resource, pointer, json), id, on).Status, Is.EqualTo(ControlStatus.Unknown));

    [Test]
    public void A_config_map_with_a_value_that_is_declared_secret_fails()
    {
        var plan = SamplePlan.With("config", "data", "\"[secret]\"");
        plan = plan with { Resources = [.. plan.Resources.Select(it => it.Name == "config" ? it with { SecretInputs = ["data"] } : it)] };

        Assert.That(Result(plan, "FLW-SEC-04", "config").Status, Is.EqualTo(ControlStatus.Fail));
    }

    [TestCase("kubernetes:core/v1:Pod", "")]
    [TestCase("kubernetes:batch/v1:CronJob", "jobTemplate/spec/template/spec")]
    [TestCase("kubernetes:batch/v1:Job", "template/spec")]
    [TestCase("kubernetes:apps/v1:DaemonSet", "template/spec")]
    public void Pods_of_every_kind_of_workload_are_checked(string type, string template)
    {
        var plan = SamplePlan.Create();
        var inputs = new JsonObject { ["metadata"] = new JsonObject { ["namespace"] = "flower" } };
        JsonNode node = inputs;
        foreach (var segment in $"spec/{template}".TrimEnd('/').Split('/'))
            node = node[segment] = new JsonObject();
        node["containers"] = new JsonArray(new JsonObject { ["name"] = "open" });
        plan = plan with { Resources = [new PlanResource { Urn = "urn:open", Type = type, Name = "open", Inputs = inputs }] };

        Assert.That(
            Evaluate(plan).Where(result => result.Status == ControlStatus.Fail).Select(result => result.Id),
            Is.SupersetOf(new[] { "FLW-POD-01", "FLW-POD-02", "FLW-POD-03", "FLW-POD-04", "FLW-POD-06", "FLW-NET-05" }));
    }

    [TestCase("\"mher/flower@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"")]
    [TestCase("\"nginxinc/nginx-unprivileged:1.28.0-alpine\"")]
    public void A_digest_or_a_version_pins_an_image(string image) =>
        Assert.That(Result(SamplePlan.With("set", $"{Container}/image", image), "FLW-POD-06", "set").Status, Is.EqualTo(ControlStatus.Pass));

    [TestCase("142.250.0.0/15", ControlStatus.Pass)]
    [TestCase("0.0.0.0/0", ControlStatus.Fail)]
    [TestCase("128.0.0.0/1", ControlStatus.Fail)]
    public void Https_may_leave_for_a_public_range_that_is_a_name_for_somebody(string range, ControlStatus expected)
    {
        var plan = SamplePlan.With("out", "cidrIpv4", $"\"{range}\"");
        var rule = plan.Resources.Single(it => it.Name == "out").Inputs;
        rule["fromPort"] = 443;
        rule["toPort"] = 443;

        Assert.That(Result(plan, "FLW-NET-04", "out").Status, Is.EqualTo(expected));
    }

    [TestCase("securityGroupId", "\"sg-0123456789abcdef0\"")]
    [TestCase("toPort", "444")]
    [TestCase("ipProtocol", "\"udp\"")]
    public void A_rule_that_differs_in_group_ports_or_protocol_is_no_second_one(string property, string json)
    {
        var plan = SamplePlan.With("in-other", "cidrIpv4", "\"10.8.0.0/16\"");
        plan.Resources.Single(it => it.Name == "in-other").Inputs.Remove("cidrIpv6");
        plan.Resources.Single(it => it.Name == "in-other").Inputs[property] = JsonNode.Parse(json);

        Assert.That(Result(plan, "FLW-NET-11", "in-other").Status, Is.EqualTo(ControlStatus.Pass));
    }

    [Test]
    public void A_namespace_that_two_resources_refer_to_is_the_same_before_it_has_a_name()
    {
        const string reference = "\"${urn:pulumi:p::s::kubernetes:core/v1:Namespace::n.metadata.name}\"";
        var plan = SamplePlan.With("set", "metadata/namespace", reference);
        plan.Resources.Single(it => it.Name == "deny").Inputs["metadata"]!["namespace"] = JsonNode.Parse(reference);

        Assert.That(Result(plan, "FLW-NET-05", "set").Status, Is.EqualTo(ControlStatus.Pass));
    }

    private static IReadOnlyList<ControlResult> Evaluate(Plan plan) =>
        ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls;

    private static ControlResult Result(Plan plan, string id, string resource) =>
        Evaluate(plan).Single(result => result.Id == id && result.Urn == SamplePlan.Urn(resource));

    [GeneratedRegex(@"[A-Za-z]+ \([A-Za-z]+\.[A-Za-z]+\)")]
    private static partial Regex Named();

    [GeneratedRegex("^FLW-[A-Z0-9]{2,4}-[0-9]{2}$")]
    private static partial Regex Id();
}
