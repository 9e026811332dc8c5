using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// The JSON schema of a stack's file, for editors. It is of draft 7, because that is what YAML's language servers know best.
/// </summary>
/// <param name="reference">What is to say about the configuration.</param>
internal sealed class SchemaWriter(ConfigurationReference reference)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    /// <summary>A text in quotes.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => JsonValue.Create(text).ToJsonString(Readable);

    /// <summary>The schema.</summary>
    public string Write()
    {
        var configuration = Object(reference.Root, $"{reference.Project}:");
        // Pulumi's own settings, and those of any provider.
        configuration["patternProperties"] = new JsonObject { [$"^(?!{reference.Project}:)[^:]+:[^:]+$"] = new JsonObject() };
        configuration["type"] = new JsonArray("object", "null");
        var file = new JsonObject { ["config"] = configuration };
        foreach (var key in PulumiProject.StackFileKeys.Where(it => it != "config"))
            file[key] = new JsonObject();
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = $"A stack of {reference.Project}",
            ["type"] = "object",
            ["properties"] = file,
            ["additionalProperties"] = false,
            ["definitions"] = new JsonObject(_definitions.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))),
        }.ToJsonString(Readable) + "\n";
    }

    private JsonObject Object(ConfigurationKey key, string prefix = "")
    {
        var children = reference.Children(key).ToList();
        var properties = new JsonObject();
        foreach (var child in children)
            properties[$"{prefix}{child.Key.Member!.Name}"] = Property(child);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        var required = children.Where(it => it.Default is null).Select(it => (JsonNode)$"{prefix}{it.Key.Member!.Name}").ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
        return schema;
    }

    private JsonObject Property(KeyDescription description)
    {
        var schema = Value(description);
        var about = description.Default is null ? description.Meaning : $"{description.Meaning} Default: {description.Default}.";
        // What stands beside a reference is ignored.
        if (schema.ContainsKey("$ref"))
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        schema["description"] = about.Trim();
        if (description.Example is { } example && !description.Key.Member!.IsSecret)
            schema["examples"] = new JsonArray(description.Key.Kind == ValueKind.Text ? TextOf(example) : JsonNode.Parse(example));
        return schema;
    }

    private JsonObject Value(KeyDescription description)
    {
        var key = description.Key;
        return key.Kind switch
        {
            ValueKind.Text when key.Member!.IsSecret => new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["secure"] = new JsonObject { ["type"] = "string" } },
                ["required"] = new JsonArray("secure"),
                ["additionalProperties"] = false,
            },
            ValueKind.Text => new JsonObject { ["type"] = "string" },
            ValueKind.Number => new JsonObject { ["type"] = "integer" },
            ValueKind.Flag => new JsonObject { ["type"] = "boolean" },
            ValueKind.Texts => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            ValueKind.Numbers => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer" } },
            ValueKind.TextMap => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
            ValueKind.Objects => new JsonObject { ["type"] = "array", ["items"] = Inner(description) },
            ValueKind.ObjectMap => new JsonObject { ["type"] = "object", ["additionalProperties"] = Inner(description) },
            _ => Inner(description),
        };
    }

    private JsonObject Inner(KeyDescription description)
    {
        var place = description.SameAs ?? description.Key;
        var name = place.Inner!.Name;
        if (!_definitions.ContainsKey(name))
        {
            // Named first: arguments may hold others of their own kind.
            _definitions[name] = new JsonObject();
            _definitions[name] = Object(place);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private static JsonNode TextOf(string example) => example.StartsWith('"') ? JsonNode.Parse(example)! : JsonValue.Create(example);
}
