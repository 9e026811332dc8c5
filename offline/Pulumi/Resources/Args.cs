using System.Collections.Immutable;

namespace Pulumi;

public abstract class InputArgs
{
    private protected InputArgs()
    {
    }

    internal virtual IEnumerable<KeyValuePair<string, object?>> Inputs() => Serialization.InputProperties.Of(this);
}

public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new EmptyResourceArgs();

    private sealed class EmptyResourceArgs : ResourceArgs;
}

public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new EmptyInvokeArgs();

    private sealed class EmptyInvokeArgs : InvokeArgs;
}

public abstract class CallArgs : InputArgs
{
    public static readonly CallArgs Empty = new EmptyCallArgs();

    private sealed class EmptyCallArgs : CallArgs;
}

public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override IEnumerable<KeyValuePair<string, object?>> Inputs() => dictionary;
}

public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override IEnumerable<KeyValuePair<string, object?>> Inputs() => dictionary;
}
