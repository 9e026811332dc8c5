using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The address of one page: <c>https://</c>, a host, a port if it is another than 443, and an exact path.</summary>
internal sealed partial record SiteUrl
{
    private const string Example = "Write an address such as https://www.example.internal/flower-gate/viewer/.";

    private SiteUrl(HostName host, int port, string path) => (Host, Port, Path) = (host, port, path);

    /// <summary>The host.</summary>
    public HostName Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The path, with its slash in front.</summary>
    public string Path { get; }

    /// <summary>The host, with the port if it is another than 443: what the <c>Host</c> header says.</summary>
    public string Authority => Port == 443 ? $"{Host}" : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text, for example <c>https://www.example.internal/accounts/login/</c>.</param>
    /// <param name="value">The address, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SiteUrl? value, out ValueFault fault)
    {
        value = null;
        fault = default;
        if (string.IsNullOrEmpty(text))
            fault = new("is missing", Example);
        else if (!text.StartsWith("https://", StringComparison.Ordinal))
            fault = new("does not start with https://", Example);
        else if (text.IndexOfAny(['?', '#', '@']) >= 0)
            fault = new("has a query, a fragment or a user", "Write the address of the page alone.");
        else if (Parts().Match(text) is not { Success: true } parts)
            fault = new("has no path, or a character in it that is not a letter, a digit, a dot, an underscore, a tilde, a hyphen or a slash", Example);
        else if (parts.Groups["path"].Value is var path && (path.Contains("//", StringComparison.Ordinal) || path.Split('/').Any(it => it is "." or "..")))
            fault = new("has an empty segment or a dot segment in its path", Example);
        else if (parts.Groups["port"] is { Success: true } given && (given.Length > 5 || given.Value[0] == '0' || int.Parse(given.ValueSpan, CultureInfo.InvariantCulture) > 65535))
            fault = new("has no port from 1 to 65535", Example);
        else if (HostName.TryParse(parts.Groups["host"].Value, out var host, out fault))
            value = new SiteUrl(host, parts.Groups["port"] is { Success: true } port ? int.Parse(port.ValueSpan, CultureInfo.InvariantCulture) : 443, path);
        return value is not null;
    }

    /// <summary>The address.</summary>
    public override string ToString() => $"https://{Authority}{Path}";

    [GeneratedRegex(@"^https://(?<host>[^/:]*)(:(?<port>[0-9]+))?(?<path>/[A-Za-z0-9._~/-]{0,200})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
