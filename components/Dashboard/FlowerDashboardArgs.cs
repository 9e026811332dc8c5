using Pulumi;

namespace FlowerInfra;

/// <summary>One private, hardened Flower.</summary>
public sealed class FlowerDashboardArgs : ResourceArgs
{
    /// <summary>The host name under which people open Flower, for example <c>flower.example.internal</c>.</summary>
    [Input("host", required: true)]
    public required string Host { get; set; }

    /// <summary>
    /// The path below which Flower lives. Default: <c>/</c>. It drives Flower's <c>url_prefix</c>, the gateway, the load
    /// balancer's rule, the probes and the OAuth redirect, so that they can't differ.
    /// </summary>
    [Input("urlPrefix")]
    public string UrlPrefix { get; set; } = "/";

    /// <summary>How people sign in.</summary>
    [Input("auth", required: true)]
    public required FlowerAuth Auth { get; set; }

    /// <summary>The instance on which the write endpoints work. Default: none; the dashboard itself is read-only always.</summary>
    [Input("admin")]
    public FlowerAdminArgs? Admin { get; set; }

    /// <summary>How many tasks Flower remembers (see <see cref="FlowerWorkloadArgs.Size"/>). Default: <c>small</c>.</summary>
    [Input("size")]
    public string Size { get; set; } = FlowerSize.Small.Name;

    /// <summary>How much one asker may ask of the viewers' gateway. Default: the defaults of <see cref="RequestRatesArgs"/>.</summary>
    [Input("rates")]
    public RequestRatesArgs? Rates { get; set; }

    /// <summary>
    /// The encrypted volume for the viewers' instance. Default: none; the state is kept in memory and a restart forgets it.
    /// </summary>
    [Input("state")]
    public EncryptedStateArgs? State { get; set; }

    /// <summary>The topic that hears when an instance is unhealthy, or its security groups are changed: <see cref="AuditTrail.TopicArn"/>. Default: none.</summary>
    [Input("alertTopicArn")]
    public Input<string>? AlertTopicArn { get; set; }

    /// <summary>
    /// The log group to which a log shipper brings the gateways' audit log, for those who look for it:
    /// <see cref="AuditTrail.LogGroupName"/>. Default: none.
    /// </summary>
    [Input("logGroupName")]
    public Input<string>? LogGroupName { get; set; }

    /// <summary>The broker that Flower watches.</summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The result backend, or null when workers keep no results.</summary>
    [Input("resultBackend")]
    public BrokerArgs? ResultBackend { get; set; }

    /// <summary>The load balancer that the dashboard shares: <see cref="InternalLoadBalancer.Reference"/>.</summary>
    [Input("loadBalancer", required: true)]
    public required LoadBalancerReferenceArgs LoadBalancer { get; set; }

    /// <summary>
    /// The VPN ranges that may use this dashboard; the load balancer's rule admits no other source. Without any, the load
    /// balancer's own ranges are the limit.
    /// </summary>
    [Input("vpnCidrBlocks")]
    public List<string>? VpnCidrBlocks { get; set; }

    /// <summary>The id of the VPC.</summary>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The name of the EKS cluster.</summary>
    [Input("clusterName", required: true)]
    public required Input<string> ClusterName { get; set; }

    /// <summary>The id of the cluster's security group.</summary>
    [Input("clusterSecurityGroupId", required: true)]
    public required Input<string> ClusterSecurityGroupId { get; set; }

    /// <summary>The ARNs of the roles that deploy (see <see cref="FlowerCredentialsArgs.DeployerRoleArns"/>).</summary>
    [Input("deployerRoleArns", required: true)]
    public required List<string> DeployerRoleArns { get; set; }

    /// <summary>Flower's image, version 2.1.0 or newer.</summary>
    [Input("flowerImage", required: true)]
    public required string FlowerImage { get; set; }

    /// <summary>The image of an nginx that runs without root.</summary>
    [Input("gatewayImage", required: true)]
    public required string GatewayImage { get; set; }

    /// <summary>The namespace to create. Default: the component's name.</summary>
    [Input("namespace")]
    public string? Namespace { get; set; }

    /// <summary>
    /// Takes a namespace that exists already, instead of creating it. Its labels must enforce the restricted pod security
    /// standard; nothing here can check that before the pod is admitted. Default: false.
    /// </summary>
    [Input("useExistingNamespace")]
    public bool UseExistingNamespace { get; set; }

    /// <summary>A service account of that namespace to run as, instead of creating one.</summary>
    [Input("existingServiceAccountName")]
    public string? ExistingServiceAccountName { get; set; }

    /// <summary>An existing KMS key for the secrets (see <see cref="FlowerCredentialsArgs.KmsKeyArn"/>).</summary>
    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }

    /// <summary>The cluster's OIDC provider, for IRSA instead of Pod Identity.</summary>
    [Input("oidcProviderArn")]
    public string? OidcProviderArn { get; set; }

    /// <summary>Delivers the secrets through the External Secrets Operator. Default: false.</summary>
    [Input("deliverWithExternalSecrets")]
    public bool DeliverWithExternalSecrets { get; set; }

    /// <summary>A Lambda function that rotates the generated secrets. Default: none.</summary>
    [Input("rotationLambdaArn")]
    public Input<string>? RotationLambdaArn { get; set; }

    /// <summary>That function's role (see <see cref="FlowerCredentialsArgs.RotationRoleArn"/>).</summary>
    [Input("rotationRoleArn")]
    public string? RotationRoleArn { get; set; }

    /// <summary>Days between two automatic rotations, 1 to 90. Default: 30.</summary>
    [Input("rotateAfterDays")]
    public int RotateAfterDays { get; set; } = 30;

    /// <summary>Lets images be named by tag (weakens CKV_K8S_43). Default: false.</summary>
    [Input("allowImagesByTag")]
    public bool AllowImagesByTag { get; set; }

    /// <summary>
    /// A certificate for the host that the load balancer's listener does not have yet. One for several dashboards is named by
    /// one of them only, because the listener has it once.
    /// </summary>
    [Input("certificateArn")]
    public string? CertificateArn { get; set; }

    /// <summary>
    /// The private hosted zone in which the host's record is made; null when it is made elsewhere. Of dashboards that share a
    /// host one alone names it, because a host has one record.
    /// </summary>
    [Input("hostedZoneId")]
    public Input<string>? HostedZoneId { get; set; }

    /// <summary>The namespace of the Prometheus that may read <c>/metrics</c>; null admits none.</summary>
    [Input("prometheusNamespace")]
    public string? PrometheusNamespace { get; set; }

    /// <summary>NodeLocal DNSCache's address (see <see cref="NetworkIsolationArgs.NodeLocalDnsAddress"/>). Default: none.</summary>
    [Input("nodeLocalDnsAddress")]
    public string? NodeLocalDnsAddress { get; set; }

    /// <summary>The version of the generated secrets; a higher number rotates them. Default: 1.</summary>
    [Input("credentialsVersion")]
    public int CredentialsVersion { get; set; } = 1;

    /// <summary>Tags for everything that takes tags.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
