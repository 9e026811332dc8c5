using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowerInfra;

/// <summary>
/// Refuses YAML that no configuration has, before nodes are made of it: YamlDotNet reads and compares nodes recursively, and a
/// stack that overflows ends the process.
/// </summary>
/// <param name="inner">The parser of the file.</param>
internal sealed class BoundedParser(IParser inner) : IParser
{
    // A hostile file has thousands; the deepest key of a stack has nine.
    private const int DeepestNesting = 50;

    private readonly Stack<Collection> _open = new();

    /// <inheritdoc />
    public ParsingEvent? Current => inner.Current;

    /// <inheritdoc />
    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;
        Check(inner.Current!);
        return true;
    }

    private void Check(ParsingEvent current)
    {
        if (current is MappingEnd or SequenceEnd)
        {
            _open.Pop();
            return;
        }

        if (current is not NodeEvent && current is not AnchorAlias)
            return;
        var isKey = _open.TryPeek(out var around) && around.TakesKey();
        if (isKey && current is not Scalar)
            throw Refusal(current, "a key is not plain text");
        if (isKey && ((Scalar)current).Value.Length > ConfigurationValue.LongestName)
            throw Refusal(current, $"a key is longer than {ConfigurationValue.LongestName} characters");
        if (current is AnchorAlias alias && _open.Any(it => it.Anchor == alias.Value))
            throw Refusal(current, "an alias leads back to the block that it stands in");
        if (current is MappingStart or SequenceStart)
        {
            _open.Push(new Collection(((NodeEvent)current).Anchor, current is MappingStart));
            if (_open.Count > DeepestNesting)
                throw Refusal(current, $"it is nested more than {DeepestNesting} levels deep");
        }
    }

    private static YamlException Refusal(ParsingEvent at, string problem) => new(at.Start, at.End, problem);

    private sealed class Collection(AnchorName anchor, bool isMapping)
    {
        private bool _isAtValue = true;

        public AnchorName? Anchor => anchor.IsEmpty ? null : anchor;

        // Keys and values take turns.
        public bool TakesKey()
        {
            _isAtValue = !_isAtValue;
            return isMapping && !_isAtValue;
        }
    }
}
