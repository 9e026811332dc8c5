using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What ARNs of the kinds that arguments take look like, in every partition. They end in <c>\z</c>, because <c>$</c> admits
/// a line break behind the value.
/// </summary>
internal static partial class ArnPatterns
{
    /// <summary>What a message may show of the text that stands for a secret's ARN: people put the secret itself there.</summary>
    /// <param name="text">The text as given.</param>
    public static string? Shown(string? text) => text?.StartsWith("arn:", StringComparison.Ordinal) == true ? text : null;

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:acm:(?<region>[a-z0-9-]+):[0-9]{12}:certificate/[0-9a-f-]{36}\z")]
    public static partial Regex Certificate();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}\z")]
    public static partial Regex Role();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+\z")]
    public static partial Regex Key();

    // Whole, with the six characters that Secrets Manager adds: a role for the shorter form reads nothing.
    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}\z")]
    public static partial Regex Secret();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:oidc-provider/[A-Za-z0-9./-]+\z")]
    public static partial Regex OidcProvider();
}
