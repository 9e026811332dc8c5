using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>A report as JSON, in the format <c>flower-infra/verify/1</c>.</summary>
internal static class VerifyJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    public static string ToJson(VerifyReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "flower-infra/verify/1");
            json.WriteStartObject("summary");
            foreach (var outcome in Enum.GetValues<VerifyOutcome>())
                json.WriteNumber(outcome.Word(), report.Count(outcome));
            json.WriteEndObject();
            json.WriteStartArray("checks");
            foreach (var result in report.Results)
            {
                json.WriteStartObject();
                json.WriteString("id", result.Check.Id);
                json.WriteString("dashboard", result.Role.Word());
                json.WriteString("url", result.Url.ToString());
                json.WriteString("title", result.Check.Title);
                json.WriteString("expectation", result.Check.Expectation);
                json.WriteString("outcome", result.Outcome.Word());
                json.WriteString("message", result.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
