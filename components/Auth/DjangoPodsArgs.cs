using Pulumi;

namespace FlowerInfra;

/// <summary>The pods of a Django site in the same cluster.</summary>
public sealed class DjangoPodsArgs : ResourceArgs
{
    /// <summary>The namespace of the pods. Plain: the gateway's configuration names it.</summary>
    /// <example>web</example>
    [Input("namespace", required: true)]
    public required string Namespace { get; set; }

    /// <summary>
    /// The name of their Service. The gateway connects to it on the port of <see cref="DjangoForwardAuthArgs.GateUrl"/>. Plain: the
    /// gateway's configuration names it.
    /// </summary>
    /// <example>django</example>
    [Input("serviceName", required: true)]
    public required string ServiceName { get; set; }

    /// <summary>The labels that select the pods, at least one. Plain: the network policy is made of them.</summary>
    /// <example>{"app.kubernetes.io/name": "django"}</example>
    [Input("labels", required: true)]
    public required Dictionary<string, Input<string>> Labels { get; set; }

    /// <summary>
    /// The port on which the pods serve TLS: the firewalls see it, and not the Service's. Default: 443.
    /// </summary>
    /// <example>8443</example>
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>The id of the pods' own security group, which gets one rule for the gateway. Default: the cluster's.</summary>
    /// <example>sg-0a1b2c3d4e5f60718</example>
    [Input("securityGroupId")]
    public Input<string>? SecurityGroupId { get; set; }

    internal DjangoAccess Read(ArgumentReader reader)
    {
        TextRule.KubernetesName.Check(reader.Faults, reader.Key("namespace"), Namespace);
        TextRule.KubernetesName.Check(reader.Faults, reader.Key("serviceName"), ServiceName);
        // In the cluster's security group a rule for port 53 would be DNS's, and EC2 refuses the second of two equal rules.
        return new DjangoAccess(Port is null ? Output.Create(443) : reader.Check(Port.ToOutput(), (port, faults) => faults.Require(
            port is > 0 and < 65536 and not 53, reader.Key("port"), $"{port}", "is not a port that a site has", "Give the port on which the pods serve TLS, for example 8443.")))
        {
            Namespace = Namespace,
            Labels = PodLabels.Read(reader, Labels),
            SecurityGroupId = SecurityGroupId?.ToOutput(),
        };
    }
}
