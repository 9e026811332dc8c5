using System.Text.Json;
using static FlowerInfra.SarifText;

namespace FlowerInfra;

/// <summary>A comparison as SARIF 2.1.0: what gets worse, one rule for each concern. What improves or is only told is left out.</summary>
internal static class DiffSarif
{
    private const string ControlRule = "diff/control";

    /// <summary>Writes a comparison.</summary>
    /// <param name="diff">The comparison.</param>
    /// <param name="file">The stack's file, relative to the repository.</param>
    public static string ToSarif(PlanDiff diff, string file) => JsonReport.Write(json =>
    {
        WriteHeader(json);
        json.WriteObjects("runs", [diff], run =>
        {
            json.WriteObject("tool", () => json.WriteObject("driver", () =>
            {
                WriteTool(json);
                json.WriteObjects("rules", Enum.GetValues<Concern>().Select(it => (Id: Rule(it), Title: Title(it))).Prepend((Id: ControlRule, Title: "A control no longer holds")), rule =>
                {
                    json.WriteString("id", rule.Id);
                    WriteText(json, "shortDescription", rule.Title);
                });
            }));
            json.WriteStartArray("results");
            foreach (var control in run.Controls.Where(it => it.Impact >= Impact.Caution))
                Write(json, file, ControlRule, control.Impact, $"{control.Id} {control.Resource}: {control.Text}", control.Resource, control.Urn);
            foreach (var effect in run.Effects.Where(it => it.Impact >= Impact.Caution))
            {
                Write(
                    json, file, Rule(effect.Concern), effect.Impact, effect.Line, effect.Subjects is [var subject, ..] ? subject : $"stack {diff.After.Stack}",
                    effect.Urns.Count == 1 ? effect.Urns[0] : null);
            }

            json.WriteEndArray();
        });
    });

    private static void Write(Utf8JsonWriter json, string file, string rule, Impact impact, string text, string resource, string? urn)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", rule);
        json.WriteString("kind", "fail");
        json.WriteString("level", impact == Impact.Danger ? "error" : "warning");
        WriteText(json, "message", text);
        WriteLocation(json, file, resource, urn);
        WriteFingerprint(json, "change/v1", $"{rule} {text}");
        json.WriteEndObject();
    }

    private static string Rule(Concern concern) => $"diff/{concern.Word()}";

    private static string Title(Concern concern) => concern switch
    {
        Concern.Security => "A change weakens what keeps others out",
        Concern.Data => "A change puts stored data at risk",
        Concern.Availability => "A change interrupts a dashboard",
        Concern.Secrets => "A change concerns credentials",
        Concern.Cost => "A change adds to the bill",
        _ => "A change of another kind",
    };
}
