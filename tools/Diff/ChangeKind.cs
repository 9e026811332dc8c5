namespace FlowerInfra;

/// <summary>What a deployment does with a resource.</summary>
internal enum ChangeKind
{
    /// <summary>Makes it.</summary>
    Create,

    /// <summary>Changes it where it stands.</summary>
    Update,

    /// <summary>Makes another one in its place.</summary>
    Replace,

    /// <summary>Calls it by another name, and leaves it as it is: an alias says that it is the same.</summary>
    Rename,

    /// <summary>Takes it away.</summary>
    Delete,
}
