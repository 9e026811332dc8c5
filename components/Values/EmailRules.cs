using System.Diagnostics.CodeAnalysis;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The rules of one dashboard together. Flower's <c>auth</c> option takes either a list of addresses or one domain: with
/// anything else it exits at start.
/// </summary>
internal sealed record EmailRules
{
    private EmailRules(string pattern) => Pattern = pattern;

    /// <summary>What Flower's <c>auth</c> option takes: <c>a@x.com|b@x.com</c>, or <c>.*@example.com</c>.</summary>
    public string Pattern { get; }

    /// <summary>Combines rules.</summary>
    /// <param name="rules">The rules, at least one; the same one twice counts once, and the order doesn't matter.</param>
    /// <param name="value">The combined rules, or null when they can't go together.</param>
    /// <param name="fault">Why they can't.</param>
    public static bool TryCombine(IEnumerable<EmailRule> rules, [NotNullWhen(true)] out EmailRules? value, out ValueFault fault)
    {
        var distinct = rules.Distinct().OrderBy(rule => rule.ToString(), StringComparer.Ordinal).ToList();
        value = null;
        fault = (distinct.Count, distinct.Count(rule => rule.IsDomain)) switch
        {
            (0, _) => new("names nobody", "Name at least one address, or one domain as *@example.com."),
            (1, _) or (_, 0) => default,
            (var all, var domains) when all == domains =>
                new("names more than one domain, and Flower takes one", "Keep one domain, or name the addresses."),
            _ => new("mixes a domain with addresses: Flower refuses to start with that", "Keep the domain, or name the addresses only."),
        };
        if (fault != default)
            return false;
        value = new EmailRules(distinct is [{ IsDomain: true } rule] ? $".*@{rule.Domain}" : string.Join('|', distinct));
        return true;
    }

    /// <summary>Reads an argument.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="key">The argument's name.</param>
    /// <param name="texts">The rules as given.</param>
    internal static Output<EmailRules> Read(ArgumentReader reader, string key, InputList<string> texts) =>
        reader.Values<EmailRule, EmailRules>(key, texts, EmailRule.TryParse, (rules, faults) =>
        {
            if (TryCombine(rules, out var combined, out var fault))
                return combined;
            faults.Add(reader.Key(key), rules.Length == 0 ? null : string.Join(", ", rules), fault.Problem, fault.Fix);
            return null!;
        });

    /// <summary>The pattern.</summary>
    public override string ToString() => Pattern;
}
