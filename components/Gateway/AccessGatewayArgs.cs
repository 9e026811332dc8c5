using Pulumi;

namespace FlowerInfra;

/// <summary>The gateway in front of one Flower instance.</summary>
public sealed class AccessGatewayArgs : ResourceArgs
{
    /// <summary>The namespace of the workload.</summary>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>The host name that the gateway answers; any other gets 421.</summary>
    [Input("host", required: true)]
    public required string Host { get; set; }

    /// <summary>The path below which Flower lives, for example <c>/flower</c>. Default: <c>/</c>.</summary>
    [Input("urlPrefix")]
    public string UrlPrefix { get; set; } = "/";

    /// <summary>Whether the write endpoints pass. Default: false, the viewer profile.</summary>
    [Input("allowWrites")]
    public bool AllowWrites { get; set; }

    /// <summary>How people sign in: with OAuth the login route passes too.</summary>
    [Input("auth", required: true)]
    public required FlowerAuth Auth { get; set; }

    /// <summary>The load balancer's ranges, whose <c>X-Forwarded-For</c> is believed.</summary>
    [Input("loadBalancerCidrBlocks", required: true)]
    public required List<string> LoadBalancerCidrBlocks { get; set; }

    /// <summary>The size of the Flower behind it (see <see cref="FlowerWorkloadArgs.Size"/>). Default: <c>small</c>.</summary>
    [Input("size")]
    public string Size { get; set; } = FlowerSize.Small.Name;

    /// <summary>How much one asker may ask. Default: the defaults of <see cref="RequestRatesArgs"/>.</summary>
    [Input("rates")]
    public RequestRatesArgs? Rates { get; set; }
}
