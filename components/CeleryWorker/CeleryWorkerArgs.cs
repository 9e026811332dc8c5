using Pulumi;

namespace FlowerInfra;

/// <summary>A group of Celery workers of one image, in a sandbox.</summary>
public sealed class CeleryWorkerArgs : ResourceArgs
{
    /// <summary>The cluster that the workers run in.</summary>
    [Input("cluster", required: true)]
    public required ClusterArgs Cluster { get; set; }

    /// <summary>The namespace. Plain: objects depend on it. Default: the component's name.</summary>
    /// <example>orders</example>
    [Input("namespace")]
    public string? Namespace { get; set; }

    /// <summary>
    /// Whether the namespace exists already; it has to enforce the <c>restricted</c> pod security standard. Default: false.
    /// </summary>
    [Input("useExistingNamespace")]
    public bool? UseExistingNamespace { get; set; }

    /// <summary>
    /// The team's image, by digest, with <c>celery</c> and <c>python</c> on its path. It runs as user 10001, and writes to
    /// <c>/tmp</c> and <c>/dev/shm</c> only.
    /// </summary>
    /// <example>registry.example.com/orders@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef</example>
    [Input("image", required: true)]
    public required Input<string> Image { get; set; }

    /// <summary>
    /// Lets the image be named by tag, which the registry's owner can move to other content (weakens CKV_K8S_43). Default: false.
    /// </summary>
    [Input("allowImageByTag")]
    public bool? AllowImageByTag { get; set; }

    /// <summary>
    /// The application, as <c>celery --app</c> takes it: a module, or a module and a name in it. Plain: it is a word of the
    /// command.
    /// </summary>
    /// <example>orders.celery</example>
    [Input("app", required: true)]
    public required string App { get; set; }

    /// <summary>The queues that are consumed. Plain: they are words of the command. Default: <c>celery</c>.</summary>
    /// <example>["orders"]</example>
    [Input("queues")]
    public List<string>? Queues { get; set; }

    /// <summary>
    /// The text of <c>celeryconfig.py</c>, which the app loads from the module that <c>CELERY_CONFIG_MODULE</c> names. It reads the
    /// broker's URL from the file <c>/etc/celery/secrets/broker-url</c>, and the result backend's from <c>result-backend-url</c>
    /// beside it. With <see cref="Signature"/> the lines for signed messages follow it.
    /// </summary>
    [Input("configuration", required: true)]
    public required Input<string> Configuration { get; set; }

    /// <summary>
    /// The broker. A URL that is given itself, as <c>CeleryBroker.For</c> gives it, gets a secret of the workers' own, which
    /// their role alone reads, and the pods restart when it changes; <see cref="DeployerRoleArns"/> is needed then.
    /// </summary>
    [Input("broker", required: true)]
    public required BrokerArgs Broker { get; set; }

    /// <summary>The result backend. Default: none.</summary>
    [Input("resultBackend")]
    public ResultBackendArgs? ResultBackend { get; set; }

    /// <summary>
    /// What the workers sign with and whom they believe: <see cref="CeleryMessageSigning.SignatureOf"/>. Either this or
    /// <see cref="AllowUnsignedMessages"/>.
    /// </summary>
    [Input("signature")]
    public MessageSignatureArgs? Signature { get; set; }

    /// <summary>
    /// Lets the workers run what anybody with write access to the broker sends, instead of only what a signer sent (weakens
    /// FLW-SIG-04). Default: false.
    /// </summary>
    [Input("allowUnsignedMessages")]
    public bool? AllowUnsignedMessages { get; set; }

    /// <summary>
    /// The ARNs of the roles that deploy. They write the secrets with URLs that are given themselves, as <c>CeleryBroker.For</c>
    /// gives them, and administer the key of these secrets. Default: none; required with such a URL.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/flower-deployer"]</example>
    [Input("deployerRoleArns")]
    public InputList<string>? DeployerRoleArns { get; set; }

