namespace FlowerInfra;

/// <summary>A report as JSON, in the format <c>flower-infra/verify/1</c>.</summary>
internal static class VerifyJson
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    public static string ToJson(VerifyReport report) => JsonReport.Write(json =>
    {
        json.WriteString("format", "flower-infra/verify/1");
        json.WriteObject("summary", () =>
        {
            foreach (var outcome in Enum.GetValues<VerifyOutcome>())
                json.WriteNumber(outcome.Word(), report.Count(outcome));
        });
        json.WriteObjects("checks", report.Results, result =>
        {
            json.WriteString("id", result.Check.Id);
            json.WriteString("dashboard", result.Role.Word());
            json.WriteString("url", result.Url.ToString());
            json.WriteString("title", result.Check.Title);
            json.WriteString("expectation", result.Check.Expectation);
            json.WriteString("outcome", result.Outcome.Word());
            json.WriteString("message", result.Message);
        });
    });
}
