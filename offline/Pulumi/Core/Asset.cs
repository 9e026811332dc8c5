using System.Collections.Immutable;

namespace Pulumi;

public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string propertyName, object value)
    {
        Signature = signature;
        PropertyName = propertyName;
        Value = value;
    }

    internal string Signature { get; }

    internal string PropertyName { get; }

    internal object Value { get; }
}

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string propertyName, object value)
        : base("c44067f5952c0a294b673a41bacd8c17", propertyName, value)
    {
    }
}

public sealed class FileAsset(string path) : Asset("path", path);

public sealed class StringAsset(string text) : Asset("text", text);

public sealed class RemoteAsset(string uri) : Asset("uri", uri);

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string propertyName, object value)
        : base("0def7320c3a5731c473e5ecbe6d01bc7", propertyName, value)
    {
    }
}

public sealed class FileArchive(string path) : Archive("path", path);

public sealed class RemoteArchive(string uri) : Archive("uri", uri);

public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive("assets", assets.ToImmutableDictionary());
