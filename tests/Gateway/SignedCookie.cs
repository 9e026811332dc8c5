namespace FlowerInfra.Tests.Gateway;

/// <summary>Cookies as Tornado's <c>create_signed_value</c> writes them, which Flower uses.</summary>
internal static class SignedCookie
{
    public const string Signature = "eadfc33df5c8a753cccf0a937a42412f4d69421ab42fe7d83bec6a44c7198559";

    /// <summary>ops@example.com in base64.</summary>
    public const string Operator = "b3BzQGV4YW1wbGUuY29t";

    public static string User { get; } = Of("user", Operator);

    /// <summary>The cookie with which Flower recognises the login that it began.</summary>
    public static string State { get; } = Of("oauth_state", "YTRlMjVhYjYtMzA3NC00ZGU2LThmNmItMGYxYTVkNWEwMjE0");

    public static string Of(string name, string text) => $"{name}=2|1:0|10:1795249622|{name.Length}:{name}|{text.Length}:{text}|{Signature}";
}