    /// <summary>
    /// The ARNs of further Secrets Manager secrets that the tasks read, by the name of their file in <c>/etc/celery/secrets</c>.
    /// Plain: each name is a file. Default: none.
    /// </summary>
    /// <example>{"payment-key": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:payment-key-a1B2c3"}</example>
    [Input("secretArns")]
    public Dictionary<string, Input<string>>? SecretArns { get; set; }

    /// <summary>The ARNs of the KMS keys that encrypt them. Default: AWS's own.</summary>
    /// <example>["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]</example>
    [Input("secretKmsKeyArns")]
    public InputList<string>? SecretKmsKeyArns { get; set; }

    /// <summary>
    /// Environment variables, none of them secret. A <c>PYTHONPATH</c> stands behind the configuration's. Plain: the names are
    /// checked before anything is created. Default: none.
    /// </summary>
    /// <example>{"DJANGO_SETTINGS_MODULE": "orders.settings"}</example>
    [Input("environment")]
    public Dictionary<string, Input<string>>? Environment { get; set; }

    /// <summary>
    /// Where the tasks may connect to besides the cluster's DNS, the broker and the result backend. Plain: each has a rule.
    /// Default: nowhere.
    /// </summary>
    [Input("allowedDestinations")]
    public List<WorkerDestinationArgs>? AllowedDestinations { get; set; }

    /// <summary>
    /// The name of a RuntimeClass that runs the pods in a sandbox with a kernel of its own, such as gVisor's or Kata's.
    /// Default: the nodes' own.
    /// </summary>
    /// <example>gvisor</example>
    [Input("runtimeClassName")]
    public Input<string>? RuntimeClassName { get; set; }

    /// <summary>
    /// Runs each task in its own child process: no task finds what another left in memory. The child still has what the worker has
    /// in memory, because Celery forks it and starts no new program. It costs the fork for each task. Default: false.
    /// </summary>
    [Input("oneTaskPerProcess")]
    public bool? OneTaskPerProcess { get; set; }

    /// <summary>How many tasks a pod runs at once. Plain: it is a word of the command. Default: 2.</summary>
    [Input("concurrency")]
    public int? Concurrency { get; set; }

    /// <summary>
    /// How many seconds a task may take. One that takes longer is killed; a pod that ends waits that long, and 30 seconds more.
    /// Plain: it is a word of the command. Default: 300.
    /// </summary>
    [Input("longestTaskSeconds")]
    public int? LongestTaskSeconds { get; set; }

    /// <summary>
    /// A pod's CPU limit in thousandths of a processor. A tenth is requested. Plain: it is checked before anything is created.
    /// Default: 1000.
    /// </summary>
    [Input("cpuMillicores")]
    public int? CpuMillicores { get; set; }

    /// <summary>
    /// A pod's memory in MiB, requested and limited; what stands in <c>/tmp</c> counts. Plain: it is checked before anything is
    /// created. Default: 512.
    /// </summary>
    [Input("memoryMiB")]
    public int? MemoryMiB { get; set; }

    /// <summary>How many MiB fit into <c>/tmp</c>. Plain: it is checked before anything is created. Default: 64.</summary>
    [Input("temporaryMiB")]
    public int? TemporaryMiB { get; set; }

    /// <summary>
    /// How many pods there are; with <see cref="Scaling"/> KEDA decides that. Plain: it is checked before anything is created.
    /// Default: 2.
    /// </summary>
    [Input("replicas")]
    public int? Replicas { get; set; }

    /// <summary>Scales the pods by the queues' length with KEDA instead. Default: <see cref="Replicas"/> stays.</summary>
    [Input("scaling")]
    public QueueScalingArgs? Scaling { get; set; }

    /// <summary>
    /// Whether the External Secrets Operator brings the secrets instead of the Secrets Store CSI driver. Default: false.
    /// </summary>
    [Input("deliverWithExternalSecrets")]
    public bool? DeliverWithExternalSecrets { get; set; }

    /// <summary>
    /// The ARN of the topic that hears about changes of the pods' security group, such as an audit trail's. Default: none.
    /// </summary>
    /// <example>arn:aws:sns:eu-west-1:123456789012:alerts</example>
    [Input("alertTopicArn")]
    public Input<string>? AlertTopicArn { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    /// <example>{"team": "orders"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
