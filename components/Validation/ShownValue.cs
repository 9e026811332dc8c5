using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What a message shows of a refused value. It stands in logs of builds, and people put a secret in the wrong place: whole URLs
/// with passwords, tokens in place of ids, objects in place of texts.
/// </summary>
internal static partial class ShownValue
{
    private const int Longest = 300;

    /// <summary>What stands in the place of a secret, in messages and in a preview without the engine.</summary>
    public const string Secret = "[secret]";


    /// <summary>The value without what may be secret in it.</summary>
    /// <param name="key">The key that it was given for. Where a URL belongs, its path is shown.</param>
    /// <param name="value">The value.</param>
    public static string Of(string key, string value)
    {
        if (value.TrimStart() is ['{' or '[', ..] whole && !BracketedAddress().IsMatch(whole))
            return $"{whole[0]}…";
        var shown = Named().Replace(Tokens().Replace(value, Secret), $"${{name}}{Secret}");
        if (Url().Match(shown) is { Success: true } url)
            shown = shown[..url.Index] + Shown(url.Groups["scheme"].Value, url.Groups["rest"].Value, UrlKey().IsMatch(key));
        else if (LoginWithoutScheme().IsMatch(shown))
            shown = $"{Secret}@{shown[(shown.LastIndexOf('@') + 1)..]}";
        return shown.Length <= Longest ? shown : $"{shown[..Longest]}…";
    }

    /// <summary>
    /// Whether a value is shown at all: what stands where a secret or its place belongs is not, for no form tells a password from
    /// a word. An ARN is no secret.
    /// </summary>
    /// <param name="key">The key that it was given for.</param>
    /// <param name="value">The value.</param>
    public static bool IsOpen(string key, string value) => !SecretKey().IsMatch(key) || Arn().IsMatch(value);

    /// <summary>A line of another's making without what may be secret in it.</summary>
    /// <param name="line">The line.</param>
    public static string InLine(string line) => Urls().Replace(
        Tokens().Replace(line, Secret), match => Shown(match.Groups["scheme"].Value, match.Groups["rest"].Value, showsPath: false));

    /// <summary>
    /// A value of a plan without what may be secret in it. A reviewer needs the paths of plain addresses, and a file's lines as they are.
    /// </summary>
    /// <param name="value">The value.</param>
    public static string InPlan(string value)
    {
        var shown = Tokens().Replace(value, Secret);
        if (shown.Contains('\n', StringComparison.Ordinal))
            return string.Join('\n', shown.Split('\n').Select(line => HoldsLogin(line) ? InLine(line) : line));
        if (shown.Contains("://", StringComparison.Ordinal))
            return Urls().Replace(shown, match => Shown(match.Groups["scheme"].Value, match.Groups["rest"].Value, showsPath: true));
        // A reference has colons, and a name that may hold an address.
        return !shown.Contains("${", StringComparison.Ordinal) && LoginWithoutScheme().IsMatch(shown)
            ? $"{Secret}@{shown[(shown.LastIndexOf('@') + 1)..]}"
            : shown;
    }

    /// <summary>Whether a text holds a URL with a login.</summary>
    /// <param name="text">The text.</param>
    public static bool HoldsLogin(string text) => Url().Match(text).Groups["rest"].Value.Contains('@', StringComparison.Ordinal);

    /// <summary>A line without the tokens of providers in it.</summary>
    /// <param name="line">The line.</param>
    public static string WithoutTokens(string line) => Tokens().Replace(line, Secret);

    /// <summary>Whether a text has the form in which a provider hands out secrets.</summary>
    /// <param name="text">The text.</param>
    public static bool IsToken(string text) => Tokens().IsMatch(text) || OAuthSecret().IsMatch(text);

    // Passwords may hold what ends a host elsewhere: the last @ ends them.
    private static string Shown(string scheme, string rest, bool showsPath)
    {
        var login = rest.Contains('@', StringComparison.Ordinal) ? $"{Secret}@" : "";
        var parts = Place().Match(rest[(rest.LastIndexOf('@') + 1)..]);
        var (host, path) = (parts.Groups["host"].Value, parts.Groups["path"].Value);
        // Of another scheme the first part may be a password whose @ is missing.
        if (!HostAndPort().IsMatch(host) || (login.Length == 0 && scheme is not ("http" or "https")))
            return $"{scheme}://{login}…";
        var shownPath = path is "" or "/" || (showsPath && login.Length == 0 && PlainPath().IsMatch(path)) ? path : "/…";
        return $"{scheme}://{login}{host}{shownPath}{(parts.Groups["query"].Length > 0 ? "?…" : "")}";
    }

    // The last name of a key; a token endpoint is an address.
    [GeneratedRegex(@"(secret|passw|passphrase|token(?!Endpoint)|api[-_]?key|private[-_]?key)[^.:]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:")]
    private static partial Regex Arn();

    // Keys and values that were meant to stand below a key, or a query; in an ARN the name stands behind a colon.
    [GeneratedRegex(
        @"(?<name>(?<![:\w])[\w-]*(secret|passw|passphrase|token|api[-_]?key|private[-_]?key)[\w-]*[""']?\s*[:=]\s*)\S+",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\[[0-9A-Fa-f:.]+\]")]
    private static partial Regex BracketedAddress();

    [GeneratedRegex("(?<scheme>[A-Za-z][A-Za-z0-9+-]*)://(?<rest>.*)", RegexOptions.Singleline)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<scheme>[A-Za-z][A-Za-z0-9+-]*)://(?<rest>[^'""\s]*)")]
    private static partial Regex Urls();

    [GeneratedRegex(@"^(?<host>[^/?#\s]*)(?<path>[^?#\s]*)(?<query>.*)", RegexOptions.Singleline)]
    private static partial Regex Place();

    [GeneratedRegex(@"^[A-Za-z0-9.-]+(:[0-9]{1,5})?\z")]
    private static partial Regex HostAndPort();

    // Webhooks and links of invitation have their secret in the path, and it has capitals or is long.
    [GeneratedRegex(@"^(/[a-z0-9._-]{1,32}){1,5}/?\z")]
    private static partial Regex PlainPath();

    [GeneratedRegex("(Ur[il]|Endpoint|issuer|-url)$", RegexOptions.IgnoreCase)]
    private static partial Regex UrlKey();

    // As a broker's URL begins behind its scheme. Images have a colon before their digest too, and roles an @.
    [GeneratedRegex(@"^(?!arn:)[^@]*:.*@(?!sha256:)", RegexOptions.Singleline)]
    private static partial Regex LoginWithoutScheme();

    // https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns: GitHub, GitLab,
    // Google, Slack, AWS; JSON web tokens; private keys.
    [GeneratedRegex(
        @"gh[oprsu]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|gl[a-z]{2,5}-[\w-]{16,}|GOCSPX-[\w-]{8,}|AIza[\w-]{30,}|ya29\.[\w-]{16,}|xox[a-z]-[\w-]{8,}"
        + @"|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\beyJ[\w-]{8,}\.[\w.-]+|-----BEGIN [\s\S]*")]
    private static partial Regex Tokens();

    // GitHub's client secrets: 40 hexadecimal digits, where its client ids have 20.
    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex OAuthSecret();
}
