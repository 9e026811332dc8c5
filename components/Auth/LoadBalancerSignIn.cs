namespace FlowerInfra;

/// <summary>
/// What the components behind the load balancer know of <see cref="LoadBalancerOidc"/>: that it signs people in. Only the
/// listener's rule needs the client secret.
/// </summary>
internal sealed class LoadBalancerSignIn : FlowerAuth
{
    /// <summary>The user as whom the gateway signs in to Flower.</summary>
    public const string TechnicalUser = "load-balancer";

    // The component that gets LoadBalancerOidc validates it; nothing is left here.
    internal override void Validate(ArgumentFaults faults, string path)
    {
    }
}
