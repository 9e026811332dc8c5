using Pulumi;

namespace FlowerInfra;

/// <summary>The result backend in which workers keep results: Redis or Valkey over TLS.</summary>
public sealed class ResultBackendArgs : ResourceArgs, IServerArgs
{
    /// <inheritdoc />
    /// <example>arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-results-url-b2C3d4</example>
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
    /// <example>sg-0a1b2c3d4e5f60719</example>
    [Input("securityGroupId", required: true)]
    public required Input<string> SecurityGroupId { get; set; }

    /// <inheritdoc />
    [Input("cidrBlocks", required: true)]
    public required InputList<string> CidrBlocks { get; set; }

    /// <inheritdoc />
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>
    /// Whether it is the broker's own server, such as another database of the same Redis. The broker's security group rules
    /// then serve it too, because AWS refuses the same rule twice. Default: false.
    /// </summary>
    [Input("isBrokersServer")]
    public bool? IsBrokersServer { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="broker">The broker beside it.</param>
    internal Broker Read(ArgumentReader reader, Broker broker) =>
        Beside(reader, broker, ((IServerArgs)this).Read(reader, "rediss://") with { IsBrokersServer = IsBrokersServer == true });

    /// <summary>Whether two servers would need the same security group rule.</summary>
    /// <param name="port">The port of the one.</param>
    /// <param name="otherPort">The port of the other.</param>
    /// <param name="group">The security group of the one.</param>
    /// <param name="otherGroup">The security group of the other.</param>
    internal static bool HaveOneRule(int port, int otherPort, string group, string otherGroup) =>
        port == otherPort && group == otherGroup && group.Length > 0;

    /// <summary>Checks whether a result backend goes with a broker.</summary>
    /// <param name="reader">Reads the result backend's arguments.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="backend">The result backend.</param>
    internal static Broker Beside(ArgumentReader reader, Broker broker, Broker backend)
    {
        var arns = Output.Tuple(backend.UrlArn, broker.UrlArn);
        var servers = Output.Tuple(backend.Port, broker.Port, backend.SecurityGroupId, broker.SecurityGroupId);
        return backend with
        {
            // https://github.com/aws/secrets-store-csi-driver-provider-aws/issues/50
            Url = backend.Url is null ? null : backend.Url with
            {
                Arn = reader.Check(arns, (it, faults) => faults.Require(
                    it.Item1 != it.Item2 || UnresolvedReference.StandsIn(it.Item1), reader.Key("urlSecretArn"), it.Item1,
                    "is also the broker's secret, and the Secrets Store CSI driver mounts a secret only once",
                    "Store the result backend's URL in a secret of its own.")).Apply(it => it.Item1),
            },
            Port = reader.Check(servers, (it, faults) =>
            {
                var (port, brokersPort, group, brokersGroup) = it;
                faults.Require(
                    !backend.IsBrokersServer || port == brokersPort, reader.Key("isBrokersServer"), "true",
                    $"contradicts the ports {port} and {brokersPort}", "Leave it out, or give the broker's port.");
                faults.Require(
                    backend.IsBrokersServer || !HaveOneRule(port, brokersPort, group, brokersGroup), reader.Key("isBrokersServer"), null,
                    "is missing: the security group and the port are the broker's, and AWS refuses one rule twice",
                    "Set it to true, if the two are one server.");
            }).Apply(it => it.Item1),
        };
    }
}
