using Pulumi;

namespace FlowerInfra;

/// <summary>The secrets of one Flower instance and who may read them.</summary>
public sealed class FlowerCredentialsArgs : ResourceArgs
{
    /// <summary>How people sign in; decides which secrets exist.</summary>
    [Input("auth", required: true)]
    public required FlowerAuth Auth { get; set; }

    /// <summary>The broker, whose URL secret is delivered beside the generated ones.</summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The name of the EKS cluster, for the Pod Identity association.</summary>
    [Input("clusterName", required: true)]
    public required Input<string> ClusterName { get; set; }

    /// <summary>The namespace of the workload.</summary>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>The name of the workload's service account.</summary>
    [Input("serviceAccountName", required: true)]
    public required string ServiceAccountName { get; set; }

    /// <summary>
    /// The ARNs of the roles that deploy and rotate. Besides the workload's own role only they may read or change the
    /// secrets; everyone else is denied by resource policy, administrators included.
    /// </summary>
    [Input("deployerRoleArns", required: true)]
    public required List<string> DeployerRoleArns { get; set; }

    /// <summary>
    /// The version of the generated secrets. A higher number generates new passwords and a new cookie secret and restarts
    /// the pod. Default: 1.
    /// </summary>
    [Input("version")]
    public int Version { get; set; } = 1;

    /// <summary>Tags for everything that takes tags.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
