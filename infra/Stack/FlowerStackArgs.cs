using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A stack's configuration: what its dashboards share, and the dashboards. A key that a dashboard leaves out has the value that
/// stands here.
/// </summary>
[KeyDefault("audit.deployerRoleArns", "deployerRoleArns", IsFixed = true)]
[KeyDefault("audit.flowLogs.vpcId", "cluster.vpcId")]
[KeyDefault("audit.logBucket.prefixes", Text = "`flower-lb`, under which the stack's load balancer delivers")]
[KeyDefault("audit.tags", "tags")]
[KeyDefault("celery.broker.alertTopicArn", Text = "the topic of `audit`")]
[KeyDefault("celery.broker.deployerRoleArns", "deployerRoleArns", IsFixed = true)]
[KeyDefault("celery.broker.server.amazonMq.vpcId", "cluster.vpcId")]
[KeyDefault("celery.broker.server.elastiCache.vpcId", "cluster.vpcId")]
[KeyDefault("celery.broker.tags", "tags")]
[KeyDefault("celery.clients.NAME.broker", IsFixed = true)]
[KeyDefault("celery.clients.NAME.queues", "celery.broker.queues")]
[KeyDefault("celery.clients.NAME.role", IsFixed = true)]
[KeyDefault("celery.clients.NAME.signMessages", IsFixed = true)]
[KeyDefault("celery.workers.NAME.alertTopicArn", Text = "the topic of `audit`")]
[KeyDefault("celery.workers.NAME.broker", "broker", Text = "`broker`, or `celery.broker` as its user of the worker's name")]
[KeyDefault("celery.workers.NAME.cluster", "cluster", IsFixed = true)]
[KeyDefault("celery.workers.NAME.configuration", IsFixed = true)]
[KeyDefault("celery.workers.NAME.deliverWithExternalSecrets", "deliverWithExternalSecrets")]
[KeyDefault("celery.workers.NAME.deployerRoleArns", "deployerRoleArns", IsFixed = true)]
[KeyDefault("celery.workers.NAME.queues", "celery.broker.queues")]
[KeyDefault("celery.workers.NAME.resultBackend", "resultBackend", Text = "`resultBackend`, or `celery.broker`")]
[KeyDefault("celery.workers.NAME.signature", IsFixed = true)]
[KeyDefault("celery.workers.NAME.tags", "tags")]
[KeyDefault("dashboards.NAME.alertTopicArn", Text = "the topic of `audit`")]
[KeyDefault("dashboards.NAME.broker", "broker", Text = "`broker`, or `celery.broker` as its user of the dashboard's name")]
[KeyDefault("dashboards.NAME.cluster", "cluster", IsFixed = true)]
[KeyDefault("dashboards.NAME.deliverWithExternalSecrets", "deliverWithExternalSecrets")]
[KeyDefault("dashboards.NAME.deployerRoleArns", "deployerRoleArns", IsFixed = true)]
[KeyDefault("dashboards.NAME.hostedZoneId", "hostedZoneId", IsFixed = true)]
[KeyDefault("dashboards.NAME.images", "images")]
[KeyDefault("dashboards.NAME.kmsKeyArn", "kmsKeyArn")]
[KeyDefault("dashboards.NAME.loadBalancer", "existingLoadBalancer", IsFixed = true, Text = "the stack's")]
[KeyDefault("dashboards.NAME.logGroupName", Text = "the log group of `audit`")]
[KeyDefault("dashboards.NAME.resultBackend", "resultBackend", Text = "`resultBackend`, or `celery.broker`")]
[KeyDefault("dashboards.NAME.rotation", "rotation")]
[KeyDefault("dashboards.NAME.state.deployerRoleArns", "deployerRoleArns", IsFixed = true)]
[KeyDefault("dashboards.NAME.tags", "tags")]
[KeyDefault("dashboards.NAME.vpnCidrBlocks", "loadBalancer.vpnCidrBlocks", "existingLoadBalancer.vpnCidrBlocks")]
[KeyDefault("loadBalancer.accessLogsBucket", Text = "the bucket of `audit`")]
[KeyDefault("loadBalancer.alertTopicArn", Text = "the topic of `audit`")]
[KeyDefault("loadBalancer.hostedZoneId", "hostedZoneId", IsFixed = true)]
[KeyDefault("loadBalancer.hostNames", IsFixed = true)]
[KeyDefault("loadBalancer.logKmsKeyArn", Text = "the key of `audit`")]
[KeyDefault("loadBalancer.region", IsFixed = true)]
[KeyDefault("loadBalancer.tags", "tags")]
[KeyDefault("loadBalancer.vpcId", "cluster.vpcId")]
[KeyDefault("logShipping.cluster", "cluster", IsFixed = true)]
[KeyDefault("logShipping.logGroupName", Text = "the log group of `audit`")]
[KeyDefault("logShipping.sourceNamespaces", Text = "those of the dashboards and workers")]
[KeyDefault("logShipping.tags", "tags")]
[MovedKey("accessLogsBucket", "loadBalancer.accessLogsBucket")]
[MovedKey("allowDeletion", "loadBalancer.allowDeletion")]
[MovedKey("allowImagesByTag", "images.allowImagesByTag")]
[MovedKey("certificateArn", "loadBalancer.certificateArn")]
[MovedKey("clusterName", "cluster.name")]
[MovedKey("clusterSecurityGroupId", "cluster.securityGroupId")]
[MovedKey("flowerImage", "images.flower")]
[MovedKey("gatewayImage", "images.gateway")]
[MovedKey("issuedCertificate", "loadBalancer.issuedCertificate")]
[MovedKey("nodeLocalDnsAddress", "cluster.nodeLocalDnsAddress")]
[MovedKey("oidcProviderArn", "cluster.oidcProviderArn")]
[MovedKey("prometheusNamespace", "cluster.prometheusNamespace")]
[MovedKey("requestsPerFiveMinutes", "loadBalancer.requestsPerFiveMinutes")]
[MovedKey("rotateAfterDays", "rotation.afterDays")]
[MovedKey("rotationLambdaArn", "rotation.lambdaArn")]
[MovedKey("rotationRoleArn", "rotation.roleArn")]
[MovedKey("subnetCidrBlocks", "loadBalancer.subnetCidrBlocks")]
[MovedKey("subnetIds", "loadBalancer.subnetIds")]
[MovedKey("tlsPolicy", "loadBalancer.tlsPolicy")]
[MovedKey("usersBehindOneAddress", "loadBalancer.usersBehindOneAddress")]
[MovedKey("vpcId", "cluster.vpcId")]
[MovedKey("vpnCidrBlocks", "loadBalancer.vpnCidrBlocks")]
[MovedKey("vpnPrefixListIds", "loadBalancer.vpnPrefixListIds")]
[MovedKey("webAclArn", "loadBalancer.webAclArn")]
[MovedKey("withoutWebAcl", "loadBalancer.withoutWebAcl")]
public sealed class FlowerStackArgs : ResourceArgs
{
    /// <summary>The id of the AWS account. A deployment with another account's credentials stops before the first resource.</summary>
    /// <example>123456789012</example>
    [Input("accountId", required: true)]
    public required string AccountId { get; set; }

