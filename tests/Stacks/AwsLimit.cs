using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Stacks;

/// <summary>A rule of AWS for an input, which a service or the provider would refuse a deployment for.</summary>
/// <param name="Type">The resource type; <c>aws:*</c> stands for all.</param>
/// <param name="Path">The input: names with dots, <c>[]</c> for every element of a list.</param>
/// <param name="Says">The rule.</param>
/// <param name="Holds">Whether a value keeps it. Texts come with what a deployment would put in for placeholders.</param>
internal sealed partial record AwsLimit(string Type, string Path, string Says, Func<JsonNode, bool> Holds)
{
    public static AwsLimit Text(string type, string path, int longest, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern = @"^[\s\S]+$") =>
        new(type, path, $"1 to {longest} characters like {pattern}", value => Content(value) is { Length: > 0 } text
            && text.Length <= longest && Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant));

    public static AwsLimit Among(string type, string path, params string[] values) =>
        new(type, path, $"one of {string.Join(", ", values)}", value => values.Contains(Content(value) ?? value.ToJsonString()));

    public static AwsLimit Number(string type, string path, int least, int most) =>
        new(type, path, $"{least} to {most}", value => int.TryParse(
            Content(value) ?? value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    public static AwsLimit Policy(string type, string path, int longest) =>
        new(type, path, $"a policy of at most {longest} bytes", value => IsPolicy(Content(value), longest));

    /// <summary>The same rule, where the plan masks values.</summary>
    public AwsLimit OrSecret() => this with { Says = $"{Says}, or a secret", Holds = value => Content(value) == Plan.Secret || Holds(value) };

    /// <summary>The resources' inputs that the rule is about.</summary>
    public IEnumerable<(string Name, JsonNode Value)> Subjects(Plan plan) => plan.Resources
        .Where(it => it.Type == Type || (Type == "aws:*" && it.Type.StartsWith("aws:", StringComparison.Ordinal)))
        .SelectMany(it => Select(it.Inputs, Path.Length == 0 ? [] : Path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.'))
            .Select(value => (it.Name, value)));

    public override string ToString() => $"{Type} {Path}";

    /// <summary>The text as a deployment would make it, or null when the value is none.</summary>
    public static string? Content(JsonNode value) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text)
        ? Placeholder().Replace(text, match => match.Groups["property"].Value switch
        {
            "accountId" => "123456789012",
            "partition" => "aws",
            "region" => "ap-southeast-1",
            "arn" => $"arn:aws:service:ap-southeast-1:123456789012:kind/{new string('a', 64)}",
            _ => "value-0123456789abcdef0",
        })
        : null;

    private static IEnumerable<JsonNode> Select(JsonNode? value, string[] path) => (value, path) switch
    {
        (null, _) => [],
        (_, []) => [value],
        (JsonArray items, ["[]", ..]) => items.SelectMany(item => Select(item, path[1..])),
        (JsonObject pairs, _) => Select(pairs[path[0]], path[1..]),
        _ => [],
    };

    // IAM takes letters and digits in a Sid; each is unique in its policy.
    private static bool IsPolicy(string? text, int longest)
    {
        if (text is null || Encoding.UTF8.GetByteCount(text) > longest)
            return false;
        try
        {
            var policy = JsonNode.Parse(text)!.AsObject();
            var statements = policy["Statement"]!.AsArray().Select(it => it!.AsObject()).ToList();
            var sids = statements.Select(it => it["Sid"]!.GetValue<string>()).ToList();
            return (string?)policy["Version"] == "2012-10-17"
                && statements.Count > 0
                && statements.All(it => (string?)it["Effect"] is "Allow" or "Deny" && it.ContainsKey("Action"))
                && sids.Distinct().Count() == sids.Count
                && sids.All(sid => sid.All(char.IsAsciiLetterOrDigit));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\$\{(urn:pulumi:[^{}]+|[a-z0-9-]+:[^:{}]+:[^:{}]+)\.(?<property>[A-Za-z]+)\}")]
    private static partial Regex Placeholder();
}
