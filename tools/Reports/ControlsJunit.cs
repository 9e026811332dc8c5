using System.Globalization;
using System.Xml.Linq;

namespace FlowerInfra;

/// <summary>The findings of a stack as JUnit's XML, which CI systems show as tests: one for each control and resource.</summary>
internal static class ControlsJunit
{
    /// <summary>Writes the findings.</summary>
    /// <param name="preview">The plan with its controls evaluated.</param>
    public static string ToXml(EvaluatedPlan preview)
    {
        var plan = preview.Plan;
        var names = plan.Resources.ToDictionary(it => it.Urn, it => it.Name, StringComparer.Ordinal);
        var cases = plan.Controls.Select(it => Case(it, it.Urn is null ? $"stack {plan.Stack}" : names[it.Urn]));
        var problems = preview.Waivers.Where(it => it.Problem is not null).Select(it => $"{it.Id}: {Printable.Of(it.Problem!)}").ToList();
        var suite = new XElement(
            "testsuite", new XAttribute("name", $"{plan.Project} {plan.Stack}"), Counts(plan.Controls), cases,
            problems.Count == 0 ? null : new XElement("system-err", string.Join('\n', problems)));
        var root = new XElement("testsuites", new XAttribute("name", "flower-infra controls"), Counts(plan.Controls), suite);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root.ToString().ReplaceLineEndings("\n")}\n";
    }

    private static IEnumerable<XAttribute> Counts(IReadOnlyList<ControlResult> results)
    {
        string Count(Func<ControlResult, bool> isCounted) => results.Count(isCounted).ToString(CultureInfo.InvariantCulture);
        return
        [
            new("tests", Count(_ => true)), new("failures", Count(it => it.Status == ControlStatus.Fail)), new("errors", "0"),
            new("skipped", Count(it => it.Status is ControlStatus.Waived or ControlStatus.Unknown)),
        ];
    }

    private static XElement Case(ControlResult result, string resource)
    {
        var control = ControlCatalogue.Find(result.Id)!;
        var message = new XAttribute("message", Printable.Of(result.Message));
        return new XElement(
            "testcase",
            new XAttribute("classname", $"controls.{control.Id[..control.Id.LastIndexOf('-')]}"),
            new XAttribute("name", Printable.Of($"{control.Id} {resource}: {control.Title}")),
            result.Status switch
            {
                ControlStatus.Fail => new XElement(
                    "failure", message, new XAttribute("type", control.Severity.Word()), ControlExplanation.HowToMeet(control)),
                ControlStatus.Waived or ControlStatus.Unknown => new XElement("skipped", message),
                _ => null,
            });
    }
}
