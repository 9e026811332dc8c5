namespace FlowerInfra;

/// <summary>Somebody or something that reaches or is reached.</summary>
/// <param name="Key">What it is known by, also in another version of the plan.</param>
/// <param name="Zone">Where it stands.</param>
/// <param name="Boundary">The boundary around it, as people read it: everything in one has the same trust.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lines">What one must know about it.</param>
internal sealed record PictureNode(string Key, PictureZone Zone, string Boundary, string Title, IReadOnlyList<string> Lines)
{
    /// <summary>What a comparison says of it.</summary>
    public PictureMark Mark { get; init; }

    /// <summary>Whether it is a range of addresses: those that reach the same are one node in the picture.</summary>
    public bool IsRange { get; init; }

    /// <summary>Whether it stands for what has no room: it comes last.</summary>
    public bool IsRest { get; init; }

    /// <summary>The title with the mark's sign.</summary>
    public string MarkedTitle => Mark.Sign() + Title;
}
