namespace FlowerInfra;

/// <summary>
/// A plan for people: what one must see to judge it, then what fails, what is accepted, and what has to be there first. The
/// tree of resources and what passes come on demand.
/// </summary>
internal static class PlanTable
{
    /// <summary>What stands before the keys whose values are the examples'.</summary>
    public const string ExamplesTitle = "Example values, to be replaced before a deployment";

    private const int MostExampleKeys = 50;

    /// <summary>Renders a plan.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    /// <param name="isVerbose">Whether the resources and what passes are shown too.</param>
    /// <param name="form">Where it goes.</param>
    public static string Render(EvaluatedPlan preview, bool isVerbose, TextForm form) => TextConsole.Render(form, console =>
    {
        console.Title($"{preview.Plan.Project} {preview.Plan.Stack}");
        console.Line();
        foreach (var section in PlanSummary.Of(preview.Index))
            WriteSummary(console, section);
        FindingTable.Write(console, preview);
        WriteNeeds(console, "The account needs", AccountPrerequisites.Of(preview.Plan));
        WriteNeeds(console, "The cluster needs", ClusterPrerequisites.Of(preview.Plan));
        if (preview.ExampleKeys.Count > 0)
            WriteBlock(console, ExamplesTitle, [ExampleKeys(preview)]);
        if (isVerbose)
        {
            ResourceTree.Write(console, preview.Plan);
            WriteBlock(console, "Passed", preview.Findings(ControlStatus.Pass)
                .Select(it => $"{it.Control.Id}  {it.Control.Title}: {string.Join(", ", it.Lines.SelectMany(line => line.Resources))}"));
        }

        console.Line("", Counts(preview.Plan));
    });

    /// <summary>The first keys whose values are the examples', and how many more there are.</summary>
    /// <param name="preview">The plan.</param>
    public static string ExampleKeys(EvaluatedPlan preview) => SummaryWords.First(preview.ExampleKeys, MostExampleKeys);

    /// <summary>The numbers of resources and of the controls' findings.</summary>
    /// <param name="plan">The plan with its controls evaluated.</param>
    public static string Counts(Plan plan)
    {
        int Count(ControlStatus status) => plan.Controls.Count(result => result.Status == status);
        var components = plan.Resources.Count(it => it.Component);
        return $"{plan.Resources.Count - components} resources in {components} components; checks: {Count(ControlStatus.Pass)} passed, "
            + $"{Count(ControlStatus.Fail)} failed, {Count(ControlStatus.Waived)} waived, {Count(ControlStatus.Unknown)} unknown";
    }

    private static void WriteSummary(TextConsole console, SummarySection section)
    {
        console.Title(section.Title);
        foreach (var entry in section.Entries)
        {
            if (!section.IsDetailed)
            {
                console.Line("  ", "", "", $"{entry.Subject}: {entry.Line}", "    ");
                continue;
            }

            var width = entry.Facts.Max(it => it.Label.Length);
            console.Line("  ", entry.Subject);
            foreach (var fact in entry.Facts)
                console.Line("    ", $"{fact.Label.PadRight(width)}  ", "grey", fact.Value);
        }

        console.Line();
    }

    private static void WriteNeeds(TextConsole console, string title, IEnumerable<(string Name, string Reason)> needs) =>
        WriteBlock(console, title, needs.Select(it => $"{it.Name}: {it.Reason}"));

    private static void WriteBlock(TextConsole console, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        console.Title(title);
        foreach (var line in all)
            console.Line("  ", "", "", line, "    ");
        console.Line();
    }
}
