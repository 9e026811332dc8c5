namespace FlowerInfra;

/// <summary>What a comparison says of a node or an edge.</summary>
internal enum PictureMark
{
    /// <summary>It is the same, or nothing is compared.</summary>
    None,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is there and differs.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
