using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>A fully qualified DNS name (RFC 1123) in lower case, without a scheme, a port or a trailing dot.</summary>
internal sealed partial record HostName
{
    private const string Example = "Write the bare name, for example flower.example.internal.";
    private readonly string _name;

    private HostName(string name) => _name = name;

    /// <summary>Reads a host name.</summary>
    /// <param name="text">The text, for example <c>flower.example.internal</c>.</param>
    /// <param name="value">The name, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostName? value, out ValueFault fault)
    {
        value = null;
        fault = text switch
        {
            null or "" => new("is missing", Example),
            _ when text.Contains("://", StringComparison.Ordinal) => new("is a URL", Example),
            _ when IPAddress.TryParse(text.Trim('[', ']'), out _) => new("is an IP address", "Write a DNS name: certificates and the host check need one."),
            _ when text.Contains('*') => new("holds a wildcard", "Name the one host of this dashboard."),
            _ when text.Contains(':') => new("holds a port", Example),
            _ when text.Contains('/') => new("holds a path", "Write the bare name here and the path as the URL prefix."),
            _ when text.EndsWith('.') => new("ends in a dot", "Leave the last dot out."),
            _ when text.Length > 253 => new("is longer than the 253 characters of a DNS name", "Choose a shorter name."),
            _ when text.Split('.').Any(label => label.Length > 63) =>
                new("has a label longer than 63 characters", "Choose a shorter label between the dots."),
            _ when !text.Contains('.') => new("has one label only", "Write the full name with its domain, for example flower.example.internal."),
            _ when !Name().IsMatch(text) =>
                new("is not a DNS name", "Use letters, digits and hyphens between dots, and no hyphen beside a dot."),
            _ => default,
        };
        if (fault != default)
            return false;
        value = new HostName(text!.ToLowerInvariant());
        return true;
    }

    /// <summary>The name in lower case.</summary>
    public override string ToString() => _name;

    // The last label isn't all digits: browsers read such a name as an IPv4 address.
    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?![0-9]+\z)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex Name();
}
