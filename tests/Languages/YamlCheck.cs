using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Languages;

/// <summary>Holds a program in YAML against the package's schema: names, what is required, types, and where an output may stand.</summary>
internal sealed partial class YamlCheck
{
    private readonly List<string> _faults = [];
    private readonly JsonObject _resources;

    private YamlCheck(JsonObject program) => _resources = program["resources"]!.AsObject();

    /// <summary>What is wrong, in the order of the program.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonObject program)
    {
        var check = new YamlCheck(program);
        foreach (var (name, resource) in check._resources)
            check.CheckResource($"resources.{name}", resource!.AsObject());
        foreach (var (name, value) in program["outputs"]!.AsObject())
        {
            if (check.TypeOf(value!) is null)
                check._faults.Add($"outputs.{name}: {value} is no output of a component");
        }

        return check._faults;
    }

    private void CheckResource(string place, JsonObject resource)
    {
        if (CommittedSchema.Resources[(string)resource["type"]!] is not { } schema)
        {
            _faults.Add($"{place}.type: {resource["type"]} is no component");
            return;
        }

        foreach (var (key, _) in resource.Where(it => it.Key is not "type" and not "properties"))
            _faults.Add($"{place}.{key}: is no part of a resource");
        CheckProperties($"{place}.properties", resource["properties"]!.AsObject(), schema["inputProperties"]!.AsObject(), schema["requiredInputs"]!);
    }

    private void CheckProperties(string place, JsonObject given, JsonObject properties, JsonNode required)
    {
        foreach (var (name, _) in properties.Where(it => CommittedSchema.IsRequired(required, it.Key) && !given.ContainsKey(it.Key)))
            _faults.Add($"{place}.{name}: is missing");
        foreach (var (name, value) in given)
        {
            if (properties[name] is { } type)
                Check($"{place}.{name}", value, type);
            else
                _faults.Add($"{place}.{name}: is unknown");
        }
    }

    private void Check(string place, JsonNode? value, JsonNode type)
    {
        if (value is JsonValue && Reference().IsMatch($"{value}"))
        {
            CheckReference(place, value, type);
        }
        else if (CommittedSchema.ClassOf(type) is { } inner)
        {
            if (value is JsonObject given)
                CheckProperties(place, given, inner["properties"]!.AsObject(), inner["required"]!);
            else
                _faults.Add($"{place}: is no {CommittedSchema.NameOf((string)type["$ref"]!)}");
        }
        else if (value is JsonArray items && type["items"] is { } item)
        {
            for (var i = 0; i < items.Count; i++)
                Check($"{place}[{i}]", items[i], item);
        }
        else if (value is JsonObject map && type["additionalProperties"] is { } values)
        {
            foreach (var (key, one) in map)
                Check($"{place}.{key}", one, values);
        }
        else if (KindOf(value) is var kind && kind != (string?)type["type"] && (kind, (string?)type["type"]) != ("integer", "number"))
        {
            _faults.Add($"{place}: is {kind}, not {type["type"]}");
        }
    }

    private void CheckReference(string place, JsonNode value, JsonNode type)
    {
        if (TypeOf(value) is not { } found)
            _faults.Add($"{place}: {value} is no output of a component");
        else if (type["plain"] is not null || type["items"]?["plain"] is not null)
            _faults.Add($"{place}: takes no output");
        else if (!JsonNode.DeepEquals(found, type))
            _faults.Add($"{place}: {value} is of another type");
    }

    private JsonNode? TypeOf(JsonNode value) =>
        Reference().Match($"{value}") is { Success: true } match
        && _resources[match.Groups["name"].Value]?["type"] is { } type
            ? CommittedSchema.Resources[(string)type!]?["properties"]![match.Groups["output"].Value]
            : null;

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "nothing",
    };

    [GeneratedRegex(@"^\$\{(?<name>[a-z]+)\.(?<output>[A-Za-z]+)\}$")]
    private static partial Regex Reference();
}
