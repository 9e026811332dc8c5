using FlowerInfra.Tests.Tools.Controls;

namespace FlowerInfra.Tests.Tools.Reports;

/// <summary>Evaluated plans for tests of reports.</summary>
internal static class Findings
{
    /// <summary>The day on which they are evaluated.</summary>
    public static readonly DateOnly Today = new(2030, 6, 1);

    /// <summary>
    /// The good plan with a public load balancer, which is critical; with invalid headers let through, which is high and
    /// waived; and with an unknown policy of TLS.
    /// </summary>
    public static EvaluatedPlan Sample(params Waiver[] waivers)
    {
        var plan = SamplePlan.With("alb", "internal", "false");
        plan.Resources.Single(it => it.Name == "alb").Inputs["dropInvalidHeaderFields"] = false;
        plan.Resources.Single(it => it.Name == "https").Inputs["sslPolicy"] = Plan.Unknown;
        return Evaluate(plan, waivers.Length > 0 ? waivers : [new Waiver("FLW-LB-06", null, "old clients", Today)]);
    }

    public static EvaluatedPlan Evaluate(Plan plan, params Waiver[] waivers)
    {
        var index = new PlanIndex(plan);
        var evaluated = ControlEvaluation.Evaluate(plan, index, ControlCatalogue.All, waivers, new FixedTime(Today));
        return new EvaluatedPlan(evaluated, index, WaiverUse.Of(evaluated, waivers, new FixedTime(Today)), []);
    }

    private sealed class FixedTime(DateOnly today) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(today, new TimeOnly(12, 0), TimeSpan.Zero);
    }
}
