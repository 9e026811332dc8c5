using FlowerInfra.Tests.Tools.Controls;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

[TestFixture]
internal sealed class FindingTableTests
{
    [Test]
    public void Failures_come_first_by_severity_then_what_is_unknown_then_the_waivers()
    {
        var preview = Findings.Evaluate(
            With(("enableDeletionProtection", "false"), ("internal", "false"), ("xffHeaderProcessingMode", "\"append\""), ("dropInvalidHeaderFields", "false")),
            new Waiver("FLW-LB-06", null, "old clients", Findings.Today));

        Assert.That(Render(preview), Is.EqualTo(
            """
            Failures
              critical  FLW-LB-01  The load balancer is internal
                        alb: internal is not true (false)
                        Fix: Set internal to true and put it into private subnets.
              medium    FLW-LB-10  The load balancer is protected from deletion
                        alb: enableDeletionProtection is not true (false)
                        Fix: Set enableDeletionProtection to true.

            Waivers
              FLW-LB-06  alb: old clients; last day 2030-06-01


            """));
    }

    [Test]
    public void What_is_known_only_after_deployment_has_no_fix() =>
        Assert.That(Render(Findings.Sample()), Does.Match("Known only after deployment\n  high +FLW-LB-02 .*\n.*sslPolicy is known only after deployment\n\n"));

    [Test]
    public void The_fix_of_a_components_resource_names_the_components_argument()
    {
        var plan = With(("enableDeletionProtection", "false"));
        plan = plan with
        {
            Resources =
            [
                .. plan.Resources.Select(it => it.Name == "alb" ? it with { Urn = it.Urn.Replace("aws:lb/", "flower-infra:index:InternalLoadBalancer$aws:lb/", StringComparison.Ordinal) } : it),
            ],
        };

        Assert.That(
            FindingGroup.Of(Findings.Evaluate(plan).Plan, ControlStatus.Fail).Single(it => it.Control.Id == "FLW-LB-10").Fix,
            Is.EqualTo("Leave allowDeletion (InternalLoadBalancerArgs.AllowDeletion) out."));
    }

    [Test]
    public void A_waiver_for_nothing_that_fails_is_reported_and_fails_nothing()
    {
        var preview = Findings.Evaluate(SamplePlan.Create(), new Waiver("FLW-LB-01", null, "left over", Findings.Today));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Render(preview), Does.Contain("  FLW-LB-01  the waiver for all resources waives nothing: nothing fails there. Remove it.\n"));
            Assert.That(preview.HasFailures, Is.False);
        }
    }

    [Test]
    public void Of_a_waiver_for_several_resources_those_are_named_that_need_none()
    {
        var preview = Findings.Evaluate(
            With(("internal", "false")),
            new Waiver("FLW-LB-01", "alb", "a test", Findings.Today), new Waiver("FLW-LB-01", "logs", "a test", Findings.Today));

        Assert.That(Render(preview), Does.Contain("alb: a test; last day").And.Contain("the waiver for logs waives nothing"));
    }

    [Test]
    public void A_reason_can_not_forge_a_line_or_colour_the_terminal()
    {
        var preview = Findings.Sample(new Waiver("FLW-LB-06", null, "fine\n\u001b[2J  0 failed", Findings.Today));

        Assert.That(Render(preview), Does.Contain(@"alb: fine\u000a\u001b[2J  0 failed; last day").And.Not.Contain("\u001b"));
    }

    private static string Render(EvaluatedPlan preview) => TextConsole.Render(default, console => FindingTable.Write(console, preview));

    private static Plan With(params (string Property, string Json)[] changes)
    {
        var plan = SamplePlan.Create();
        foreach (var (property, json) in changes)
            plan.Resources.Single(it => it.Name == "alb").Inputs[property] = System.Text.Json.Nodes.JsonNode.Parse(json);
        return plan;
    }
}
