namespace FlowerInfra;

/// <summary>A waiver of a stack, as it stands in the configuration, and what it does there.</summary>
/// <param name="Id">The control's id.</param>
/// <param name="Reason">Why the failure is accepted.</param>
/// <param name="Expires">The last day on which it counts, or null when it has no end.</param>
/// <param name="Kind">How it is accepted.</param>
/// <param name="Resources">The names of the resources whose failure it accepts, sorted.</param>
/// <param name="Idle">What it is for and accepts nothing of, sorted: resources, or "all resources".</param>
internal sealed record WaiverUse(string Id, string Reason, DateOnly? Expires, WaiverKind Kind, IReadOnlyList<string> Resources, IReadOnlyList<string> Idle)
{
    private const string All = "all resources";

    /// <summary>Why nothing is accepted, or null when something is.</summary>
    public string? Problem => Idle.Count == 0 ? null
        : Kind != WaiverKind.Dated ? $"{Kind.Key()} accepts nothing: nothing fails without it. Remove it."
        : $"the waiver for {string.Join(", ", Idle)} waives nothing: nothing fails there. Remove it.";

    /// <summary>The waivers of a stack that have not expired, by control.</summary>
    /// <param name="plan">The plan with its controls evaluated.</param>
    /// <param name="waivers">The waivers.</param>
    /// <param name="time">Tells today's date.</param>
    public static IReadOnlyList<WaiverUse> Of(Plan plan, IReadOnlyList<Waiver> waivers, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var names = plan.Resources.ToDictionary(it => it.Urn, it => it.Name, StringComparer.Ordinal);
        var waived = plan.Controls.Where(it => it.Status == ControlStatus.Waived)
            .ToLookup(it => it.Id, it => it.Urn is null ? "the stack" : names[it.Urn], StringComparer.Ordinal);
        return
        [
            .. waivers.Where(it => it.CountsOn(today))
                .GroupBy(it => (it.Id, it.Reason, it.Expires, it.Kind))
                .OrderBy(it => it.Key.Id, StringComparer.Ordinal)
                .Select(group => new WaiverUse(
                    group.Key.Id, group.Key.Reason, group.Key.Expires, group.Key.Kind,
                    [.. waived[group.Key.Id].Where(name => group.Any(it => it.Resource is null || it.Resource == name)).Distinct().Order(StringComparer.Ordinal)],
                    [.. group.Where(it => !waived[it.Id].Any(name => it.Resource is null || it.Resource == name))
                        .Select(it => it.Resource ?? All).Distinct().Order(StringComparer.Ordinal)])),
        ];
    }
}
