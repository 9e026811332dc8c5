using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>
/// Policy documents as canonical JSON: fixed key order, sorted lists, always <c>Version</c> 2012-10-17. The providers
/// compare policies as text, so that whitespace or a missing version shows as a change on every preview
/// (<see href="https://github.com/pulumi/pulumi-aws/issues/2024"/>).
/// </summary>
internal static class PolicyDocument
{
    // Relaxed escaping keeps "<", ">" and "+" readable; a policy is never embedded in HTML.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders the statements in the order given.</summary>
    /// <param name="statements">The statements, at least one.</param>
    public static string Render(params IReadOnlyList<PolicyStatement> statements)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var statement in statements)
                Write(json, statement);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        json.WriteString("Sid", statement.Sid);
        json.WriteString("Effect", statement.Effect);
        if (statement.PrincipalType is not null)
        {
            json.WriteStartObject("Principal");
            WriteSorted(json, statement.PrincipalType, statement.Principals);
            json.WriteEndObject();
        }

        WriteSorted(json, "Action", statement.Actions);
        if (statement.Resources.Count > 0)
            WriteSorted(json, "Resource", statement.Resources);
        if (statement.Conditions.Count > 0)
            WriteConditions(json, statement.Conditions);
        json.WriteEndObject();
    }

    private static void WriteConditions(
        Utf8JsonWriter json, IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> conditions)
    {
        json.WriteStartObject("Condition");
        foreach (var group in conditions.GroupBy(condition => condition.Operator).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(group.Key);
            foreach (var condition in group.OrderBy(condition => condition.Key, StringComparer.Ordinal))
                WriteSorted(json, condition.Key, condition.Values);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSorted(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            json.WriteString(name, values[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values.Order(StringComparer.Ordinal))
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
