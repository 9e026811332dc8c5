namespace FlowerInfra.Tests.Gateway;

/// <summary>The headers of two people who are signed in, by the way in which they did.</summary>
internal static class Signed
{
    public static string In(AuthenticationKind authentication) => authentication switch
    {
        AuthenticationKind.Basic => KnownUsers.SignedIn,
        AuthenticationKind.OAuth => $"Cookie: {SignedCookie.User}\r\n",
        _ => "X-Amzn-Oidc-Identity: 00u1operator\r\n",
    };

    /// <summary>For requests that every gateway gets, whatever it asks for.</summary>
    public static string EitherWay { get; } = In(AuthenticationKind.Basic) + In(AuthenticationKind.OAuth);

    public static string AsAnother(AuthenticationKind authentication) => authentication switch
    {
        AuthenticationKind.Basic => KnownUsers.Authorization("ann", "~?~?>>>?"),
        AuthenticationKind.OAuth => Session(1),
        _ => "X-Amzn-Oidc-Identity: 00u2another\r\n",
    };

    /// <summary>One of many sessions of the first one's address, each with a signature of its own; forged ones look like that.</summary>
    public static string Session(int number) =>
        $"Cookie: {SignedCookie.User.Replace(SignedCookie.Signature, $"{number:x64}", StringComparison.Ordinal)}\r\n";
}
