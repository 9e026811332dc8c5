using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>A placeholder <c>${urn.property}</c> in a plan: a value that is another resource's output.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Property">The output's name, without what follows inside it.</param>
public readonly partial record struct PlanReference(string Urn, string Property)
{
    /// <summary>The references in a text to resources of a plan, in their order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isUrn">Whether a text is the URN of a resource: names may hold dots, so that the URN's end is not plain.</param>
    public static IEnumerable<PlanReference> FindAll(string text, Func<string, bool> isUrn)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isUrn);
        // Most texts hold none, and this is asked of every one.
        if (!text.Contains("${urn:", StringComparison.Ordinal))
            yield break;
        foreach (var body in Reference().Matches(text).Select(match => match.Groups[1].Value))
        {
            for (var dot = body.LastIndexOf('.'); dot > 0; dot = body.LastIndexOf('.', dot - 1))
            {
                if (!isUrn(body[..dot]))
                    continue;
                yield return new PlanReference(body[..dot], body[(dot + 1)..].Split('.', '[')[0]);
                break;
            }
        }
    }

    /// <summary>The placeholders in a text as they stand there, of outputs and of functions' results, in their order.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> PlaceholdersIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("${", StringComparison.Ordinal) ? Placeholder().Matches(text).Select(match => match.Value) : [];
    }

    /// <summary>Whether a text holds what only a deployment knows: an output, a function's result, a secret or an unknown.</summary>
    /// <param name="text">The text.</param>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text is Plan.Unknown or Plan.Secret || (text.Contains("${", StringComparison.Ordinal) && Placeholder().IsMatch(text));
    }

    [GeneratedRegex(@"\$\{(urn:pulumi:[^{}]+)\}")]
    private static partial Regex Reference();

    // An IAM policy variable such as ${aws:PrincipalTag/team} is no placeholder: a function's token has two colons.
    [GeneratedRegex(@"\$\{(urn:pulumi:[^{}]+|[a-z0-9-]+:[^:{}]+:[^:{}]+)\}")]
    private static partial Regex Placeholder();
}
