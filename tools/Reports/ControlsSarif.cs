using System.Text.Json;
using static FlowerInfra.SarifText;

namespace FlowerInfra;

/// <summary>
/// The controls as SARIF 2.1.0 (<see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"/>), which code
/// hosts show beside a change. What passes is left out: a host that doesn't read a result's kind would show it as a failure.
/// </summary>
internal static class ControlsSarif
{
    /// <summary>Writes the catalogue as rules.</summary>
    /// <param name="preview">The stack whose findings are written as results, or null.</param>
    /// <param name="file">The stack's file, relative to the repository, or null without a stack.</param>
    public static string ToSarif(EvaluatedPlan? preview, string? file) => JsonReport.Write(json =>
    {
        WriteHeader(json);
        json.WriteObjects("runs", [preview], run =>
        {
            json.WriteObject("tool", () => json.WriteObject("driver", () =>
            {
                WriteTool(json);
                json.WriteObjects("rules", ControlCatalogue.All, control => WriteRule(json, control));
            }));
            if (run is null)
            {
                json.WriteStartArray("results");
                json.WriteEndArray();
                return;
            }

            json.WriteObjects("invocations", [run], _ => WriteInvocation(json, run));
            var names = run.Plan.Resources.ToDictionary(it => it.Urn, it => it.Name, StringComparer.Ordinal);
            json.WriteObjects("results", run.Plan.Controls.Where(it => it.Status != ControlStatus.Pass), it => WriteResult(
                json, it, file!, it.Urn is null ? $"stack {run.Plan.Stack}" : names[it.Urn],
                run.Waivers.FirstOrDefault(waiver => waiver.Id == it.Id)?.Reason));
        });
    });

    private static void WriteRule(Utf8JsonWriter json, Control control)
    {
        json.WriteString("id", control.Id);
        WriteText(json, "shortDescription", control.Title);
        WriteText(json, "fullDescription", $"{control.Title}. A failure {control.Severity.Meaning()}.");
        WriteText(json, "help", ControlExplanation.HowToMeet(control));
        json.WriteObject("defaultConfiguration", () => json.WriteString("level", Level(control)));
        json.WriteObject("properties", () =>
        {
            // GitHub's scale: critical is above 9.0, high from 7.0, medium from 4.0
            // (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
            json.WriteString("security-severity", control.Severity switch { Severity.Critical => "9.5", Severity.High => "8.0", _ => "5.5" });
            json.WriteTexts("tags", ["security", .. control.Sources]);
        });
    }

    private static void WriteInvocation(Utf8JsonWriter json, EvaluatedPlan run)
    {
        json.WriteBoolean("executionSuccessful", true);
        json.WriteObjects("toolExecutionNotifications", run.Waivers.Where(it => it.Problem is not null), waiver =>
        {
            json.WriteString("level", "warning");
            WriteText(json, "message", $"{waiver.Id}: {waiver.Problem}");
        });
    }

    private static void WriteResult(Utf8JsonWriter json, ControlResult result, string file, string resource, string? reason)
    {
        var control = ControlCatalogue.Find(result.Id)!;
        var isUnknown = result.Status == ControlStatus.Unknown;
        json.WriteString("ruleId", control.Id);
        json.WriteString("kind", isUnknown ? "open" : "fail");
        json.WriteString("level", isUnknown ? "none" : Level(control));
        WriteText(json, "message", $"{resource}: {result.Message}");
        WriteLocation(json, file, resource, result.Urn);
        WriteFingerprint(json, "controlAndResource/v1", $"{result.Id} {result.Urn ?? resource}");
        json.WriteObjects("suppressions", result.Status == ControlStatus.Waived ? new[] { reason } : [], justification =>
        {
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", Printable.Of(justification ?? ""));
        });
    }

    private static string Level(Control control) => control.Severity == Severity.Medium ? "warning" : "error";
}
