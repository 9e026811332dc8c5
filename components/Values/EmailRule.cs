using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Who may sign in with OAuth: one address (<c>ops@example.com</c>) or everybody of a domain (<c>*@example.com</c>).
/// </summary>
internal sealed partial record EmailRule
{
    private const string Forms = "Write an address such as ops@example.com, or *@example.com for a whole domain.";

    private EmailRule(string? localPart, string domain)
    {
        LocalPart = localPart;
        Domain = domain;
    }

    /// <summary>Whether the rule admits everybody of <see cref="Domain"/>.</summary>
    public bool IsDomain => LocalPart is null;

    /// <summary>What stands before the <c>@</c>, or null for a whole domain.</summary>
    public string? LocalPart { get; }

    /// <summary>The domain, in lower case.</summary>
    public string Domain { get; }

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The text: <c>ops@example.com</c>, <c>*@example.com</c> or <c>@example.com</c>.</param>
    /// <param name="value">The rule, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailRule? value, out ValueFault fault)
    {
        value = null;
        fault = Check(text);
        if (fault != default)
            return false;
        var at = text!.IndexOf('@');
        var local = text[..at];
        value = new EmailRule(local is "" or "*" ? null : local, text[(at + 1)..].ToLowerInvariant());
        return true;
    }

    /// <summary>The rule: the address, or <c>*@</c> and the domain.</summary>
    public override string ToString() => $"{LocalPart ?? "*"}@{Domain}";

    private static ValueFault Check(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return new("is missing", Forms);
        if (text.Any(character => !char.IsAscii(character)))
            return new("holds a character outside ASCII", "Write the domain in its xn-- form; Flower compares addresses byte by byte.");
        // Flower escapes the pattern before it compares: a regular expression, as older guides print it, matches nobody.
        if (text.StartsWith(".*", StringComparison.Ordinal) || text.Any("\\$^()[]{}?".Contains))
        {
            return new("is a regular expression, which current versions of Flower compare letter by letter",
                Domains().Match(text.Replace("\\", "", StringComparison.Ordinal)) is { Success: true } match
                    ? $"Write *@{match.Groups["domain"].Value}." : Forms);
        }

        if (text.Contains('|') || text.Contains(','))
            return new("holds more than one address", "Write each address as a rule of its own.");
        if (text.Contains('+'))
            return new("holds a +: Flower would send this person back to the login page for ever", "Write the address without the + part.");
        var parts = text.Split('@');
        if (parts.Length != 2)
            return new("is not an address", Forms);
        if (parts[1].Contains('*'))
            return new("has a * after the @: Flower refuses to start with that", "Name each domain in full.");
        if (parts[0] is not ("" or "*") && parts[0].Contains('*'))
            return new("mixes a * with other characters before the @", Forms);
        if (!HostName.TryParse(parts[1], out _, out _))
            return new("has no valid domain after the @", Forms);
        if (parts[0] is "" or "*" && PublicDomain.Holds(parts[1]))
            return new("would admit everybody with an address there, including strangers", "Name each address, or a domain of your own.");
        return parts[0] is "" or "*" || LocalPartPattern().IsMatch(parts[0]) ? default : new("is not an address", Forms);
    }

    // Only what meant a whole domain: for (a|b)@example.com the hint would let everybody in.
    [GeneratedRegex(@"^\^?\.[*+]@(?<domain>[A-Za-z0-9.-]+[A-Za-z0-9])\$?\z")]
    private static partial Regex Domains();

    [GeneratedRegex(@"^[A-Za-z0-9_'-]+(\.[A-Za-z0-9_'-]+)*\z")]
    private static partial Regex LocalPartPattern();
}
