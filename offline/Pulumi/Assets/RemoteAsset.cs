namespace Pulumi;

public sealed class RemoteAsset : Asset
{
    public RemoteAsset(string uri) => ArgumentNullException.ThrowIfNull(uri);
}
