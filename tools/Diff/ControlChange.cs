namespace FlowerInfra;

/// <summary>A control whose state changes, for one resource or the stack.</summary>
/// <param name="Id">The control's id.</param>
/// <param name="Urn">The resource, or null for the whole stack.</param>
/// <param name="Resource">The resource's name, or the stack.</param>
/// <param name="Before">The old state, or null when there was none.</param>
/// <param name="After">The new state, or null when there is none any more.</param>
/// <param name="Impact">How much it asks for attention.</param>
/// <param name="Text">What happens.</param>
internal sealed record ControlChange(string Id, string? Urn, string Resource, ControlStatus? Before, ControlStatus? After, Impact Impact, string Text)
{
    // The worst of a control's findings about one resource is its state.
    private static readonly ControlStatus[] WorstFirst = [ControlStatus.Fail, ControlStatus.Unknown, ControlStatus.Waived, ControlStatus.Pass];

    /// <summary>The title, or that this version has no such control.</summary>
    public string Title => ControlCatalogue.Find(Id)?.Title ?? "a control that this version doesn't have";

    /// <summary>The changes between two plans, the worst first.</summary>
    /// <param name="before">The old plan, with the new URNs.</param>
    /// <param name="after">The new plan.</param>
    public static IReadOnlyList<ControlChange> Of(Plan before, Plan after)
    {
        var names = before.Resources.Concat(after.Resources).GroupBy(it => it.Urn, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.Last().Name, StringComparer.Ordinal);
        var stays = after.Resources.Select(it => it.Urn).ToHashSet(StringComparer.Ordinal);
        var (old, @new) = (Worst(before), Worst(after));
        return
        [
            .. from key in old.Keys.Union(@new.Keys)
               let change = Change(key.Id, key.Urn, old.GetValueOrDefault(key), @new.GetValueOrDefault(key), key.Urn is null || stays.Contains(key.Urn))
               where change is not null
               let control = change.Value
               orderby control.Impact descending, key.Id, key.Urn
               select new ControlChange(
                   key.Id, key.Urn, key.Urn is null ? "the stack" : names.GetValueOrDefault(key.Urn, key.Urn),
                   old.GetValueOrDefault(key)?.Status, @new.GetValueOrDefault(key)?.Status, control.Impact, ShownText.Safe(control.Text)),
        ];
    }

    private static Dictionary<(string Id, string? Urn), ControlResult> Worst(Plan plan) => plan.Controls
        .GroupBy(it => (it.Id, it.Urn))
        .ToDictionary(it => it.Key, it => it.OrderBy(result => Array.IndexOf(WorstFirst, result.Status)).ThenBy(result => result.Message, StringComparer.Ordinal).First());

    private static (Impact Impact, string Text)? Change(string id, string? urn, ControlResult? before, ControlResult? after, bool stays) =>
        (before?.Status, after?.Status) switch
        {
            (ControlStatus.Fail, ControlStatus.Fail) => null,
            (_, ControlStatus.Fail) => (Impact.Danger, $"fails now: {after!.Message}"),
            (not ControlStatus.Waived, ControlStatus.Waived) => (Impact.Caution, $"is waived now: {after!.Message}"),
            (ControlStatus.Waived, ControlStatus.Waived) when before!.Message != after!.Message => (Impact.Caution, $"is waived differently: {after.Message}"),
            (ControlStatus.Pass, ControlStatus.Unknown) => (Impact.Caution, $"is known only after the deployment: {after!.Message}"),
            (ControlStatus.Fail or ControlStatus.Waived, ControlStatus.Pass) => (Impact.Better, "passes now"),
            // The resource is there, and nobody looks at it any more.
            (not null, null) when stays && urn is not null => (
                Impact.Danger, ControlCatalogue.Find(id) is null ? "is removed: nothing checks it any more" : "no longer looks at it"),
            (not null, null) when ControlCatalogue.Find(id) is null => (Impact.Danger, "is removed: nothing checks it any more"),
            (ControlStatus.Fail, null) => (Impact.Better, "no longer fails: what failed is gone"),
            _ => null,
        };
}
