using System.Globalization;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>The controls as JSON, in the format <c>flower-infra/controls/1</c>.</summary>
internal static class ControlsJson
{
    /// <summary>Writes the catalogue.</summary>
    /// <param name="preview">The stack whose findings are written too, or null.</param>
    public static string ToJson(EvaluatedPlan? preview)
    {
        var results = preview?.Plan.Controls.ToLookup(it => it.Id, StringComparer.Ordinal);
        return JsonReport.Write(json =>
        {
            json.WriteString("format", "flower-infra/controls/1");
            if (preview is not null)
                WriteStack(json, preview);
            json.WriteObjects("controls", ControlCatalogue.All, control =>
            {
                json.WriteString("id", control.Id);
                json.WriteString("severity", control.Severity.Word());
                json.WriteString("title", control.Title);
                json.WriteTexts("sources", control.Sources);
                json.WriteString("guide", control.Guide);
                json.WriteString("fix", control.Fix);
                json.WriteString("setting", control.Setting);
                if (results is not null)
                    json.WriteObjects("results", results[control.Id], it => Write(json, it));
            });
        });
    }

    private static void WriteStack(Utf8JsonWriter json, EvaluatedPlan preview)
    {
        json.WriteString("project", preview.Plan.Project);
        json.WriteString("stack", preview.Plan.Stack);
        json.WriteString("sdk", preview.Plan.Sdk);
        json.WriteObject("summary", () =>
        {
            foreach (var status in Enum.GetValues<ControlStatus>())
                json.WriteNumber(status.Word(), preview.Plan.Controls.Count(it => it.Status == status));
        });
        json.WriteObjects("waivers", preview.Waivers, waiver =>
        {
            json.WriteString("id", waiver.Id);
            json.WriteString("kind", waiver.Kind.Key());
            json.WriteString("reason", Printable.Of(waiver.Reason));
            json.WriteString("expires", waiver.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteTexts("resources", waiver.Resources);
            json.WriteString("problem", waiver.Problem);
        });
    }

    private static void Write(Utf8JsonWriter json, ControlResult result)
    {
        json.WriteString("status", result.Status.Word());
        json.WriteString("urn", result.Urn);
        json.WriteString("message", Printable.Of(result.Message));
    }
}
