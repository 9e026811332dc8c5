using System.Globalization;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>Reads the waivers of a stack: an object by control id, each <c>{ reason, expires, resources? }</c>.</summary>
public static class WaiverReader
{
    private const string Fix = "Write { reason: why it is accepted, expires: 2027-01-31, resources: [names, or leave it out for all] }.";
    private static readonly string[] Keys = ["expires", "reason", "resources"];

    /// <summary>Reads the waivers and records what is wrong with them.</summary>
    /// <param name="settings">The stack's configuration.</param>
    /// <param name="faults">Where faults are recorded.</param>
    internal static IReadOnlyList<Waiver> Read(StackSettings settings, ArgumentFaults faults)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(faults);
        var path = $"{settings.Project}:waivers";
        if (!settings.Values.TryGetValue(path, out var text))
            return [];
        if (ConfigurationValue.Parse(text) is not { ValueKind: JsonValueKind.Object } all)
        {
            faults.Add(path, null, "is not an object", $"Write {{ {ControlCatalogue.All[0].Id}: … }}. {Fix}");
            return [];
        }

        return [.. all.EnumerateObject().OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .SelectMany(pair => ReadOne($"{path}.{pair.Name}", pair.Name, pair.Value, faults))];
    }

    private static IEnumerable<Waiver> ReadOne(string path, string id, JsonElement value, ArgumentFaults faults)
    {
        faults.Require(
            ControlCatalogue.All.Any(control => control.Id == id), path, null, "is not the id of a control",
            "Take an id that the command \"controls\" lists.");
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, null, "is not an object", Fix);
            return [];
        }

        foreach (var property in value.EnumerateObject().Where(property => !Keys.Contains(property.Name, StringComparer.Ordinal)))
            faults.Add($"{path}.{property.Name}", null, "is not a key that is known here", Fix);
        var reason = Text(value, "reason");
        if (reason is not null && HiddenCharacter.ProblemOf(reason) is { } hidden)
            faults.Add($"{path}.reason", null, hidden, HiddenCharacter.Fix);
        faults.Require(!string.IsNullOrWhiteSpace(reason), $"{path}.reason", null, "is missing", "Write why the failure is accepted.");
        var expires = ReadDate($"{path}.expires", Text(value, "expires"), faults);
        var resources = ReadResources($"{path}.resources", value, faults);
        return reason is null || expires is null ? [] : resources.Select(resource => new Waiver(id, resource, reason, expires.Value));
    }

    private static string? Text(JsonElement value, string key) =>
        value.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    // The engine hands an unquoted date over with a time.
    private static DateOnly? ReadDate(string path, string? text, ArgumentFaults faults)
    {
        if (DateOnly.TryParseExact(
            text?.Replace("T00:00:00Z", "", StringComparison.Ordinal), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        faults.Add(path, text, text is null ? "is missing" : "is not a date", "Write the last day on which the waiver counts, for example 2027-01-31.");
        return null;
    }

    private static IEnumerable<string?> ReadResources(string path, JsonElement value, ArgumentFaults faults)
    {
        if (!value.TryGetProperty("resources", out var resources))
            return [null];
        if (resources.ValueKind == JsonValueKind.Array && resources.GetArrayLength() > 0
            && resources.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String))
            return [.. resources.EnumerateArray().Select(name => name.GetString())];
        faults.Add(path, null, "is not a list of resource names", "List the names, or leave it out for all resources.");
        return [];
    }
}
