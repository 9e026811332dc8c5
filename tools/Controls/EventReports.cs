using System.Text.Json;
using System.Text.Json.Nodes;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>What the EventBridge rules of a plan report.</summary>
internal sealed class EventReports
{
    // Without a pattern: the one that isn't known yet.
    private readonly (JsonNode? Pattern, Verdict Works)[] _rules;

    /// <summary>Reads the rules.</summary>
    /// <param name="plan">The plan.</param>
    public EventReports(PlanIndex plan) => _rules = [.. plan.OfType(EventRule).Select(rule => Read(plan, rule))];

    /// <summary>Holds when each of these calls is reported by a rule that works.</summary>
    /// <param name="calls">The calls, made by <see cref="EventPattern.Call"/>.</param>
    public Verdict Of(params IEnumerable<JsonObject> calls)
    {
        var reports = calls.Select(call => (Call: call["detail"]!["eventName"], Verdict: ReportOf(call))).ToArray();
        var missed = string.Join(", ", reports.Where(it => it.Verdict.Status == ControlStatus.Fail).Select(it => it.Call));
        return missed.Length > 0
            ? Verdict.Fail($"no event rule that is enabled and has a target reports {missed}")
            : Verdict.All(reports.Select(it => it.Verdict));
    }

    private Verdict ReportOf(JsonObject call) => Verdict.Any(
        [.. _rules.Where(rule => rule.Pattern is null || EventPattern.Matches(rule.Pattern, call)).Select(rule => rule.Works)]);

    private static (JsonNode? Pattern, Verdict Works) Read(PlanIndex plan, PlanResource rule)
    {
        var input = rule.Input();
        if (input["eventPattern"].Text is Plan.Unknown or Plan.Secret)
            return (null, Verdict.Unknown(input["eventPattern"].Path));
        return (Parse(input["eventPattern"].Text), Verdict.All(
            Verdict.When(input["state"].Text is not "DISABLED" && input["isEnabled"].Flag is not false, $"{rule.Name} is disabled"),
            plan.Companion(rule, EventTarget, "rule", target => target["arn"].IsGiven)));
    }

    // A pattern that is none matches nothing.
    private static JsonArray Nothing => [];

    private static JsonNode Parse(string? pattern)
    {
        try
        {
            return JsonNode.Parse(pattern ?? "") ?? Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }
}
