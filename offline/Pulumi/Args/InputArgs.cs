namespace Pulumi;

public abstract class InputArgs
{
    private protected InputArgs()
    {
    }

    internal virtual IEnumerable<KeyValuePair<string, object?>> Inputs() => Serialization.InputProperties.Of(this);
}
