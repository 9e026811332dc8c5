namespace FlowerInfra;

/// <summary>A comparison for people: controls whose state changes, what the changes mean, the worst first, and then the values.</summary>
internal static class DiffTable
{
    /// <summary>What stands in place of everything where nothing changes.</summary>
    public const string Nothing = "Nothing changes.";

    /// <summary>Renders a comparison.</summary>
    /// <param name="diff">The comparison.</param>
    /// <param name="isVerbose">Whether checksums and the values of what comes and goes are shown too.</param>
    /// <param name="form">Where it goes.</param>
    public static string Render(PlanDiff diff, bool isVerbose, TextForm form) => TextConsole.Render(form, console =>
    {
        console.Title($"{diff.After.Project} {diff.After.Stack}");
        console.Line();
        if (diff.IsEmpty)
        {
            console.Line("", Nothing);
            return;
        }

        if (diff.Controls.Count > 0)
        {
            console.Title("Controls");
            foreach (var control in diff.Controls)
                console.Line("  ", $"{control.Impact.Word(),-7}  {control.Id}  ", Style(control.Impact), $"{control.Resource}: {control.Text} ({control.Title})");
            console.Line();
        }

        if (diff.Effects.Count > 0)
        {
            console.Title("What it means");
            foreach (var effect in diff.Effects)
                console.Line("  ", $"{effect.Impact.Word(),-7}  {effect.Concern.Word(),-12}  ", Style(effect.Impact), effect.Line);
            console.Line();
        }

        var blocks = ChangeBlock.Of(diff, isVerbose);
        if (blocks.Count > 0)
            console.Title("Resources");
        foreach (var block in blocks)
        {
            console.Line("  ", "", "", block.Title, "    ");
            foreach (var line in block.Lines)
                console.Line("      ", "", "", line, "        ");
        }

        if (blocks.Count > 0)
            console.Line();
        console.Line("", Counts(diff));
    });

    /// <summary>How many resources change, and in which way; components are none.</summary>
    /// <param name="diff">The comparison.</param>
    public static string Counts(PlanDiff diff)
    {
        var counts = Enum.GetValues<ChangeKind>().Select(kind => (kind, Count: diff.Count(kind))).Where(it => it.Count > 0).ToList();
        var resources = counts.Count == 0 ? "no resource changes" : string.Join(", ", counts.Select(it => $"{it.Count} {it.kind.Word()}"));
        var worse = diff.Controls.Count(it => it.Impact >= Impact.Caution);
        var controls = diff.Controls.Count == 0 ? "" : $"; {diff.Controls.Count} control state{(diff.Controls.Count == 1 ? " changes" : "s change")}, {worse} for the worse";
        return $"{resources}; {Of(Impact.Danger)}, {Of(Impact.Caution)}{controls}";

        string Of(Impact impact) => diff.Effects.Count(it => it.Impact == impact) is var count ? $"{count} {impact.Word()}{(count == 1 ? "" : "s")}" : "";
    }

    private static string Style(Impact impact) => impact switch
    {
        Impact.Danger => "red",
        Impact.Caution => "yellow",
        Impact.Better => "green",
        _ => "",
    };
}
