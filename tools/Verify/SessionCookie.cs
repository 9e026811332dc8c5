using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The cookie of a session at a Django site, in the one form that gateways forward.</summary>
internal sealed partial class SessionCookie : ProbeCredentials
{
    private readonly string _cookie;

    private SessionCookie(string cookie, string more = "")
        : base($"Cookie: {cookie}{more}\r\n", cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..]) => _cookie = cookie;

    /// <summary>Reads <c>name=value</c>.</summary>
    /// <param name="text">The text; line breaks at its end don't count.</param>
    /// <param name="value">The cookie, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused; never a part of the text.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SessionCookie? value, out ValueFault fault)
    {
        var line = (text ?? "").Trim('\uFEFF', '\r', '\n', ' ');
        var isCookie = Form().IsMatch(line);
        value = isCookie ? new SessionCookie(line) : null;
        fault = isCookie ? default : new("is not the cookie of a Django session", "Write name=value on one line, as the browser sends it: sessionid= and 32 small letters and digits.");
        return isCookie;
    }

    /// <summary>The session with the pass that a gateway gave its holder: a browser sends both.</summary>
    /// <param name="answer">The gateway's answer.</param>
    public SessionCookie With(RawAnswer answer) => new(_cookie, string.Concat(answer.All("Set-Cookie").Select(it => $"; {it.Split(';')[0]}")));

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}=[a-z0-9]{32}\z")]
    private static partial Regex Form();
}
