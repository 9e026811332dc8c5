namespace Pulumi;

public sealed class AssetArchive : Archive
{
    public AssetArchive(IDictionary<string, AssetOrArchive> assets) => ArgumentNullException.ThrowIfNull(assets);
}
