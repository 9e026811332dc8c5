using System.Globalization;

namespace FlowerInfra;

/// <summary>Runs controls over a plan.</summary>
public static class ControlEvaluation
{
    /// <summary>The plan with the state of every control, sorted by id and URN.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="controls">The controls.</param>
    /// <param name="waivers">The stack's waivers.</param>
    /// <param name="time">Tells today's date, on which a waiver may have expired.</param>
    public static Plan Evaluate(Plan plan, IEnumerable<Control> controls, IReadOnlyList<Waiver> waivers, TimeProvider time) =>
        Evaluate(plan, new PlanIndex(plan), controls, waivers, time);

    /// <summary>The same over a plan that has been indexed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">Its index.</param>
    /// <param name="controls">The controls.</param>
    /// <param name="waivers">The stack's waivers.</param>
    /// <param name="time">Tells today's date.</param>
    internal static Plan Evaluate(Plan plan, PlanIndex index, IEnumerable<Control> controls, IReadOnlyList<Waiver> waivers, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(controls);
        ArgumentNullException.ThrowIfNull(waivers);
        ArgumentNullException.ThrowIfNull(time);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var current = waivers.Where(waiver => waiver.CountsOn(today)).ToArray();
        var results = controls
            .SelectMany(control => control.Check(index).Select(finding => Judge(control, finding, current)))
            .Concat(waivers.Where(waiver => !waiver.CountsOn(today)).Select(Expired))
            .Concat(waivers.Where(waiver => waiver.Expires > today.AddDays(Waiver.LongestDays)).Select(Endless));
        return plan with
        {
            Controls =
            [
                .. results.OrderBy(result => result.Id, StringComparer.Ordinal)
                    .ThenBy(result => result.Urn, StringComparer.Ordinal)
                    .ThenBy(result => result.Message, StringComparer.Ordinal),
            ],
        };
    }

    private static ControlResult Judge(Control control, Finding finding, IEnumerable<Waiver> waivers)
    {
        var (status, problem) = finding.Verdict;
        if (status == ControlStatus.Pass)
            return new ControlResult(control.Id, status, finding.Resource?.Urn, control.Title);
        var waiver = status == ControlStatus.Fail ? waivers.FirstOrDefault(it => it.Covers(control, finding.Resource)) : null;
        return waiver is null
            ? new ControlResult(control.Id, status, finding.Resource?.Urn, problem)
            : new ControlResult(
                control.Id, ControlStatus.Waived, finding.Resource?.Urn, $"{problem}; {How(waiver)}: {waiver.Reason}");
    }

    // It names the date that was given, never today's: a plan is the same on every day on which it means the same.
    private static ControlResult Expired(Waiver waiver) => new(
        waiver.Id, ControlStatus.Fail, null, $"{Name(waiver)} expired on {Date(waiver)}: renew or remove it ({waiver.Reason})");

    // Nobody looks again at what is accepted for ever.
    private static ControlResult Endless(Waiver waiver) => new(
        waiver.Id, ControlStatus.Fail, null,
        $"{Name(waiver)} reaches to {Date(waiver)}: take a day within {Waiver.LongestDays} days ({waiver.Reason})");

    private static string How(Waiver waiver) => waiver.Kind == WaiverKind.Dated ? $"waived until {Date(waiver)}" : waiver.Kind.Title().ToLowerInvariant();

    private static string Name(Waiver waiver) => $"the waiver{(waiver.Resource is null ? "" : $" for {waiver.Resource}")}";

    private static string Date(Waiver waiver) => waiver.Expires!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
