using Pulumi;

namespace FlowerInfra;

/// <summary>Somebody who may connect to a broker, read and checked.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="SecurityGroupId">The id of its security group.</param>
internal sealed record BrokerPeer(string Name, Output<string> SecurityGroupId);
