using Pulumi;

namespace FlowerInfra.Tests.Languages;

/// <summary>The example's resources, each with its properties.</summary>
internal sealed class YamlExampleArgs : ResourceArgs
{
    /// <summary>The load balancer.</summary>
    [Input("tools", required: true)]
    public required InternalLoadBalancerArgs Tools { get; set; }

    /// <summary>The dashboard.</summary>
    [Input("flower", required: true)]
    public required FlowerDashboardArgs Flower { get; set; }
}
