using System.Text.Json;
using System.Xml.Linq;
using FlowerInfra.Tests.Tools.Controls;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

/// <summary>The findings as other programs read them.</summary>
[TestFixture]
internal sealed class ControlFormatTests
{
    private const string File = "stacks/Pulumi.my stack.yaml";

    [Test]
    public void Json_holds_the_catalogue_and_each_finding()
    {
        var root = JsonDocument.Parse(ControlsJson.ToJson(Findings.Sample())).RootElement;
        var controls = root.GetProperty("controls").EnumerateArray().ToDictionary(it => it.GetProperty("id").GetString()!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(root.GetProperty("format").GetString(), Is.EqualTo("flower-infra/controls/1"));
            Assert.That(controls.Keys, Is.EqualTo(ControlCatalogue.All.Select(it => it.Id)));
            Assert.That(
                controls["FLW-LB-01"].GetProperty("results")[0].GetRawText(),
                Does.Contain("\"fail\"").And.Contain(SamplePlan.Urn("alb")).And.Contain("internal is not true"));
            Assert.That(controls["FLW-LB-10"].GetProperty("setting").GetString(), Does.Contain("InternalLoadBalancerArgs.AllowDeletion"));
            Assert.That(root.GetProperty("summary").GetProperty("waived").GetInt32(), Is.EqualTo(1));
            Assert.That(root.GetProperty("waivers")[0].GetProperty("resources")[0].GetString(), Is.EqualTo("alb"));
        }
    }

    [Test]
    public void Without_a_stack_json_is_the_catalogue_alone() =>
        Assert.That(ControlsJson.ToJson(null), Does.Not.Contain("\"results\"").And.Not.Contain("\"stack\"").And.Contain("FLW-LB-01"));

    [TestCase(true)]
    [TestCase(false)]
    public void Sarif_has_the_shape_that_its_schema_asks_for(bool hasStack)
    {
        var sarif = ControlsSarif.ToSarif(hasStack ? Findings.Sample() : null, hasStack ? File : null);

        Assert.That(SarifShape.Faults(sarif), Is.Empty);
    }

    [TestCase("\"kind\": \"fail\"", "\"kind\": \"bad\"")]
    [TestCase("\"startLine\": 1", "\"startLine\": 0")]
    [TestCase("\"ruleId\": \"FLW-LB-01\"", "\"ruleId\": \"FLW-LB-99\"")]
    [TestCase("\"executionSuccessful\": true", "\"successful\": true")]
    public void The_test_of_the_shape_finds_what_is_wrong(string right, string wrong) =>
        Assert.That(SarifShape.Faults(ControlsSarif.ToSarif(Findings.Sample(), File).Replace(right, wrong, StringComparison.Ordinal)), Is.Not.Empty);

    [Test]
    public void Sarif_names_each_failure_with_its_level_its_resource_and_the_stacks_file()
    {
        var results = Results(Findings.Sample());
        var failure = results.Single(it => it.GetProperty("ruleId").GetString() == "FLW-LB-01");
        var location = failure.GetProperty("locations")[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.GetProperty("level").GetString(), Is.EqualTo("error"));
            Assert.That(failure.GetProperty("message").GetProperty("text").GetString(), Is.EqualTo("alb: internal is not true (false)"));
            Assert.That(location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString(), Is.EqualTo(SamplePlan.Urn("alb")));
            Assert.That(
                location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(),
                Is.EqualTo("stacks/Pulumi.my%20stack.yaml"));
            Assert.That(results.Select(it => it.GetProperty("partialFingerprints").GetRawText()), Is.Unique);
        }
    }

    [Test]
    public void Sarif_suppresses_what_is_waived_and_leaves_open_what_is_unknown()
    {
        var results = Results(Findings.Sample()).ToDictionary(it => it.GetProperty("ruleId").GetString()!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Keys, Is.EquivalentTo(new[] { "FLW-LB-01", "FLW-LB-02", "FLW-LB-06" }));
            Assert.That(results["FLW-LB-06"].GetProperty("suppressions")[0].GetProperty("justification").GetString(), Is.EqualTo("old clients"));
            Assert.That(results["FLW-LB-01"].GetProperty("suppressions").GetArrayLength(), Is.Zero);
            Assert.That(
                (results["FLW-LB-02"].GetProperty("kind").GetString(), results["FLW-LB-02"].GetProperty("level").GetString()), Is.EqualTo(("open", "none")));
        }
    }

    [Test]
    public void Junit_has_a_test_for_each_control_and_resource_with_its_counts()
    {
        var preview = Findings.Sample();
        var suite = XDocument.Parse(ControlsJunit.ToXml(preview)).Root!.Element("testsuite")!;
        var cases = suite.Elements("testcase").ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cases, Has.Count.EqualTo(preview.Plan.Controls.Count));
            Assert.That((string?)suite.Attribute("tests"), Is.EqualTo($"{cases.Count}"));
            Assert.That((string?)suite.Attribute("failures"), Is.EqualTo("1"));
            Assert.That((string?)suite.Attribute("skipped"), Is.EqualTo("2"));
            Assert.That(cases.Select(it => (string?)it.Attribute("name")), Is.Unique);
            Assert.That(
                (string?)cases.Single(it => it.Element("failure") is not null).Attribute("name"), Is.EqualTo("FLW-LB-01 alb: The load balancer is internal"));
        }
    }

    [Test]
    public void A_reason_with_control_characters_breaks_no_format()
    {
        var preview = Findings.Sample(new Waiver("FLW-LB-06", null, "\u0000\u001b[31m\ud800", Findings.Today));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => XDocument.Parse(ControlsJunit.ToXml(preview)), Throws.Nothing);
            Assert.That(SarifShape.Faults(ControlsSarif.ToSarif(preview, File)), Is.Empty);
            Assert.That(() => JsonDocument.Parse(ControlsJson.ToJson(preview)), Throws.Nothing);
        }
    }

    private static List<JsonElement> Results(EvaluatedPlan preview) =>
        [.. JsonDocument.Parse(ControlsSarif.ToSarif(preview, File)).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
}
