using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>
/// The package's schema, from which Pulumi makes the SDK of a language, as its <c>ComponentProviderHost</c> gives it: written by
/// the rules in the sources of <c>ComponentAnalyzer</c> and <c>PackageSpec</c>, which don't run on the offline SDK.
/// </summary>
internal static partial class PackageSchema
{
    /// <summary>The name that Program.cs in provider/ gives to the package.</summary>
    public const string Name = "flower-infra";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The schema's text.</summary>
    public static string Text(PackageAnalysis analysis) => new JsonObject
    {
        ["name"] = Name,
        // Of FlowerInfra.Components the first word. It makes SDKs "@flower-infra/flower-infra" and "flower_infra_flower_infra".
        ["namespace"] = WordStart().Replace(analysis.AssemblyName.Split('.')[0], "-").ToLowerInvariant(),
        ["displayName"] = Name,
        // The host knows no other.
        ["version"] = "0.0.0",
        ["resources"] = Object(analysis.Resources.Select(it => KeyValuePair.Create(Token(it.Key), Resource(it.Value)))),
        ["types"] = Object(analysis.Classes.Select(it => KeyValuePair.Create(Token(it.Key), Class(it.Value)))),
        ["language"] = Object(new[] { "csharp", "go", "java", "nodejs", "python" }.Select(
            it => KeyValuePair.Create(it, new JsonObject { ["respectSchemaVersion"] = true }))),
    }.ToJsonString(Indented) + "\n";

    /// <summary>The name of a component or class among those of all packages.</summary>
    public static string Token(string name) => $"{Name}:index:{name}";

    private static JsonObject Resource(SchemaResource resource) => new()
    {
        ["isComponent"] = true,
        ["inputProperties"] = Properties(resource.Inputs),
        ["requiredInputs"] = Required(resource.Inputs),
        ["type"] = "object",
        ["properties"] = Properties(resource.Outputs),
        ["required"] = Required(resource.Outputs),
    };

    private static JsonObject Class(IReadOnlyList<SchemaProperty> properties) => new()
    {
        ["type"] = "object",
        ["properties"] = Properties(properties),
        ["required"] = Required(properties),
    };

    private static JsonObject Properties(IEnumerable<SchemaProperty> properties) =>
        Object(properties.OrderBy(it => it.Name, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Name, it.Type.ToJson())));

    private static JsonArray Required(IEnumerable<SchemaProperty> properties) =>
        [.. properties.Where(it => it.IsRequired).Select(it => it.Name).Order(StringComparer.Ordinal)];

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonObject>> pairs) =>
        new(pairs.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value)));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
