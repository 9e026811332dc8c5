namespace FlowerInfra;

/// <summary>For whom an instance is: it decides what passes its gateway, and whether its Flower is read-only.</summary>
internal enum InstanceRole
{
    /// <summary>Reads only.</summary>
    Viewer,

    /// <summary>Reads, and the endpoints that control workers and tasks.</summary>
    Administrator,
}
