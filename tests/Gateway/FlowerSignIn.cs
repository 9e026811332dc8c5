namespace FlowerInfra.Tests.Gateway;

/// <summary>How the real Flower 2.1 answers with a sign-in and without one.</summary>
internal static class FlowerSignIn
{
    private const string Page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    /// <summary>With passwords. Its API asks for none: the challenge is missing there.</summary>
    public static string Basic(RecordedRequest request) => (request.Header("Authorization"), request.Target) switch
    {
        (not null, _) when $"Authorization: {request.Header("Authorization")}\r\n" == KnownUsers.SignedIn => Page,
        (_, var target) when target.Contains("/api/", StringComparison.Ordinal) => "HTTP/1.1 401 Unauthorized\r\n",
        _ => "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"flower\"\r\n",
    };

    /// <summary>With an identity provider. Whatever is asked for in the background is sent to the login as well.</summary>
    public static string OAuth(RecordedRequest request) => request switch
    {
        { Target: var target } when target.Contains("/login?code=", StringComparison.Ordinal) => $"HTTP/1.1 302 Found\r\nLocation: /flower\r\nSet-Cookie: {SignedCookie.User}; Path=/\r\n",
        { Target: var target } when target.Contains("/login", StringComparison.Ordinal) => "HTTP/1.1 302 Found\r\nLocation: https://accounts.example.com/\r\n",
        _ when request.Header("Cookie")?.StartsWith(SignedCookie.User, StringComparison.Ordinal) == true => Page,
        { Method: "GET", Target: var target } => $"HTTP/1.1 302 Found\r\nLocation: /flower/login?next={Uri.EscapeDataString(target)}\r\n",
        _ => "HTTP/1.1 403 Forbidden\r\n",
    };
}
