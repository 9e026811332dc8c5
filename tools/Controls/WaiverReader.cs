using System.Globalization;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>
/// Reads what a stack accepts: <c>waivers</c>, an object by control id, each <c>{ reason, expires, resources? }</c>,
/// and <c>leftOutOfDevelopment</c> and <c>metElsewhere</c>, the reasons by control id.
/// </summary>
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
        var waivers = ReadAll(settings, WaiverKind.Dated, Fix, faults).SelectMany(it => ReadOne(it.Path, it.Id, it.Value, faults)).ToList();
        foreach (var kind in (WaiverKind[])[WaiverKind.LeftOutOfDevelopment, WaiverKind.MetElsewhere])
        {
            foreach (var (path, id, value) in ReadAll(settings, kind, "Write the reason behind the id.", faults))
            {
                if (ReadEndless(path, id, value, kind, waivers, faults) is { } waiver)
                    waivers.Add(waiver);
            }
        }

        return waivers;
    }

    private static IEnumerable<(string Path, string Id, JsonElement Value)> ReadAll(
        StackSettings settings, WaiverKind kind, string fix, ArgumentFaults faults)
    {
        var path = $"{settings.Project}:{kind.Key()}";
        if (!settings.Values.TryGetValue(path, out var text))
            yield break;
        if (ConfigurationValue.Parse(text) is not { ValueKind: JsonValueKind.Object } all)
        {
            faults.Add(path, null, "is not an object", $"Write {{ {ControlCatalogue.All[0].Id}: … }}. {fix}");
            yield break;
        }

        foreach (var (id, value) in all.EnumerateObject().Select(it => (it.Name, it.Value)).OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            faults.Require(
                ControlCatalogue.Find(id) is not null, $"{path}.{id}", null, "is not the id of a control",
                "Take an id that the command \"controls\" lists.");
            yield return ($"{path}.{id}", id, value);
        }
    }

    // A critical failure lets strangers in or tells them secrets, in development too, and only the plan itself shows that it is met.
    private static Waiver? ReadEndless(
        string path, string id, JsonElement value, WaiverKind kind, IEnumerable<Waiver> waivers, ArgumentFaults faults)
    {
        faults.Require(
            ControlCatalogue.Find(id) is not { Severity: Severity.Critical }, path, null, "is critical, and has to have an end",
            "Meet the control in this stack, or write it below waivers with a last day.");
        faults.Require(waivers.All(it => it.Id != id), path, null, "is accepted twice", "Keep it below one key.");
        var reason = ReadReason(path, value.ValueKind == JsonValueKind.String ? value.GetString() : null, faults);
        return reason is null ? null : new Waiver(id, null, reason, null, kind);
    }

    private static string? ReadReason(string path, string? reason, ArgumentFaults faults)
    {
        if (reason is not null && HiddenCharacter.ProblemOf(reason) is { } hidden)
            faults.Add(path, null, hidden, HiddenCharacter.Fix);
        faults.Require(!string.IsNullOrWhiteSpace(reason), path, null, "is missing", "Write why the failure is accepted.");
        return reason;
    }

    private static IEnumerable<Waiver> ReadOne(string path, string id, JsonElement value, ArgumentFaults faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, null, "is not an object", Fix);
            return [];
        }

        foreach (var property in value.EnumerateObject().Where(property => !Keys.Contains(property.Name, StringComparer.Ordinal)))
            faults.Add($"{path}.{property.Name}", null, "is not a known key here", Fix);
        var reason = ReadReason($"{path}.reason", Text(value, "reason"), faults);
        var expires = ReadDate($"{path}.expires", Text(value, "expires"), faults);
        var resources = ReadResources($"{path}.resources", value, faults);
        return reason is null || expires is null ? [] : resources.Select(resource => new Waiver(id, resource, reason, expires));
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
