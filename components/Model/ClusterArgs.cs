using System.Net;
using Pulumi;
using Pulumi.Aws.Eks;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>The EKS cluster that the dashboard runs in.</summary>
public sealed class ClusterArgs : ResourceArgs
{
    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("169.254.0.0/16");
    private static readonly IPNetwork[] OfAws = [IPNetwork.Parse("169.254.169.0/24"), IPNetwork.Parse("169.254.170.0/24")];

    /// <summary>The cluster's name.</summary>
    /// <example>prod</example>
    [Input("name", required: true)]
    public required Input<string> Name { get; set; }

    /// <summary>The id of the cluster's VPC. Default: looked up by the cluster's name.</summary>
    /// <example>vpc-0a1b2c3d4e5f60718</example>
    [Input("vpcId")]
    public Input<string>? VpcId { get; set; }

    /// <summary>
    /// The id of the security group of the nodes and the cluster's DNS: probes come from it, and DNS is asked through it.
    /// Default: the cluster's own group, looked up by its name.
    /// </summary>
    /// <example>sg-0a1b2c3d4e5f60718</example>
    [Input("securityGroupId")]
    public Input<string>? SecurityGroupId { get; set; }

    /// <summary>
    /// The ARN of the cluster's OIDC provider: the role is then given by IRSA, through an annotation of the service account.
    /// It is compared with the cluster's issuer: another cluster's provider would give the role to that one's pods.
    /// Default: EKS Pod Identity; with <see cref="UseIrsa"/> the provider of the cluster's own issuer, looked up by its name.
    /// </summary>
    /// <example>arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF</example>
    [Input("oidcProviderArn")]
    public Input<string>? OidcProviderArn { get; set; }

    /// <summary>
    /// Gives the role by IRSA with the OIDC provider of the cluster's own issuer, which has to exist in IAM. Plain: with EKS Pod
    /// Identity there is an association instead. Default: false.
    /// </summary>
    [Input("useIrsa")]
    public bool? UseIrsa { get; set; }

    /// <summary>The namespace of the Prometheus that may read <c>/metrics</c>. Default: none may.</summary>
    /// <example>monitoring</example>
    [Input("prometheusNamespace")]
    public Input<string>? PrometheusNamespace { get; set; }

    /// <summary>
    /// The link-local IPv4 address on which NodeLocal DNSCache answers the pods, for example <c>169.254.20.10</c>. Not
    /// allowed are AWS's own addresses 169.254.169.0/24 and 169.254.170.0/24. Default: none; pods ask CoreDNS, also where the
    /// cache takes the address of the cluster's DNS service.
    /// </summary>
    /// <example>169.254.20.10</example>
    [Input("nodeLocalDnsAddress")]
    public Input<string>? NodeLocalDnsAddress { get; set; }

    /// <summary>
    /// Whether a cache on the pod's own node may have an address. The metadata service and the agents that hand out
    /// credentials are link-local too.
    /// </summary>
    /// <param name="address">The address.</param>
    internal static bool IsNodeLocal(IPAddress address) => LinkLocal.Contains(address) && !Array.Exists(OfAws, range => range.Contains(address));

    /// <summary>Reads these arguments. What is not given stays unknown until <see cref="Complete"/> asks for it.</summary>
    /// <param name="reader">Reads them.</param>
    internal Cluster Read(ArgumentReader reader) => new()
    {
        Name = reader.Text("name", Name, TextRule.Cluster),
        VpcId = VpcId?.ToOutput() ?? OutputUtilities.CreateUnknown(""),
        SecurityGroupId = SecurityGroupId?.ToOutput() ?? OutputUtilities.CreateUnknown(""),
        OidcProviderArn = reader.OptionalText("oidcProviderArn", OidcProviderArn, TextRule.OidcProvider)
            ?? (UseIrsa == true ? OutputUtilities.CreateUnknown("") : null),
        PrometheusNamespace = reader.OptionalText("prometheusNamespace", PrometheusNamespace, TextRule.KubernetesName),
        NodeLocalDnsAddress = NodeLocalDnsAddress is null ? null : reader.Check(NodeLocalDnsAddress.ToOutput(), (address, faults) =>
            faults.Require(
                IPAddress.TryParse(address, out var parsed) && parsed.ToString() == address && IsNodeLocal(parsed),
                reader.Key("nodeLocalDnsAddress"), address, "is not a link-local address that a cache may have",
                "Give the address that NodeLocal DNSCache listens on, by default 169.254.20.10.")),
    };

    /// <summary>
    /// Asks EKS for what is not given, and for the issuer with which a given OIDC provider is compared. Nobody is asked before all
    /// arguments that are known are accepted.
    /// </summary>
    /// <param name="reader">Reads these arguments.</param>
    /// <param name="cluster">The cluster as these arguments give it.</param>
    /// <param name="parent">The component whose provider is asked.</param>
    internal Cluster Complete(ArgumentReader reader, Cluster cluster, Resource parent)
    {
        if (VpcId is not null && SecurityGroupId is not null && cluster.OidcProviderArn is null)
            return cluster;
        var facts = GetCluster.Invoke(new GetClusterInvokeArgs { Name = cluster.Name }, new InvokeOptions { Parent = parent });
        return cluster with
        {
            VpcId = VpcId?.ToOutput() ?? facts.Apply(it => it.VpcConfig.VpcId),
            SecurityGroupId = SecurityGroupId?.ToOutput() ?? facts.Apply(it => it.VpcConfig.ClusterSecurityGroupId),
            OidcProviderArn = (OidcProviderArn, cluster.OidcProviderArn) switch
            {
                (_, null) => null,
                (null, _) => facts.Apply(OidcProviderOf),
                var (_, given) => OfThisCluster(reader, given, facts),
            },
        };
    }

    private static Output<string> OfThisCluster(ArgumentReader reader, Output<string> given, Output<GetClusterResult> facts) =>
        reader.Check(Output.Tuple(given, facts.Apply(IssuerOf)), (it, faults) => faults.Require(
            UnresolvedReference.StandsIn(it.Item1) || UnresolvedReference.StandsIn(it.Item2)
                || it.Item1.EndsWith($":oidc-provider/{it.Item2}", StringComparison.Ordinal),
            reader.Key("oidcProviderArn"), it.Item1, $"is another issuer's than the cluster's, {it.Item2}",
            "Give the provider of that issuer, or set useIrsa alone.")).Apply(it => it.Item1);

    private static string IssuerOf(GetClusterResult cluster) => cluster.Identities[0].Oidcs[0].Issuer.Replace("https://", "", StringComparison.Ordinal);

    // The provider has the issuer's address without "https://" as its name, in the cluster's partition and account
    // (https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html).
    private static string OidcProviderOf(GetClusterResult cluster)
    {
        var place = cluster.Arn.Split(':');
        return $"arn:{place[1]}:iam::{place[4]}:oidc-provider/{IssuerOf(cluster)}";
    }
}