    /// <summary>The EKS cluster. Nothing goes to another cluster. The current kubeconfig doesn't count.</summary>
    [Input("cluster", required: true)]
    public required ClusterArgs Cluster { get; set; }

    /// <summary>
    /// The ARNs of the roles that deploy. They administer the keys and the log bucket, write the secrets and read them back. An
    /// update by anybody else is refused before the first resource.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/flower-deployer"]</example>
    [Input("deployerRoleArns", required: true)]
    public required InputList<string> DeployerRoleArns { get; set; }

    /// <summary>
    /// The load balancer that all dashboards share. Either this or <see cref="ExistingLoadBalancer"/>; neither where every instance has
    /// <see cref="FlowerAuthArgs.DjangoProxy"/>.
    /// </summary>
    [Input("loadBalancer")]
    public InternalLoadBalancerArgs? LoadBalancer { get; set; }

    /// <summary>A load balancer that somebody else keeps, in place of <see cref="LoadBalancer"/>.</summary>
    [Input("existingLoadBalancer")]
    public LoadBalancerReferenceArgs? ExistingLoadBalancer { get; set; }

    /// <summary>
    /// The private hosted zone in which a record is made for each host. Default: the records are made elsewhere, and lead to the
    /// stack's output <c>loadBalancerDnsName</c>.
    /// </summary>
    /// <example>Z0A1B2C3D4E5F6PRIVAT</example>
    [Input("hostedZoneId")]
    public Input<string>? HostedZoneId { get; set; }

