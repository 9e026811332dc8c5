using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Recognises what the shipped stacks hold in place of somebody's own values. Each of them, by itself or inside a longer
/// text, carries one of these marks; ranges, names and sizes carry none, because they may be anybody's.
/// </summary>
public static partial class ExampleValues
{
    private static readonly string[] Reasons = ["leftOutOfDevelopment", "metElsewhere", "waivers"];

    // What stands here is never shown, encrypted or not.
    private static readonly string[] SecretMembers = ["alertWebhooks", "clientSecret"];

    private static readonly (Regex Mark, string Problem, string Fix)[] Marks =
    [
        (Digest(), "has an example's digest, which no image has", "Pin the image that you have checked: docker buildx imagetools inspect IMAGE prints its digest."),
        (Account(), "names the examples' account", "Write what is in your own account."),
        (Host(), "is in the examples' domain", "Write a name in your own domain."),
        (Id(), "is an example's id", "Write your own id."),
    ];

    /// <summary>The values of a configuration that are still the examples', in the order of their keys.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="values">The stack's configuration by full key, objects and lists as JSON.</param>
    /// <param name="secretKeys">The full keys that hold something secret. What stands below one is named and not shown.</param>
    public static IEnumerable<ArgumentFault> In(string project, IReadOnlyDictionary<string, string> values, IEnumerable<string> secretKeys)
    {
        ArgumentNullException.ThrowIfNull(values);
        var secrets = secretKeys.ToHashSet(StringComparer.Ordinal);
        return values
            .Where(pair => pair.Key.StartsWith($"{project}:", StringComparison.Ordinal) && !Reasons.Contains(pair.Key[(project.Length + 1)..]))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => Texts(pair.Key, ConfigurationValue.Parse(pair.Value))
                .Select(it => Fault(it.Key, it.Text, isShown: !secrets.Contains(pair.Key) && !it.Key.Split('.', '[').Any(SecretMembers.Contains))))
            .OfType<ArgumentFault>();
    }

    private static ArgumentFault? Fault(string key, string text, bool isShown)
    {
        foreach (var (mark, problem, fix) in Marks)
        {
            if (mark.IsMatch(text))
                return new ArgumentFault(key, isShown ? text : null, problem, fix);
        }

        return null;
    }

    private static IEnumerable<(string Key, string Text)> Texts(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts($"{key}.{member.Name}", member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Texts($"{key}[{index}]", item)),
        JsonValueKind.String => [(key, value.GetString()!)],
        JsonValueKind.Number => [(key, value.GetRawText())],
        _ => [],
    };

    // AWS and registries draw ids and digests at random: fewer than one in 10^12 holds these twelve digits in a row.
    [GeneratedRegex("@sha256:0123456789ab")]
    private static partial Regex Digest();

    [GeneratedRegex("0123456789ab", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    // The account of AWS's own documentation.
    [GeneratedRegex("(?<![0-9])123456789012(?![0-9])")]
    private static partial Regex Account();

    // The names that RFC 2606 reserves, and others with that label.
    [GeneratedRegex(@"(?<![A-Za-z0-9-])example\.[a-z]", RegexOptions.IgnoreCase)]
    private static partial Regex Host();
}
