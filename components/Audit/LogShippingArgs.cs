using Pulumi;

namespace FlowerInfra;

/// <summary>Whose output goes to which log group, who brings it there, and who reads it.</summary>
public sealed class LogShippingArgs : ResourceArgs
{
    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public required ClusterArgs Cluster { get; set; }

    /// <summary>The name of the encrypted log group, such as <see cref="AuditTrail.LogGroupName"/>.</summary>
    /// <example>/flower-infra/prod/flower-audit</example>
    [Input("logGroupName", required: true)]
    public required Input<string> LogGroupName { get; set; }

    /// <summary>The namespaces whose pods' output is shipped: those of the workers, the clients and the dashboards.</summary>
    /// <example>["flower", "orders"]</example>
    [Input("sourceNamespaces", required: true)]
    public required InputList<string> SourceNamespaces { get; set; }

    /// <summary>The namespace of Fluent Bit, which exists already. Default: <c>logging</c>.</summary>
    /// <example>logging</example>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>Fluent Bit's service account. Default: <c>fluent-bit</c>.</summary>
    /// <example>fluent-bit</example>
    [Input("serviceAccountName")]
    public Input<string>? ServiceAccountName { get; set; }

    /// <summary>
    /// The ARNs of the roles that read the logs; they get a policy for this log group. Plain: each has an attachment. Default: nobody
    /// gets anything here.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/security-team"]</example>
    [Input("readerRoleArns")]
    public List<string>? ReaderRoleArns { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
