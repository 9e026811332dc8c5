using System.Text;
using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Verify;

/// <summary>Answers as Flower does, and as talkatively as any of its versions: own server name, headers and unflagged cookies included.</summary>
internal sealed record FlowerStandIn(AuthenticationKind Authentication = AuthenticationKind.Basic)
{
    public const string User = "ops";
    public const string Password = "correct-horse-7f3a";

    private const string Common =
        "Server: TornadoServer/6.5\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: x-requested-with\r\nContent-Type: text/html\r\n"
        + "Access-Control-Allow-Methods: PUT\r\nAccess-Control-Allow-Credentials: true\r\nAccess-Control-Expose-Headers: x\r\nAccess-Control-Max-Age: 600\r\n"
        + "Cache-Control: public\r\nContent-Security-Policy: default-src *\r\nReferrer-Policy: unsafe-url\r\nStrict-Transport-Security: max-age=0\r\n"
        + "X-Content-Type-Options: nosniff\r\nX-Frame-Options: SAMEORIGIN\r\n";

    public static string Encoded { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>Which further requests are taken for signed in.</summary>
    public Func<RecordedRequest, bool> AlsoAdmits { get; init; } = _ => false;

    /// <summary>The answer to a request that is signed in.</summary>
    public string SignedIn { get; init; } = $"HTTP/1.1 200 OK\r\n{Common}\r\n{{}}";

    public string Answer(RecordedRequest request)
    {
        if (request.Target.EndsWith("/login", StringComparison.Ordinal))
            return $"HTTP/1.1 302 Found\r\nLocation: https://accounts.example.com/o/oauth2\r\nSet-Cookie: oauth_state=1f; Path=/\r\n{Common}\r\n";
        if (request.Target.Contains("metrics", StringComparison.Ordinal) || request.Target.Contains("healthcheck", StringComparison.Ordinal))
            return $"HTTP/1.1 200 OK\r\n{Common}\r\nflower_events_total 1";
        if (request.Target.Contains("/static/", StringComparison.Ordinal))
        {
            var status = request.Header("Range") is not null ? "206 Partial Content" : request.Header("If-None-Match") is not null ? "304 Not Modified" : "200 OK";
            return $"HTTP/1.1 {status}\r\n{Common}\r\nbody {{}}";
        }

        if (AlsoAdmits(request) || (Authentication == AuthenticationKind.Basic && request.Header("Authorization") == $"Basic {Encoded}"))
            return SignedIn;
        return (Authentication, request.Method) switch
        {
            (AuthenticationKind.Basic, _) => $"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"flower\"\r\n{Common}\r\nAccess denied",
            (_, "GET") => $"HTTP/1.1 302 Found\r\nLocation: /flower/login?next=%2Fflower%2F\r\n{Common}\r\n",
            _ => $"HTTP/1.1 403 Forbidden\r\n{Common}\r\n<html>not found</html>",
        };
    }
}
