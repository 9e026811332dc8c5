namespace FlowerInfra;

/// <summary>
/// The http block, a server or a location. What it doesn't set it takes from the level around it, and one directive of a name
/// replaces all those of that name around it: nginx adds none up.
/// </summary>
internal sealed class NginxLevel
{
    private readonly NginxLevel? _outer;

    /// <summary>Reads a level and those in it.</summary>
    /// <param name="directive">Its directive.</param>
    /// <param name="outer">The level around it; null for the http block.</param>
    public NginxLevel(NginxDirective directive, NginxLevel? outer)
    {
        Directive = directive;
        _outer = outer;
        Inner = [.. directive.Block.Where(it => it.Name is "server" or "location").Select(it => new NginxLevel(it, this))];
    }

    /// <summary>Its directive.</summary>
    public NginxDirective Directive { get; }

    /// <summary>The levels right in it.</summary>
    public IReadOnlyList<NginxLevel> Inner { get; }

    /// <summary>It and all levels in it.</summary>
    public IEnumerable<NginxLevel> All => Inner.SelectMany(it => it.All).Prepend(this);

    /// <summary>The location that nginx takes for a path: the one that names it, or else the one with the longest beginning.</summary>
    /// <param name="path">The path.</param>
    public NginxLevel? Location(string path) =>
        Inner.FirstOrDefault(it => it.Directive.Is("=", path))
        ?? Inner.Where(it => it.Directive.Arguments is [var start] && path.StartsWith(start, StringComparison.Ordinal))
            .MaxBy(it => it.Directive.Arguments[0].Length);

    /// <summary>The directives of a name that count here.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<NginxDirective> Effective(string name)
    {
        NginxDirective[] own = [.. Directive.Of(name)];
        return own.Length > 0 || _outer is null ? own : _outer.Effective(name);
    }
}
