using System.Text.Json;

namespace FlowerInfra.Tests.Tools.Reports;

/// <summary>
/// The rules of SARIF's schema for the objects that are written here: which members each has, must have, and what they hold.
/// The schema refuses every other member (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json).
/// </summary>
internal static class SarifShape
{
    private const string Text = "text";

    // A member is "name type", with "!" when it is required. A type is another object's name, text, flag, number, a list of
    // one in brackets, or the words of an enumeration.
    private static readonly Dictionary<string, string[]> Objects = new()
    {
        ["log"] = ["$schema text", "version! 2.1.0", "runs! [run]"],
        ["run"] = ["tool! tool", "invocations [invocation]", "results [result]"],
        ["tool"] = ["driver! driver"],
        ["driver"] = ["name! text", "version text", "rules [rule]"],
        ["rule"] =
        [
            "id! text", "shortDescription message", "fullDescription message", "help message", "defaultConfiguration configuration", "properties bag",
        ],
        ["configuration"] = ["level none|note|warning|error"],
        ["bag"] = ["tags [text]", "security-severity text"],
        ["message"] = ["text! text"],
        ["invocation"] = ["executionSuccessful! flag", "toolExecutionNotifications [notification]"],
        ["notification"] = ["message! message", "level none|note|warning|error"],
        ["result"] =
        [
            "ruleId text", "kind notApplicable|pass|fail|review|open|informational", "level none|note|warning|error", "message! message",
            "locations [location]", "partialFingerprints texts", "suppressions [suppression]",
        ],
        ["location"] = ["physicalLocation physicalLocation", "logicalLocations [logicalLocation]"],
        ["physicalLocation"] = ["artifactLocation artifactLocation", "region region"],
        ["artifactLocation"] = ["uri text"],
        ["region"] = ["startLine number"],
        ["logicalLocation"] = ["name text", "fullyQualifiedName text", "kind text"],
        ["suppression"] = ["kind! inSource|external", "status accepted|underReview|rejected", "justification text"],
    };

    /// <summary>What is wrong with a log.</summary>
    public static IReadOnlyList<string> Faults(string sarif)
    {
        var root = JsonDocument.Parse(sarif).RootElement;
        var faults = Check("", root, "log").ToList();
        if (faults.Count > 0)
            return faults;
        var run = root.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(it => it.GetProperty("id").GetString()).ToHashSet();
        // Rules of the prose: a result that is no failure has no level, and a result's rule is one of the tool's.
        return
        [
            .. run.GetProperty("results").EnumerateArray()
                .Where(it => (it.GetProperty("kind").GetString() != "fail" && it.GetProperty("level").GetString() != "none")
                    || !rules.Contains(it.GetProperty("ruleId").GetString()))
                .Select(it => it.GetRawText()),
        ];
    }

    private static IEnumerable<string> Check(string path, JsonElement value, string type) => type switch
    {
        _ when type.StartsWith('[') => value.ValueKind != JsonValueKind.Array
            ? [$"{path} is no list"]
            : value.EnumerateArray().SelectMany((item, index) => Check($"{path}[{index}]", item, type[1..^1])),
        Text => value.ValueKind == JsonValueKind.String ? [] : [$"{path} is no text"],
        "flag" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [$"{path} is no flag"],
        "number" => value.ValueKind == JsonValueKind.Number && value.GetInt32() >= 1 ? [] : [$"{path} is no number from 1"],
        "texts" => value.EnumerateObject().SelectMany(it => Check($"{path}.{it.Name}", it.Value, Text)),
        _ when Objects.TryGetValue(type, out var members) => CheckObject(path, value, members),
        _ => value.ValueKind == JsonValueKind.String && type.Split('|').Contains(value.GetString()) ? [] : [$"{path} is none of {type}"],
    };

    private static IEnumerable<string> CheckObject(string path, JsonElement value, string[] members)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [$"{path} is no object"];
        var types = members.Select(it => it.Split(' ')).ToDictionary(it => it[0].TrimEnd('!'), it => it[1]);
        var missing = members.Where(it => it.Contains('!', StringComparison.Ordinal)).Select(it => it.Split('!')[0]).Where(it => !value.TryGetProperty(it, out _));
        return missing.Select(it => $"{path}.{it} is missing").Concat(value.EnumerateObject().SelectMany(it =>
            types.TryGetValue(it.Name, out var type) ? Check($"{path}.{it.Name}", it.Value, type) : [$"{path}.{it.Name} is unknown"]));
    }
}
