using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>What the SARIF of every command has in it.</summary>
internal static class SarifText
{
    /// <summary>Writes which format this is.</summary>
    /// <param name="json">The writer.</param>
    public static void WriteHeader(Utf8JsonWriter json)
    {
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
    }

    /// <summary>Writes which program found this.</summary>
    /// <param name="json">The writer.</param>
    public static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteString("name", "FlowerInfra");
        json.WriteString("version", typeof(SarifText).Assembly.GetName().Version!.ToString(3));
    }

    /// <summary>Writes where a result stands: in the stack's file, and about which resource.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="file">The stack's file, relative to the repository.</param>
    /// <param name="resource">The resource's name, or what else it is about.</param>
    /// <param name="urn">The resource's URN, or null when it is about no single one.</param>
    public static void WriteLocation(Utf8JsonWriter json, string file, string resource, string? urn) => json.WriteObjects("locations", [urn], it =>
    {
        json.WriteObject("physicalLocation", () =>
        {
            json.WriteObject("artifactLocation", () => json.WriteString("uri", string.Join('/', file.Split('/').Select(Uri.EscapeDataString))));
            json.WriteObject("region", () => json.WriteNumber("startLine", 1));
        });
        json.WriteObjects("logicalLocations", [resource], name =>
        {
            json.WriteString("name", Printable.Of(name));
            json.WriteString("fullyQualifiedName", Printable.Of(it ?? name));
            json.WriteString("kind", "resource");
        });
    });

    /// <summary>Writes what tells a result from others: all stand in one line of one file, and a host takes them for one.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">What the fingerprint is of.</param>
    /// <param name="text">What makes the result itself.</param>
    public static void WriteFingerprint(Utf8JsonWriter json, string name, string text) => json.WriteObject("partialFingerprints", () =>
        json.WriteString(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));

    /// <summary>Writes a message.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="text">The message.</param>
    public static void WriteText(Utf8JsonWriter json, string name, string text) =>
        json.WriteObject(name, () => json.WriteString("text", Printable.Of(text)));
}
