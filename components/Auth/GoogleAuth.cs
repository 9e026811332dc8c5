namespace FlowerInfra;

/// <summary>Sign-in with Google: a list of addresses, or a Workspace domain.</summary>
public sealed class GoogleAuth : OAuth
{
    internal override OAuthProvider Provider => OAuthProvider.Google;
}
