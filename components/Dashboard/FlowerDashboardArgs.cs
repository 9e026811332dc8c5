using Pulumi;

namespace FlowerInfra;

/// <summary>One private, hardened Flower.</summary>
public sealed class FlowerDashboardArgs : ResourceArgs
{
    /// <summary>
    /// The host name under which people open Flower, for example <c>flower.example.internal</c>. Plain: its DNS record is
    /// named after it.
    /// </summary>
    /// <example>flower.example.com</example>
    [Input("host", required: true)]
    public required string Host { get; set; }

    /// <summary>
    /// The path below which Flower lives. Plain: it drives Flower's <c>url_prefix</c>, the gateway, the load balancer's rule, the
    /// probes and the OAuth redirect, which can't differ. Default: <c>/</c>.
    /// </summary>
    /// <example>/flower</example>
    [Input("urlPrefix")]
    public string? UrlPrefix { get; set; }

    /// <summary>How people sign in.</summary>
    [Input("auth", required: true)]
    public required FlowerAuthArgs Auth { get; set; }

    /// <summary>The instance on which the write endpoints work. Default: none; the dashboard itself is read-only always.</summary>
    [Input("admin")]
    public FlowerAdminArgs? Admin { get; set; }

    /// <summary>
    /// How many tasks Flower remembers: <see cref="DashboardSize.Small"/> (10,000), <see cref="DashboardSize.Medium"/>
    /// (50,000) or <see cref="DashboardSize.Large"/> (100,000). Plain: memory, grace period and save interval follow from it.
    /// Default: <c>small</c>.
    /// </summary>
    /// <example>medium</example>
    [Input("size")]
    public string? Size { get; set; }

    /// <summary>How many requests the viewers' gateway takes from one asker. Default: the defaults of <see cref="RequestRatesArgs"/>.</summary>
    [Input("rates")]
    public RequestRatesArgs? Rates { get; set; }

    /// <summary>
    /// The encrypted volume for the viewers' instance. Default: none; the state is kept in memory and a restart forgets it.
    /// </summary>
    [Input("state")]
    public EncryptedStateArgs? State { get; set; }

    /// <summary>The broker that Flower watches.</summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The result backend. Default: none; workers keep no results.</summary>
    [Input("resultBackend")]
    public ResultBackendArgs? ResultBackend { get; set; }

    /// <summary>
    /// The load balancer that the dashboard shares: an <see cref="InternalLoadBalancer"/>, or one of another stack. Required, unless
    /// every instance has <see cref="FlowerAuthArgs.DjangoProxy"/>.
    /// </summary>
    [Input("loadBalancer")]
    public LoadBalancerReferenceArgs? LoadBalancer { get; set; }

    /// <summary>
    /// The VPN ranges that may use this dashboard; the load balancer's rule admits no other source. Plain: they decide how many
    /// rules there are. Without any, the load balancer's own ranges are the limit.
    /// </summary>
    /// <example>["10.8.0.0/16"]</example>
    [Input("vpnCidrBlocks")]
    public List<string>? VpnCidrBlocks { get; set; }

    /// <summary>The EKS cluster.</summary>
    [Input("cluster", required: true)]
    public required ClusterArgs Cluster { get; set; }

    /// <summary>The images of the pods.</summary>
    [Input("images", required: true)]
    public required ImagesArgs Images { get; set; }

    /// <summary>
    /// The ARNs of the roles that deploy. They administer the keys, write the secrets and read them back, as the provider does.
    /// Besides them, the workload's role, the rotation's and <see cref="BasicAuthArgs.PasswordReaderRoleArns"/>, everyone is denied by
    /// resource policy, administrators included. An update by anybody else is refused.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/flower-deployer"]</example>
    [Input("deployerRoleArns", required: true)]
    public required InputList<string> DeployerRoleArns { get; set; }

    /// <summary>
    /// The version of the generated secrets. A higher number generates new passwords and a new cookie secret and restarts the
    /// pod. Plain: whether it rises decides what is generated anew. Default: 1.
    /// </summary>
    [Input("credentialsVersion")]
    public int? CredentialsVersion { get; set; }

    /// <summary>A function that rotates the generated secrets. Default: rotation by <see cref="CredentialsVersion"/> alone.</summary>
    [Input("rotation")]
    public RotationArgs? Rotation { get; set; }

    /// <summary>
    /// The ARN of an existing KMS key for the secrets. Its policy has to let the workload's role and
    /// <see cref="BasicAuthArgs.PasswordReaderRoleArns"/> decrypt through Secrets Manager, and deployers and the rotation's role encrypt too.
    /// Default: a key for each instance.
    /// </summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }

    /// <summary>
    /// Delivers the secrets through the External Secrets Operator, which needs <see cref="ClusterArgs.OidcProviderArn"/> and
    /// keeps a copy in etcd: the cluster's secrets must be encrypted (EKS.3). Plain. Default: false, the Secrets Store
    /// CSI driver.
    /// </summary>
    [Input("deliverWithExternalSecrets")]
    public bool? DeliverWithExternalSecrets { get; set; }

    /// <summary>
    /// The namespace. Plain: the administrators' is named after it. Default: one is created, with the component's name.
    /// </summary>
    /// <example>flower</example>
    [Input("namespace")]
    public string? Namespace { get; set; }

    /// <summary>
    /// Takes a namespace that exists already, instead of creating it. Its labels must enforce the restricted pod security
    /// standard; nothing here can check that before the pod is admitted. Plain. Default: false.
    /// </summary>
    [Input("useExistingNamespace")]
    public bool? UseExistingNamespace { get; set; }

    /// <summary>
    /// A service account of that namespace to run as. Plain: it decides whether one is created. Default: one is.
    /// </summary>
    /// <example>flower</example>
    [Input("existingServiceAccountName")]
    public string? ExistingServiceAccountName { get; set; }

    /// <summary>
    /// A certificate for the host that the load balancer's listener does not have yet. One for several dashboards is named by
    /// one of them only, because the listener has it once.
    /// </summary>
    /// <example>arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("certificateArn")]
    public Input<string>? CertificateArn { get; set; }

    /// <summary>
    /// The private hosted zone in which the host's record is made. Of dashboards that share a host one alone names it, because
    /// a host has one record. Default: the record is made elsewhere.
    /// </summary>
    [Input("hostedZoneId")]
    public Input<string>? HostedZoneId { get; set; }

    /// <summary>
    /// The topic that hears when an instance is unhealthy, or its security groups are changed: <see cref="AuditTrail.TopicArn"/>.
    /// Default: none.
    /// </summary>
    /// <example>arn:aws:sns:eu-west-1:123456789012:flower-alerts</example>
    [Input("alertTopicArn")]
    public Input<string>? AlertTopicArn { get; set; }

    /// <summary>
    /// The log group to which a log shipper brings the gateways' audit log, for people who look for it:
    /// <see cref="AuditTrail.LogGroupName"/>. Default: none.
    /// </summary>
    /// <example>/aws/containers/flower</example>
    [Input("logGroupName")]
    public Input<string>? LogGroupName { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
