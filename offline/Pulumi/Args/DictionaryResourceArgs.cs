using System.Collections.Immutable;

namespace Pulumi;

public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override IEnumerable<KeyValuePair<string, object?>> Inputs() => dictionary;
}
