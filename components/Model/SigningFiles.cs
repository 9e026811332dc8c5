namespace FlowerInfra;

/// <summary>Where a pod that signs has its key and the certificates that it believes.</summary>
internal static class SigningFiles
{
    /// <summary>The pod's own key and certificate.</summary>
    public const string KeyDirectory = "/etc/celery/signing";

    /// <summary>The certificates of all trusted signers.</summary>
    public const string StoreDirectory = "/etc/celery/trusted";
}
