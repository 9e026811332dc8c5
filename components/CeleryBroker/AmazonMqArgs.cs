using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A RabbitMQ that is created on Amazon MQ: in private subnets, TLS only. AWS has no resource for its users, so that
/// <c>render</c> writes their definitions and the commands that load them. Amazon MQ encrypts it at rest with a key of its own,
/// and takes no customer key for RabbitMQ
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-amazonmq-broker-encryptionoptions.html).
/// </summary>
public sealed class AmazonMqArgs : ResourceArgs
{
    /// <summary>The id of the VPC.</summary>
    /// <example>vpc-0a1b2c3d4e5f60718</example>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The ids of the private subnets, in different zones: two or more, or exactly one with <see cref="SingleInstance"/>.</summary>
    /// <example>["subnet-0a1b2c3d4e5f60720", "subnet-0a1b2c3d4e5f60721"]</example>
    [Input("subnetIds", required: true)]
    public required InputList<string> SubnetIds { get; set; }

    /// <summary>The subnets' ranges, to which pods' network policies admit egress.</summary>
    /// <example>["10.40.16.0/24", "10.40.17.0/24"]</example>
    [Input("subnetCidrBlocks", required: true)]
    public required InputList<string> SubnetCidrBlocks { get; set; }

    /// <summary>RabbitMQ's version. Default: 3.13.</summary>
    /// <example>3.13</example>
    [Input("engineVersion")]
    public Input<string>? EngineVersion { get; set; }

    /// <summary>The instances' type. Default: <c>mq.m5.large</c>.</summary>
    /// <example>mq.m5.large</example>
    [Input("instanceType")]
    public Input<string>? InstanceType { get; set; }

    /// <summary>
    /// Creates one instance in one zone instead of a cluster. For development only. Default: false.
    /// </summary>
    [Input("singleInstance")]
    public bool? SingleInstance { get; set; }

    /// <summary>
    /// The id of the security group from which the commands that <c>render</c> writes are run: it reaches the management interface,
    /// port 443. Default: nobody does.
    /// </summary>
    /// <example>sg-0a1b2c3d4e5f60721</example>
    [Input("managementSecurityGroupId")]
    public Input<string>? ManagementSecurityGroupId { get; set; }

    /// <summary>The virtual host that the application has for itself. Plain: it stands in rendered files. Default: <c>celery</c>.</summary>
    /// <example>celery</example>
    [Input("virtualHost")]
    public string? VirtualHost { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal AmazonMqServer Read(ArgumentReader reader) => new(
        VpcId.ToOutput(),
        CreatedServer.ReadSubnets(reader, SubnetIds, SingleInstance == true),
        CreatedServer.ReadRanges(reader, SubnetCidrBlocks),
        RabbitMqNames.ReadVirtualHost(reader, VirtualHost))
    {
        EngineVersion = reader.OptionalText("engineVersion", EngineVersion, TextRule.EngineVersion) ?? Output.Create("3.13"),
        InstanceType = reader.OptionalText("instanceType", InstanceType, TextRule.BrokerInstance) ?? Output.Create("mq.m5.large"),
        IsSingleInstance = SingleInstance == true,
        ManagementSecurityGroupId = ManagementSecurityGroupId?.ToOutput(),
    };
}

/// <summary>A RabbitMQ to create, read and checked.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="SubnetIds">Its private subnets.</param>
/// <param name="Ranges">Their ranges.</param>
/// <param name="VirtualHost">The virtual host.</param>
internal sealed record AmazonMqServer(
    Output<string> VpcId, Output<ImmutableArray<string>> SubnetIds, Output<ImmutableArray<CidrBlock>> Ranges, string VirtualHost)
    : CreatedServer(VpcId, SubnetIds, Ranges, Output.Create(RabbitMqNames.Port), VirtualHost)
{
    /// <summary>Its version.</summary>
    public required Output<string> EngineVersion { get; init; }

    /// <summary>The instances' type.</summary>
    public required Output<string> InstanceType { get; init; }

    /// <summary>Whether there is one instance only.</summary>
    public required bool IsSingleInstance { get; init; }

    /// <summary>The id of the security group that reaches the management interface; null for none.</summary>
    public Output<string>? ManagementSecurityGroupId { get; init; }
}
