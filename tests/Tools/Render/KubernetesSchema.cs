using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Render;

/// <summary>
/// What the API server's strict validation asks of an object: no unknown field, the type of each, the required ones. The
/// schema is the one that the provider's classes are made of.
/// </summary>
internal sealed class KubernetesSchema
{
    private readonly Dictionary<string, Dictionary<string, string>> _fields = new(StringComparer.Ordinal);

    public KubernetesSchema()
    {
        using var reader = new StreamReader(typeof(KubernetesSchema).Assembly.GetManifestResourceStream("kubernetes.schema")!);
        Dictionary<string, string>? current = null;
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (line.StartsWith(" in ", StringComparison.Ordinal))
                current!.Add(words[2], words[3]);
            else if (!line.StartsWith(' '))
                _fields[Name(words)] = current = new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Whether an object is one of Kubernetes itself, rather than of a custom resource definition.</summary>
    public static bool IsBuiltIn(JsonObject manifest)
    {
        var group = ((string)manifest["apiVersion"]!).Split('/')[0];
        return !group.Contains('.', StringComparison.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal);
    }

    /// <summary>What is wrong with an object. Of a custom resource only the metadata is known.</summary>
    public IEnumerable<string> Faults(JsonObject manifest)
    {
        var faults = IsBuiltIn(manifest)
            ? OfObject(Key((string)manifest["apiVersion"]!, (string)manifest["kind"]!), "", manifest)
            : OfObject("input meta.v1.ObjectMeta", "metadata.", manifest["metadata"]!.AsObject());
        return manifest["metadata"]?["name"] is null ? faults.Append("metadata.name is missing") : faults;
    }

    private static string Name(string[] words)
    {
        string? After(string key) => words.FirstOrDefault(it => it.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
        return words[0] == "resource" && After("apiVersion:") is { } version ? Key(version, After("kind:")!) : string.Join(' ', words.Take(2));
    }

    private static string Key(string apiVersion, string kind) => $"{apiVersion} {kind}";

    private IEnumerable<string> OfObject(string type, string path, JsonObject pairs)
    {
        if (!_fields.TryGetValue(type, out var fields))
            return [$"{path}: the schema has no {type}"];
        var unknown = pairs.Where(pair => !fields.ContainsKey(pair.Key)).Select(pair => $"{path}{pair.Key} is no field");
        var missing = fields.Where(field => field.Value.EndsWith('!') && pairs[field.Key] is null).Select(field => $"{path}{field.Key} is missing");
        var wrong = pairs.Where(pair => fields.ContainsKey(pair.Key)).SelectMany(pair => OfValue(fields[pair.Key].TrimEnd('!'), path + pair.Key, pair.Value));
        return unknown.Concat(missing).Concat(wrong);
    }

    private IEnumerable<string> OfValue(string type, string path, JsonNode? value) => (type[0], value) switch
    {
        ('#', JsonObject pairs) => OfObject($"input {type[1..]}", $"{path}.", pairs),
        ('[', JsonArray items) => items.SelectMany((item, index) => OfValue(type[1..], $"{path}[{index}]", item)),
        ('{', JsonObject pairs) => pairs.SelectMany(pair => OfValue(type[1..], $"{path}.{pair.Key}", pair.Value)),
        ('#' or '[' or '{', _) => [$"{path} is no {type}"],
        _ => type.Split('|').Any(it => IsA(it, value)) ? [] : [$"{path} is no {type}"],
    };

    private static bool IsA(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        ("double", JsonValueKind.Number) => true,
        ("string", JsonValueKind.String) => true,
        _ => false,
    };
}