    /// <summary>The images of the pods. Default: each dashboard has its own.</summary>
    [Input("images")]
    public ImagesArgs? Images { get; set; }

    /// <summary>The broker that Flower watches. Default: each dashboard has its own.</summary>
    [Input("broker")]
    public BrokerArgs? Broker { get; set; }

    /// <summary>The result backend. Default: none; workers keep no results.</summary>
    [Input("resultBackend")]
    public ResultBackendArgs? ResultBackend { get; set; }

    /// <summary>A function that rotates the generated secrets. Default: rotation by <c>credentialsVersion</c> alone.</summary>
    [Input("rotation")]
    public RotationArgs? Rotation { get; set; }

    /// <summary>
    /// The ARN of an existing KMS key for the dashboards' secrets. Its policy has to let the workloads' roles and
    /// <see cref="BasicAuthArgs.PasswordReaderRoleArns"/> decrypt through Secrets Manager, and deployers and the rotation's role
    /// encrypt too. Default: a key for each instance.
    /// </summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }

    /// <summary>
    /// Delivers the secrets through the External Secrets Operator, which needs <see cref="ClusterArgs.OidcProviderArn"/> and
    /// keeps a copy in etcd: the cluster's secrets must be encrypted (EKS.3). Default: false, the Secrets Store CSI driver.
    /// </summary>
    [Input("deliverWithExternalSecrets")]
    public bool? DeliverWithExternalSecrets { get; set; }

    /// <summary>
    /// Tags for everything that takes tags. <c>managed-by: pulumi</c> and the stack's name as <c>stack</c> are among them, unless
    /// other values are given.
    /// </summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }

    /// <summary>What is logged, for how long, and who hears about it. Default: no audit trail, which the controls report.</summary>
    [Input("audit")]
    public AuditTrailArgs? Audit { get; set; }

    /// <summary>
    /// Brings what the pods write to the log group, where Fluent Bit runs. Default: the platform ships it, or the alarms on sign-ins
    /// never go off.
    /// </summary>
    [Input("logShipping")]
    public LogShippingArgs? LogShipping { get; set; }

    /// <summary>The broker, and what the applications need to use it. Default: they are not this stack's.</summary>
    [Input("celery")]
    public CeleryStackArgs? Celery { get; set; }

    /// <summary>The dashboards by their names: DNS labels of at most 30 characters.</summary>
    [Input("dashboards", required: true)]
    public required Dictionary<string, FlowerDashboardArgs> Dashboards { get; set; }

    /// <summary>The failures that the stack accepts, by the id of the control. Default: none.</summary>
    [Input("waivers")]
    public Dictionary<string, WaiverArgs>? Waivers { get; set; }

    /// <summary>
    /// What a development stack leaves out for as long as it is one, by the id of the control: why. It weakens the stack. It has no
    /// end, and a control whose failure is critical can't be left out. Default: nothing.
    /// </summary>
    /// <example>{"FLW-LB-10": "development is taken down and built again"}</example>
    [Input("leftOutOfDevelopment")]
    public Dictionary<string, Input<string>>? LeftOutOfDevelopment { get; set; }

    /// <summary>
    /// The controls that another stack or another team meets where this plan can't show it, by their id: who meets it and how. It
    /// weakens what the plan proves. It has no end, and a control whose failure is critical can't be met elsewhere. Default: none.
    /// </summary>
    /// <example>{"FLW-LOG-03": "the VPC's flow logs are in the network team's stack"}</example>
    [Input("metElsewhere")]
    public Dictionary<string, Input<string>>? MetElsewhere { get; set; }
}
