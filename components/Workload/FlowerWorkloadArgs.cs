using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace FlowerInfra;

/// <summary>The pod of one Flower instance and what belongs to it.</summary>
public sealed class FlowerWorkloadArgs : ResourceArgs
{
    /// <summary>The namespace, whose labels enforce the restricted pod security standard.</summary>
    [Input("namespace", required: true)]
    public required Input<string> Namespace { get; set; }

    /// <summary>The host name under which people open Flower.</summary>
    [Input("host", required: true)]
    public required string Host { get; set; }

    /// <summary>The path below which Flower lives. Default: <c>/</c>.</summary>
    [Input("urlPrefix")]
    public string UrlPrefix { get; set; } = "/";

    /// <summary>Whether Flower's write endpoints work. Default: false (<c>read_only</c>).</summary>
    [Input("allowWrites")]
    public bool AllowWrites { get; set; }

    /// <summary>
    /// The names of the applications' tasks for the controls by name (see <see cref="FlowerAdminArgs.TaskNames"/>); only with
    /// <see cref="AllowWrites"/>. Default: none.
    /// </summary>
    [Input("taskNames")]
    public List<string> TaskNames { get; set; } = [];

    /// <summary>How people sign in.</summary>
    [Input("auth", required: true)]
    public required FlowerAuth Auth { get; set; }

    /// <summary>The broker.</summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The result backend, or null when workers keep no results.</summary>
    [Input("resultBackend")]
    public BrokerArgs? ResultBackend { get; set; }

    /// <summary>
    /// How many tasks Flower remembers: <c>small</c> (10,000), <c>medium</c> (50,000) or <c>large</c> (100,000). Memory,
    /// grace period and save interval follow. Default: <c>small</c>.
    /// </summary>
    [Input("size")]
    public string Size { get; set; } = FlowerSize.Small.Name;

    /// <summary>How much one asker may ask. Default: the defaults of <see cref="RequestRatesArgs"/>.</summary>
    [Input("rates")]
    public RequestRatesArgs? Rates { get; set; }

    /// <summary>The claim of the encrypted volume with Flower's state; null keeps the state in memory only.</summary>
    [Input("stateClaimName")]
    public Input<string>? StateClaimName { get; set; }

    /// <summary>
    /// Lets images be named by tag, which the registry's owner can move to other content (weakens CKV_K8S_43).
    /// Default: false.
    /// </summary>
    [Input("allowImagesByTag")]
    public bool AllowImagesByTag { get; set; }

    /// <summary>Flower's image, version 2.1.0 or newer: older ones ignore <c>read_only</c> silently.</summary>
    [Input("flowerImage", required: true)]
    public required string FlowerImage { get; set; }

    /// <summary>The image of an nginx that runs without root, 1.19.3 or newer.</summary>
    [Input("gatewayImage", required: true)]
    public required string GatewayImage { get; set; }

    /// <summary>The load balancer's address ranges.</summary>
    [Input("loadBalancerCidrBlocks", required: true)]
    public required List<string> LoadBalancerCidrBlocks { get; set; }

    /// <summary>The service account's name; Pod Identity gives the role to it.</summary>
    [Input("serviceAccountName", required: true)]
    public required string ServiceAccountName { get; set; }

    /// <summary>The role that IRSA gives to the service account; null with EKS Pod Identity.</summary>
    [Input("serviceAccountRoleArn")]
    public Input<string>? ServiceAccountRoleArn { get; set; }

    /// <summary>Takes a service account that exists already, instead of creating it. Default: false.</summary>
    [Input("useExistingServiceAccount")]
    public bool UseExistingServiceAccount { get; set; }

    /// <summary>The volume named <c>secrets</c> with the secrets as files.</summary>
    [Input("secretsVolume", required: true)]
    public required Input<VolumeArgs> SecretsVolume { get; set; }

    /// <summary>The ARNs of those secrets: Flower reads them at start, so that another one restarts the pod.</summary>
    [Input("secretArns", required: true)]
    public required InputList<string> SecretArns { get; set; }

    /// <summary>The ids of the secrets' versions: a new one restarts the pod.</summary>
    [Input("secretVersions", required: true)]
    public required Input<string> SecretVersions { get; set; }

    /// <summary>
    /// The id of the pods' security group: another one restarts the pod, which would keep the old one in use. Null where the
    /// pod has none of its own.
    /// </summary>
    [Input("securityGroupId")]
    public Input<string>? SecurityGroupId { get; set; }
}
