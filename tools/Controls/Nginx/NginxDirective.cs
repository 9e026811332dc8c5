namespace FlowerInfra;

/// <summary>One of nginx's directives, or an entry of a map, with what nginx makes of its quotes and escapes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Block">What stands between its braces, in order; empty when it has none.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
internal sealed record NginxDirective(string Name, IReadOnlyList<string> Arguments, IReadOnlyList<NginxDirective> Block, int Line)
{
    /// <summary>It and all directives in it.</summary>
    public IEnumerable<NginxDirective> All => Block.SelectMany(it => it.All).Prepend(this);

    /// <summary>The directives of a name right in it.</summary>
    /// <param name="name">The name.</param>
    public IEnumerable<NginxDirective> Of(string name) => Block.Where(it => it.Name == name);

    /// <summary>Whether it has these arguments and no others.</summary>
    /// <param name="arguments">The arguments.</param>
    public bool Is(params IReadOnlyList<string> arguments) => Arguments.SequenceEqual(arguments, StringComparer.Ordinal);
}
