using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>Reads a plan that <see cref="PlanWriter"/> wrote. A file is somebody's text: whatever is wrong with it is said.</summary>
public static class PlanReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The plan of a JSON text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no plan; the message says where.</exception>
    public static Plan FromJson(string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: Options);
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote the text.
            throw new FormatException($"it is not JSON at line {exception.LineNumber + 1 ?? 1}");
        }

        var plan = Of<JsonObject>(root, "the file");
        if (Text(plan, "", "format") != Plan.Format)
            throw new FormatException($"its format is not {Plan.Format}");
        var resources = List(plan, "", "resources").Select((node, index) => ReadResource(Of<JsonObject>(node, $"resources[{index}]"), $"resources[{index}].")).ToList();
        if (resources.GroupBy(it => it.Urn, StringComparer.Ordinal).FirstOrDefault(it => it.Count() > 1) is { } repeated)
            throw new FormatException($"{repeated.Key} is there more than once");
        return new Plan(
            Text(plan, "", "project"), Text(plan, "", "stack"), Text(plan, "", "sdk"),
            [.. resources.OrderBy(it => it.Urn, StringComparer.Ordinal)],
            Member<JsonObject>(plan, "", "outputs"),
            [.. List(plan, "", "controls").Select((node, index) => ReadControl(Of<JsonObject>(node, $"controls[{index}]"), $"controls[{index}]."))]);
    }

    private static PlanResource ReadResource(JsonObject node, string path)
    {
        var secrets = Texts(node, path, "secretInputs");
        var inputs = (JsonObject)Member<JsonObject>(node, path, "inputs").DeepClone();
        // What is called a secret is none to be shown, whoever wrote the file.
        foreach (var name in secrets.Where(inputs.ContainsKey))
            inputs[name] = Plan.Secret;
        return new PlanResource
        {
            Urn = Text(node, path, "urn"),
            Type = Text(node, path, "type"),
            Name = Text(node, path, "name"),
            Parent = node["parent"] is null ? null : Text(node, path, "parent"),
            DependsOn = Texts(node, path, "dependsOn"),
            Protect = Flag(node, path, "protect"),
            Component = Flag(node, path, "component"),
            Aliases = Texts(node, path, "aliases"),
            ReplaceOnChanges = Texts(node, path, "replaceOnChanges"),
            DeleteBeforeReplace = Flag(node, path, "deleteBeforeReplace"),
            RetainOnDelete = Flag(node, path, "retainOnDelete"),
            SecretInputs = secrets,
            Inputs = inputs,
        };
    }

    private static ControlResult ReadControl(JsonObject node, string path) => new(
        Text(node, path, "id"),
        ControlStatusWords.Of(Text(node, path, "status")) ?? throw new FormatException($"{path}status is not the state of a control"),
        node["urn"] is null ? null : Text(node, path, "urn"),
        Text(node, path, "message"));

    private static string Text(JsonObject node, string path, string name) =>
        node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Missing(path, name, "a text");

    private static bool Flag(JsonObject node, string path, string name) =>
        node[name] is not { } value ? false : value is JsonValue scalar && scalar.TryGetValue<bool>(out var flag) ? flag : throw Missing(path, name, "true or false");

    private static IReadOnlyList<string> Texts(JsonObject node, string path, string name) => node[name] is null
        ? []
        : [.. List(node, path, name).Select(it => it is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Missing(path, name, "a list of texts"))];

    private static JsonArray List(JsonObject node, string path, string name) => Member<JsonArray>(node, path, name);

    private static T Member<T>(JsonObject node, string path, string name)
        where T : JsonNode => Of<T>(node[name], path + name);

    private static T Of<T>(JsonNode? node, string path)
        where T : JsonNode => node as T ?? throw Missing("", path, typeof(T) == typeof(JsonArray) ? "a list" : "an object");

    private static FormatException Missing(string path, string name, string kind) => new($"{path}{name} is not {kind}");
}
