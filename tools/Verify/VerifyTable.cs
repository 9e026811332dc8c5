namespace FlowerInfra;

/// <summary>A report for people: each check with what was seen.</summary>
internal static class VerifyTable
{
    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="form">Where it goes.</param>
    public static string Render(VerifyReport report, TextForm form) => TextConsole.Render(form, console =>
    {
        foreach (var site in report.Results.GroupBy(result => (result.Role, result.Url)))
        {
            console.Title($"{site.Key.Url} {site.Key.Role.Word()}");
            foreach (var result in site)
            {
                var lead = $"{result.Outcome.Word(),-7}  {result.Check.Id}  ";
                console.Line("  ", lead, Colour(result.Outcome), result.Check.Title);
                console.Line(new string(' ', lead.Length + 2), result.Message);
            }

            console.Line();
        }

        console.Line("", Summary(report));
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
