namespace Pulumi;

public sealed class RemoteArchive : Archive
{
    public RemoteArchive(string uri) => ArgumentNullException.ThrowIfNull(uri);
}
