using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary>The catalogue of controls as a table and as Markdown.</summary>
internal static class ControlList
{
    /// <summary>The catalogue as a table, and the waivers of a stack.</summary>
    /// <param name="preview">The stack whose state is shown too, or null.</param>
    /// <param name="form">Where it goes.</param>
    public static string ToTable(EvaluatedPlan? preview, TextForm form) => TextConsole.Render(form, console =>
    {
        var states = preview is null ? null : States(preview.Plan);
        var width = states?.Values.Max(it => it.Length) ?? 0;
        foreach (var control in ControlCatalogue.All)
        {
            var state = states is null ? "" : $"{states[control.Id].PadRight(width)}  ";
            console.Line("", $"{control.Id,-11}  {control.Severity.Word(),-8}  {state}", Colour(state), control.Title);
        }

        console.Line();
        if (preview is not null)
            FindingTable.Write(console, preview);
        console.Line("", "\"controls explain ID\" says why, how to meet a control and how to waive it.");
    });

    /// <summary>The catalogue as Markdown.</summary>
    /// <param name="preview">The stack whose state is shown too, or null.</param>
    public static string ToMarkdown(EvaluatedPlan? preview)
    {
        var states = preview is null ? null : States(preview.Plan);
        var text = new StringBuilder();
        text.Append("# Security controls\n\n")
            .Append("`dotnet run -c Offline --project infra -- controls --format markdown` writes this file, and `controls explain ID` prints one\n")
            .Append("control with what follows from it.\n\n")
            .Append("Each control is a check over the plan of a stack, before anything is deployed. It passes, fails, or is unknown when\n")
            .Append("only the deployment decides. A failure is accepted by a waiver in the stack's configuration, below\n")
            .Append("`flower-infra:waivers`: `FLW-LB-01: { reason: why, expires: 2027-01-31, resources: [names] }`. After its last day a\n")
            .Append(CultureInfo.InvariantCulture, $"waiver is a failure itself, and so is one whose last day is more than {Waiver.LongestDays} days ahead. One that\n")
            .Append("waives nothing is reported, and changes no exit code. What has no end stands below two other\n")
            .Append("keys, as `FLW-LB-10: why`: `flower-infra:leftOutOfDevelopment`, what a development stack leaves out, and\n")
            .Append("`flower-infra:metElsewhere`, what another stack or team meets. Both are shown by themselves, and a critical control can't be\n")
            .Append("among them.\n\n")
            .Append("What to do about a failure names the argument of a component first, which is the stack's key too, and then the property of\n")
            .Append("a resource of your own. Where no argument stands the components meet the control whatever their arguments are.\n\n");
        Row(
            text, "Control", "Severity", "Rule", "Implements", "Asked for by", "With the components", "With a resource of your own",
            preview is null ? null : $"In {preview.Plan.Stack}");
        Row(text, "---", "---", "---", "---", "---", "---", "---", states is null ? null : "---");
        foreach (var control in ControlCatalogue.All)
        {
            Row(
                text, control.Id, control.Severity.Word(), control.Title, string.Join(", ", control.Sources), control.Guide ?? "",
                control.Setting ?? "", control.Fix, states?[control.Id]);
        }

        foreach (var waiver in preview?.Waivers.Where(it => it.Problem is not null) ?? [])
            text.Append(CultureInfo.InvariantCulture, $"\n{waiver.Id}: {waiver.Problem}\n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, params IEnumerable<string?> cells) =>
        text.Append('|').AppendJoin('|', cells.OfType<string>().Select(cell => $" {cell.Replace("|", "\\|", StringComparison.Ordinal)} ")).Append("|\n");

    private static Dictionary<string, string> States(Plan plan)
    {
        var results = plan.Controls.ToLookup(it => it.Id, it => it.Status.Word(), StringComparer.Ordinal);
        return ControlCatalogue.All.ToDictionary(
            it => it.Id,
            it => string.Join(", ", results[it.Id].GroupBy(word => word).OrderBy(words => words.Key, StringComparer.Ordinal)
                .Select(words => $"{words.Key} {words.Count()}").DefaultIfEmpty("not applicable")),
            StringComparer.Ordinal);
    }

    private static string Colour(string state) =>
        state.Contains("fail", StringComparison.Ordinal) ? "red" : state.Contains("waived", StringComparison.Ordinal) ? "blue" : "";
}
