using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What a broker and a result backend have in common. An interface, because packages for other languages see only the
/// properties that a class declares itself.
/// </summary>
internal interface IServerArgs
{
    /// <summary>
    /// The ARN of the Secrets Manager secret whose whole value is the URL (<c>rediss://…</c> or <c>amqps://…</c>). The URL
    /// carries the password: only the secret's ARN passes through here. Either this or <see cref="Url"/>.
    /// </summary>
    /// <example>arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-url-a1B2c3</example>
    Input<string>? UrlSecretArn { get; }

    /// <summary>
    /// The URL itself, as a <c>CeleryBroker</c> gives it for one of its users. It is a secret here, even if it wasn't given as
    /// one, and the dashboard keeps it in a Secrets Manager secret of its own, under its own key.
    /// </summary>
    /// <example>{ secure: v1:… }</example>
    Input<string>? Url { get; }

    /// <summary>The ARN of the KMS key that encrypts the secret. Default: AWS's own key.</summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    Input<string>? UrlSecretKmsKeyArn { get; }

    /// <summary>The id of the server's security group. The pods' group is added to it as the source of one rule on <see cref="Port"/>.</summary>
    /// <example>sg-0a1b2c3d4e5f60718</example>
    Input<string> SecurityGroupId { get; }

    /// <summary>The server's private address ranges, to which the pods' network policy admits egress.</summary>
    /// <example>["10.40.16.0/20"]</example>
    InputList<string> CidrBlocks { get; }

    /// <summary>The TLS port. Default: 6379, which ElastiCache uses with and without TLS. Amazon MQ: 5671.</summary>
    Input<int>? Port { get; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="schemes">How a URL begins that is encrypted.</param>
    Broker Read(ArgumentReader reader, params string[] schemes) => new()
    {
        Url = ReadSecret(reader),
        GivenUrl = Url is null ? null : reader.Check(Url.ToOutput(), (url, faults) =>
        {
            faults.Require(
                UrlSecretArn is null && UrlSecretKmsKeyArn is null, reader.Key("url"), null, "is given together with the ARN of its secret or its key",
                "Give either the URL or where it is kept.");
            var isEncrypted = Array.Exists(schemes, scheme => url?.StartsWith(scheme, StringComparison.Ordinal) == true);
            faults.Require(
                isEncrypted || UnresolvedReference.StandsIn(url) || url == ShownValue.Secret, reader.Key("url"), null,
                "is not the URL of a server with TLS: its password and every task would travel in the clear",
                $"Give one that starts with {string.Join(" or ", schemes)}.");
        }),
        SecurityGroupId = SecurityGroupId.ToOutput(),
        Ranges = reader.Values<CidrBlock, ImmutableArray<CidrBlock>>("cidrBlocks", CidrBlocks, CidrBlock.TryParse, (ranges, faults) =>
        {
            faults.Require(
                ranges.Length > 0, reader.Key("cidrBlocks"), null, "no range is given", "Name the private ranges of the server's subnets.");
            return [.. ranges.OrderBy(range => range.ToString(), StringComparer.Ordinal)];
        }),
        Port = Port is null ? Output.Create(6379) : reader.Check(Port.ToOutput(), (port, faults) =>
        {
            faults.Require(port is > 0 and < 65536, reader.Key("port"), $"{port}", "is not a port", "Give a port from 1 to 65535.");
            // In the cluster's security group its rule would be DNS's, and EC2 refuses the second of two equal rules.
            faults.Require(port != 53, reader.Key("port"), "53", "is DNS's port", "Let the server listen on another one.");
        }),
    };

    private SuppliedSecret? ReadSecret(ArgumentReader reader)
    {
        var arn = Url is null ? reader.Text("urlSecretArn", UrlSecretArn, TextRule.Secret) : reader.OptionalText("urlSecretArn", UrlSecretArn, TextRule.Secret);
        var key = reader.OptionalText("urlSecretKmsKeyArn", UrlSecretKmsKeyArn, TextRule.Key);
        return Url is null ? new SuppliedSecret(arn!, key) : null;
    }
}
