using Pulumi;

namespace FlowerInfra;

/// <summary>The Celery settings of a team's own code.</summary>
public sealed class CelerySettingsArgs : ResourceArgs
{
    /// <summary>Whose they are: one of <see cref="CeleryRole"/>. Plain: it decides what the file says.</summary>
    /// <example>client</example>
    [Input("role", required: true)]
    public required string Role { get; set; }

    /// <summary>The broker's kind: one of <see cref="BrokerKind"/>. Plain: it decides what the file says. Default: <c>redis</c>.</summary>
    /// <example>redis</example>
    [Input("broker")]
    public string? Broker { get; set; }

    /// <summary>
    /// The queues that the code sends to or takes from. A task that names no queue goes to the first. Plain: they stand in the
    /// file. Default: Celery's own,
    /// <c>celery</c>.
    /// </summary>
    /// <example>["orders"]</example>
    [Input("queues")]
    public List<string>? Queues { get; set; }

    /// <summary>Whether results are kept, in a Redis whose URL has its own secret. Default: true.</summary>
    [Input("keepResults")]
    public bool? KeepResults { get; set; }

    /// <summary>
    /// The directory into which the secrets are mounted, as files <c>broker-url</c> and <c>result-backend-url</c>. Plain: it stands in the file. Default:
    /// <c>/etc/celery/secrets</c>.
    /// </summary>
    /// <example>/etc/celery/secrets</example>
    [Input("secretsDirectory")]
    public string? SecretsDirectory { get; set; }

    /// <summary>
    /// The directory into which the ConfigMap is mounted, and which the code has on its <c>PYTHONPATH</c>. Plain: it stands in the file. Default:
    /// <c>/etc/celery/config</c>, as in a <see cref="CeleryWorker"/>.
    /// </summary>
    /// <example>/etc/celery</example>
    [Input("directory")]
    public string? Directory { get; set; }

    /// <summary>
    /// The certificate authority that signs the broker's certificate, as PEM. Default: the image's public authorities.
    /// </summary>
    /// <example>-----BEGIN CERTIFICATE-----…</example>
    [Input("certificateAuthority")]
    public Input<string>? CertificateAuthority { get; set; }

    /// <summary>
    /// How messages are written and read. <c>json</c> is the only one that is accepted: reading <c>pickle</c> runs the code of
    /// whoever wrote the message. Plain: another one is refused at once. Default: <c>json</c>.
    /// </summary>
    /// <example>json</example>
    [Input("serializer")]
    public string? Serializer { get; set; }

    /// <summary>
    /// For how many seconds a task may run at most, 1 to 43,200; the worker stops it then. A Redis hands a task that isn't
    /// acknowledged to another worker after twice as long, and after an hour at the earliest: that is also the longest that an
    /// <c>eta</c> may lie ahead. Plain: it stands in the file. Default: 1800.
    /// </summary>
    [Input("longestTaskSeconds")]
    public int? LongestTaskSeconds { get; set; }

    /// <summary>How many tasks each process of a worker takes ahead of time, 1 to 100. Plain: it stands in the file. Default: 1.</summary>
    [Input("prefetch")]
    public int? Prefetch { get; set; }

    /// <summary>
    /// Whether tasks send the events that Flower shows. Default: true; a dashboard that reaches no worker can't turn them on.
    /// </summary>
    [Input("sendEvents")]
    public bool? SendEvents { get; set; }

    /// <summary>
    /// Whether the code signs what it sends and takes signed messages alone: the settings end as <see cref="CeleryMessageSigning.Settings"/>
    /// does, and the code calls <c>app.setup_security()</c>. Plain: it decides what the file says. Default: false.
    /// </summary>
    [Input("signMessages")]
    public bool? SignMessages { get; set; }

    /// <summary>The namespace of the ConfigMap. Default: there is none, and <c>render</c> alone writes the file.</summary>
    /// <example>orders</example>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal CelerySettingsModel Read(ArgumentReader reader)
    {
        reader.Require(
            Role is CeleryRole.Client or CeleryRole.Worker, "role", Role, "is not a role", $"Give {CeleryRole.Client} or {CeleryRole.Worker}.");
        reader.Require(
            Broker is null or BrokerKind.Redis or BrokerKind.RabbitMq, "broker", Broker, "is not a kind of broker",
            $"Give {BrokerKind.Redis} or {BrokerKind.RabbitMq}.");
        CheckSerializer(reader, Serializer ?? "json");
        CheckDirectory(reader, "secretsDirectory", SecretsDirectory);
        CheckDirectory(reader, "directory", Directory);
        reader.Require(
            LongestTaskSeconds is null or >= 1 and <= 43_200, "longestTaskSeconds", $"{LongestTaskSeconds}", "is not from 1 to 43200",
            "Split a task that runs longer than twelve hours.");
        reader.Require(Prefetch is null or >= 1 and <= 100, "prefetch", $"{Prefetch}", "is not from 1 to 100", "Give 1 for tasks of different length.");
        return new CelerySettingsModel
        {
            IsWorker = Role == CeleryRole.Worker,
            NamespaceName = reader.OptionalText("namespace", Namespace, TextRule.KubernetesName),
            IsRabbitMq = Broker == BrokerKind.RabbitMq,
            Queues = QueueNames.Read(reader, "queues", Queues),
            HasResults = KeepResults != false,
            SecretsDirectory = SecretsDirectory ?? WorkerFiles.SecretsDirectory,
            Directory = Directory ?? WorkerFiles.Directory,
            CertificateAuthority = CertificateAuthority is null
                ? null
                : AuthorityCertificates.Read(reader, "certificateAuthority", CertificateAuthority),
            LongestTaskSeconds = LongestTaskSeconds ?? 1800,
            Prefetch = Prefetch ?? 1,
            SendsEvents = SendEvents != false,
        };
    }

    private static void CheckSerializer(ArgumentReader reader, string serializer)
    {
        reader.Require(
            serializer is not ("pickle" or "application/x-python-serialize"), "serializer", serializer,
            "runs the code of whoever wrote a message, in every process that reads it", "Write json, and send ids instead of objects.");
        reader.Require(
            serializer is not ("yaml" or "application/x-yaml"), "serializer", serializer, "can turn what it reads into objects", "Write json.");
        reader.Require(serializer is "json" or "application/json", "serializer", serializer, "is not one that these settings accept", "Write json.");
    }

    private static void CheckDirectory(ArgumentReader reader, string key, string? directory) => reader.Require(
        directory is null || (directory.StartsWith('/') && directory.Length > 1 && !directory.EndsWith('/') && !directory.Split('/').Contains("..")),
        key, directory, "is not the path of a directory", "Give an absolute path without a slash at its end, such as /etc/celery.");
}
