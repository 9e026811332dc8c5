using Pulumi;

namespace FlowerInfra;

/// <summary>
/// How people sign in to Flower. There is no way to say "nobody has to": Flower without authentication shows every
/// task's arguments to whoever reaches it.
/// </summary>
public abstract class FlowerAuth : ResourceArgs
{
    private protected FlowerAuth()
    {
    }

    /// <summary>What a message calls this sign-in: the argument, or the key of a stack's configuration.</summary>
    internal string ArgumentName { get; set; } = "auth";

    /// <summary>What the components behind the load balancer get of this sign-in: nothing that only the load balancer needs.</summary>
    internal virtual FlowerAuth BehindLoadBalancer => this;

    /// <summary>Records this sign-in's faults.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, ending in a dot.</param>
    internal abstract void Validate(ArgumentFaults faults, string path);
}
