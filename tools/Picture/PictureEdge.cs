namespace FlowerInfra;

/// <summary>One node reaches another one.</summary>
/// <param name="From">The key of the node that begins.</param>
/// <param name="To">The key of the node that answers.</param>
/// <param name="Traffic">The protocol and the ports as a rule has them, or what is done where no rule of a firewall is asked.</param>
internal sealed record PictureEdge(string From, string To, string Traffic)
{
    /// <summary>The security group rules that let it out of <see cref="From"/>, by their resources' names, sorted.</summary>
    public IReadOnlyList<string> Leaving { get; init; } = [];

    /// <summary>The security group rules that let it into <see cref="To"/>, by their resources' names, sorted.</summary>
    public IReadOnlyList<string> Entering { get; init; } = [];

    /// <summary>What else it passes, sorted.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>How it is encrypted.</summary>
    public PictureEncryption Encryption { get; init; } = PictureEncryption.Unknown;

    /// <summary>What a comparison says of it.</summary>
    public PictureMark Mark { get; init; }

    /// <summary>Everything that it passes, in the order in which it does.</summary>
    public IEnumerable<string> Passes =>
    [
        .. Leaving.Count > 0 ? [$"out by {string.Join(", ", Leaving)}"] : Array.Empty<string>(),
        .. Entering.Count > 0 ? [$"in by {string.Join(", ", Entering)}"] : Array.Empty<string>(),
        .. Checks,
    ];

    /// <summary>Several edges as one, which passes what any of them does.</summary>
    /// <param name="from">The key of the node that begins.</param>
    /// <param name="to">The key of the node that answers.</param>
    /// <param name="edges">The edges, of one traffic.</param>
    public static PictureEdge Join(string from, string to, IReadOnlyList<PictureEdge> edges) => new(from, to, edges[0].Traffic)
    {
        Leaving = Sorted(edges.SelectMany(it => it.Leaving)),
        Entering = Sorted(edges.SelectMany(it => it.Entering)),
        Checks = Sorted(edges.SelectMany(it => it.Checks)),
        Encryption = edges.Select(it => it.Encryption).Distinct().Aggregate((one, other) => one.With(other)),
        Mark = PictureWords.Joined(edges.Select(it => it.Mark)),
    };

    /// <summary>Whether another edge of the same ends and traffic passes the same.</summary>
    /// <param name="other">The other one.</param>
    public bool IsLike(PictureEdge other) => Passes.SequenceEqual(other.Passes, StringComparer.Ordinal) && Encryption == other.Encryption;

    private static IReadOnlyList<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
