using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>Writes a plan as canonical JSON: one plan has one text, byte for byte, on every system.</summary>
public static class PlanWriter
{
    // Relaxed escaping keeps "<", "+" and letters beyond ASCII readable; a plan is never embedded in HTML unescaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
    };

    /// <summary>The plan as JSON with a newline at its end.</summary>
    /// <param name="plan">The plan.</param>
    public static string ToJson(Plan plan)
    {
        // A resource takes 3 kB. A buffer that grows leaves all its former ones to a collection of the large objects.
        var buffer = new ArrayBufferWriter<byte>((plan.Resources.Count + 1) * 4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, plan);
        buffer.Write("\n"u8);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject();
        json.WriteString("format", Plan.Format);
        json.WriteString("project", plan.Project);
        json.WriteString("stack", plan.Stack);
        json.WriteString("sdk", plan.Sdk);
        json.WriteStartArray("resources");
        foreach (var resource in plan.Resources)
            Write(json, resource);
        json.WriteEndArray();
        json.WritePropertyName("outputs");
        plan.Outputs.WriteTo(json);
        json.WriteStartArray("controls");
        foreach (var control in plan.Controls)
            Write(json, control);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlanResource resource)
    {
        json.WriteStartObject();
        json.WriteString("urn", resource.Urn);
        json.WriteString("type", resource.Type);
        json.WriteString("name", resource.Name);
        json.WriteString("parent", resource.Parent);
        WriteTexts(json, "dependsOn", resource.DependsOn);
        json.WriteBoolean("protect", resource.Protect);
        WriteOptions(json, resource);
        json.WriteBoolean("component", resource.Component);
        WriteTexts(json, "secretInputs", resource.SecretInputs);
        json.WritePropertyName("inputs");
        resource.Inputs.WriteTo(json);
        json.WriteEndObject();
    }

    // Few resources have them: the others' lines stay as they are.
    private static void WriteOptions(Utf8JsonWriter json, PlanResource resource)
    {
        if (resource.Aliases.Count > 0)
            WriteTexts(json, "aliases", resource.Aliases);
        if (resource.ReplaceOnChanges.Count > 0)
            WriteTexts(json, "replaceOnChanges", resource.ReplaceOnChanges);
        if (resource.DeleteBeforeReplace)
            json.WriteBoolean("deleteBeforeReplace", true);
        if (resource.RetainOnDelete)
            json.WriteBoolean("retainOnDelete", true);
    }

    private static void Write(Utf8JsonWriter json, ControlResult control)
    {
        json.WriteStartObject();
        json.WriteString("id", control.Id);
        json.WriteString("status", control.Status.Word());
        json.WriteString("urn", control.Urn);
        json.WriteString("message", control.Message);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
