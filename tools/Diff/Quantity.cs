using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Kubernetes' quantities: <c>2Gi</c> is <c>2048Mi</c>
/// (<see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"/>).
/// </summary>
internal static partial class Quantity
{
    private const string Binary = "KMGTPE";

    /// <summary>The value of a quantity, or null when the text is none.</summary>
    /// <param name="text">The text.</param>
    public static double? Of(string? text)
    {
        if (text is null || Pattern().Match(text) is not { Success: true } match)
            return null;
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return number * match.Groups["suffix"].Value switch
        {
            "" => 1,
            "m" => 0.001,
            "k" => 1000,
            [var letter, 'i'] => Math.Pow(1024, Binary.IndexOf(letter, StringComparison.Ordinal) + 1),
            [var letter] => Math.Pow(1000, Binary.IndexOf(letter, StringComparison.Ordinal) + 1),
            _ => double.NaN,
        };
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,9})?)(?<suffix>m|k|[KMGTPE]i|[MGTPE])?\z")]
    private static partial Regex Pattern();
}
