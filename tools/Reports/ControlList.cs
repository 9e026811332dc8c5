using System.Text;
using Spectre.Console;

namespace FlowerInfra;

/// <summary>The catalogue of controls as a table and as Markdown.</summary>
internal static class ControlList
{
    /// <summary>The catalogue as a table.</summary>
    /// <param name="plan">The stack whose state is shown too, or null.</param>
    /// <param name="width">The columns and no colours, or null for the terminal's own of both.</param>
    public static string ToTable(Plan? plan, int? width) => TextConsole.Render(width, console =>
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Control", "Severity", "Rule", "Implements");
        if (plan is not null)
            table.AddColumn("State");
        foreach (var column in table.Columns.Where((_, index) => index != 2 && index != 3))
            column.NoWrap();
        foreach (var control in ControlCatalogue.All)
        {
            var cells = new List<string> { control.Id, Word(control.Severity), control.Title, string.Join(", ", control.Sources) };
            if (plan is not null)
                cells.Add(State(plan, control));
            table.AddRow([.. cells.Select(cell => cell.EscapeMarkup())]);
        }

        console.Write(table);
    });

    /// <summary>The catalogue as Markdown.</summary>
    /// <param name="plan">The stack whose state is shown too, or null.</param>
    public static string ToMarkdown(Plan? plan)
    {
        var text = new StringBuilder();
        text.Append("# Security controls\n\n")
            .Append("`dotnet run -c Offline --project infra -- controls --format markdown` writes this file.\n\n")
            .Append("Each control is a check over the plan of a stack, before anything is deployed. It passes, fails, or is unknown when\n")
            .Append("only the deployment decides. A failure is accepted by a waiver in the stack's configuration, below\n")
            .Append("`flower-infra:waivers`: `FLW-LB-01: { reason: why, expires: 2027-01-31, resources: [names] }`. After its last day a\n")
            .Append("waiver is a failure itself.\n\n");
        Row(text, "Control", "Severity", "Rule", "Implements", "Asked for by", "When it fails", plan is null ? null : $"In {plan.Stack}");
        Row(text, "---", "---", "---", "---", "---", "---", plan is null ? null : "---");
        foreach (var control in ControlCatalogue.All)
        {
            Row(
                text, control.Id, Word(control.Severity), control.Title, string.Join(", ", control.Sources), control.Guide ?? "",
                control.Fix, plan is null ? null : State(plan, control));
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, params IEnumerable<string?> cells) =>
        text.Append('|').AppendJoin('|', cells.OfType<string>().Select(cell => $" {cell.Replace("|", "\\|", StringComparison.Ordinal)} ")).Append("|\n");

    private static string Word(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        _ => "medium",
    };

    private static string State(Plan plan, Control control)
    {
        var states = plan.Controls.Where(result => result.Id == control.Id)
            .GroupBy(result => result.Status)
            .OrderBy(group => group.Key.Word(), StringComparer.Ordinal)
            .Select(group => $"{group.Key.Word()} {group.Count()}");
        return string.Join(", ", states.DefaultIfEmpty("not applicable"));
    }
}
