using Pulumi;

namespace FlowerInfra;

/// <summary>An existing Celery broker that Flower watches.</summary>
public sealed class BrokerArgs : ResourceArgs, IServerArgs
{
    /// <inheritdoc />
    [Input("urlSecretArn")]
    public Input<string>? UrlSecretArn { get; set; }

    /// <inheritdoc />
    [Input("url")]
    public Input<string>? Url
    {
        get;
        set => field = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    /// <inheritdoc />
    [Input("urlSecretKmsKeyArn")]
    public Input<string>? UrlSecretKmsKeyArn { get; set; }

    /// <inheritdoc />
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <inheritdoc />
    [Input("cidrBlocks", required: true)]
    public required InputList<string> CidrBlocks { get; set; }

    /// <inheritdoc />
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>
    /// The certificate authority that signs the broker's certificate, as PEM, with its line breaks. Default: the image's public
    /// authorities.
    /// </summary>
    /// <example>-----BEGIN CERTIFICATE-----…</example>
    [Input("certificateAuthority")]
    public Input<string>? CertificateAuthority { get; set; }

    /// <summary>
    /// Lets Flower send nothing to any worker: it has events, tasks, results, queue lengths and metrics, and no pages about workers,
    /// whose <c>-E</c> or <c>worker_send_task_events</c> has to be on. Works only with a login that has no right to reach them,
    /// such as a <c>strict</c> user of a broker. Default: false.
    /// </summary>
    [Input("reachNoWorker")]
    public bool? ReachNoWorker { get; set; }

    /// <summary>
    /// The queues of a RabbitMQ whose tasks go through the topic exchange <c>tasks</c>, as <see cref="CelerySettings"/> sets it. Flower
    /// sends tasks there too, and needs no right on the default exchange, through which every queue is reached. Plain: they stand in
    /// Celery's configuration. Default: none, Flower sends to the default exchange.
    /// </summary>
    /// <example>["celery", "mail"]</example>
    [Input("topicQueues")]
    public List<string>? TopicQueues { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal Broker Read(ArgumentReader reader) => ((IServerArgs)this).Read(reader, "amqps://", "rediss://") with
    {
        ReachesNoWorker = ReachNoWorker == true,
        TopicQueues = TopicQueues is null ? [] : QueueNames.Read(reader, "topicQueues", TopicQueues),
        CertificateAuthority = CertificateAuthority is null ? null : AuthorityCertificates.Read(reader, "certificateAuthority", CertificateAuthority),
    };
}
