using System.Globalization;
using System.Xml.Linq;

namespace FlowerInfra;

/// <summary>A report as JUnit's XML, which CI systems show as tests. It holds no time: a run's result alone says what changed.</summary>
internal static class VerifyJunit
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    public static string ToXml(VerifyReport report)
    {
        var suites = report.Results.GroupBy(result => (result.Role, result.Url)).Select(site => new XElement(
            "testsuite",
            new XAttribute("name", $"flower-infra verify {site.Key.Role.Word()} {site.Key.Url}"),
            Counts([.. site]),
            site.Select(result => new XElement(
                "testcase",
                new XAttribute("classname", $"verify.{result.Role.Word()}"),
                new XAttribute("name", $"{result.Check.Id} {result.Check.Title}"),
                Outcome(result)))));
        var root = new XElement("testsuites", new XAttribute("name", "flower-infra verify"), Counts(report.Results), suites);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString().ReplaceLineEndings("\n")}\n";
    }

    private static IEnumerable<XAttribute> Counts(IReadOnlyList<VerifyResult> results)
    {
        string Count(VerifyOutcome outcome) => results.Count(result => result.Outcome == outcome).ToString(CultureInfo.InvariantCulture);
        return
        [
            new("tests", results.Count.ToString(CultureInfo.InvariantCulture)), new("failures", Count(VerifyOutcome.Fail)),
            new("errors", Count(VerifyOutcome.Error)), new("skipped", Count(VerifyOutcome.NotRun)),
        ];
    }

    private static XElement Outcome(VerifyResult result) => result.Outcome switch
    {
        VerifyOutcome.Fail => Detail("failure", result),
        VerifyOutcome.Error => Detail("error", result),
        VerifyOutcome.NotRun => new XElement("skipped", new XAttribute("message", result.Message)),
        _ => new XElement("system-out", result.Message),
    };

    private static XElement Detail(string name, VerifyResult result) =>
        new(
            name, new XAttribute("message", result.Message), new XAttribute("type", result.Check.Id),
            $"Expected: {result.Check.Expectation}");
}
