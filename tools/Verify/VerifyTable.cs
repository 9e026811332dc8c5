using Spectre.Console;

namespace FlowerInfra;

/// <summary>A report for people: each check with what was seen.</summary>
internal static class VerifyTable
{
    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">The columns and no colours, or null for the terminal's own of both.</param>
    public static string Render(VerifyReport report, int? width) => TextConsole.Render(width, console =>
    {
        foreach (var site in report.Results.GroupBy(result => (result.Role, result.Url)))
        {
            console.MarkupLine($"[bold]{site.Key.Url.ToString().EscapeMarkup()}[/] [grey]{site.Key.Role.Word()}[/]");
            var table = new Table().NoBorder().HideHeaders().AddColumns("", "", "");
            foreach (var column in table.Columns.Take(2))
                column.NoWrap();
            foreach (var result in site)
            {
                var title = result.Check.Title.EscapeMarkup();
                table.AddRow(
                    $"  [{Colour(result.Outcome)}]{result.Outcome.Word()}[/]", result.Check.Id,
                    $"{title}\n[{(result.Outcome == VerifyOutcome.Pass ? "grey" : "default")}]{result.Message.EscapeMarkup()}[/]");
            }

            console.Write(table);
            console.WriteLine();
        }

        console.WriteLine(Summary(report));
    });

    private static string Summary(VerifyReport report) =>
        $"{report.Count(VerifyOutcome.Pass)} passed, {report.Count(VerifyOutcome.Fail)} failed, "
        + $"{report.Count(VerifyOutcome.Error)} with an error, {report.Count(VerifyOutcome.NotRun)} not run";

    private static string Colour(VerifyOutcome outcome) => outcome switch
    {
        VerifyOutcome.Pass => "green",
        VerifyOutcome.Fail => "red",
        VerifyOutcome.Error => "yellow",
        _ => "blue",
    };
}
