using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>A target group whose targets' health is watched.</summary>
public sealed partial class WatchedTargetGroupArgs : ResourceArgs
{
    /// <summary>What the target group is called here, for example the dashboard's name.</summary>
    [Input("name", required: true)]
    public required string Name { get; set; }

    /// <summary>The target group's ARN suffix (<c>targetgroup/…</c>), which CloudWatch knows it by.</summary>
    [Input("targetGroupArnSuffix", required: true)]
    public required Input<string> TargetGroupArnSuffix { get; set; }

    /// <summary>The load balancer's ARN suffix (<c>app/…</c>).</summary>
    [Input("loadBalancerArnSuffix", required: true)]
    public required Input<string> LoadBalancerArnSuffix { get; set; }

    internal void Validate(ArgumentFaults faults, string path) => faults.Require(
        TargetGroupName().IsMatch(Name), $"{path}name", Name, "is not a name", "Use 1 to 40 lower-case letters, digits or hyphens.");

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex TargetGroupName();
}
