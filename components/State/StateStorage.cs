using Pulumi;

namespace FlowerInfra;

/// <summary>What Flower's state file is stored on: <see cref="EbsStorage"/> or <see cref="EfsStorage"/>.</summary>
public abstract class StateStorage : ResourceArgs
{
    private protected StateStorage()
    {
    }

    /// <summary>What a message calls this storage: the argument, or the key of a stack's configuration.</summary>
    internal string ArgumentName { get; init; } = "storage";

    /// <summary>Records this storage's faults.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, ending in a dot.</param>
    /// <param name="args">The component's other arguments, on which some rules depend.</param>
    internal abstract void Validate(ArgumentFaults faults, string path, EncryptedStateArgs args);
}
