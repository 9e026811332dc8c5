using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Proxy mode: a view inside a Django site, which <c>render</c> writes, decides who may and passes requests on. It follows from
/// this argument alone that no load balancer leads to the instance: there is no listener rule, no target group and no DNS record, and
/// the site's pods alone may connect to the gateway, which stays between them and Flower. People open Flower on the site's host, and its
/// pages have the site's origin: <see cref="FlowerAuthArgs.Django"/> is the better choice. The site's namespace gets a ConfigMap with
/// <c>FLOWER_URL</c>, <c>FLOWER_URL_PREFIX</c> and the gateway's authority, and the password of the one user <c>django</c> as a file.
/// Pods have IPv4 addresses. Controls: FLW-DJG-05 to FLW-DJG-07.
/// </summary>
public sealed class DjangoProxyAuthArgs : ResourceArgs
{
    /// <summary>The namespace of the site's pods, which exists; never one of the dashboard's. Plain: the network policy and the ConfigMap name it.</summary>
    /// <example>web</example>
    [Input("namespace", required: true)]
    public required string Namespace { get; set; }

    /// <summary>The labels that select the site's pods, at least one. Plain: the network policy is made of them.</summary>
    /// <example>{"app.kubernetes.io/name": "django"}</example>
    [Input("labels", required: true)]
    public required Dictionary<string, Input<string>> Labels { get; set; }

    /// <summary>
    /// The ARN of the role of the site's pods, which reads the password besides the instance itself. It neither deploys nor rotates.
    /// A key of <see cref="FlowerDashboardArgs.KmsKeyArn"/> has to let it decrypt through Secrets Manager.
    /// </summary>
    /// <example>arn:aws:iam::123456789012:role/django</example>
    [Input("roleArn", required: true)]
    public required Input<string> RoleArn { get; set; }

    /// <summary>
    /// The service account of the site's pods, as which the External Secrets Operator takes that role. Required with
    /// <see cref="FlowerDashboardArgs.DeliverWithExternalSecrets"/>, and else not used: the Secrets Store CSI driver reads as the pod.
    /// Plain: it is checked before anything is created.
    /// </summary>
    /// <example>django</example>
    [Input("serviceAccountName")]
    public string? ServiceAccountName { get; set; }

    /// <summary>
    /// The id of the pods' own security group, which gets one rule towards the gateway. Default: the cluster's; the network policy alone
    /// then tells the site's pods from others.
    /// </summary>
    /// <example>sg-0a1b2c3d4e5f60718</example>
    [Input("securityGroupId")]
    public Input<string>? SecurityGroupId { get; set; }

    /// <summary>
    /// The name of the cert-manager <c>ClusterIssuer</c> that issues the gateway's certificate for the name of its Service. A self-signed
    /// certificate could not be verified by the site.
    /// </summary>
    /// <example>internal</example>
    [Input("clusterIssuerName", required: true)]
    public required Input<string> ClusterIssuerName { get; set; }

    /// <summary>The certificate authority of that issuer, as PEM. The view trusts no other.</summary>
    /// <example>-----BEGIN CERTIFICATE-----…</example>
    [Input("certificateAuthority", required: true)]
    public required Input<string> CertificateAuthority { get; set; }

    internal DjangoProxySignIn Read(ArgumentReader reader)
    {
        TextRule.KubernetesName.Check(reader.Faults, reader.Key("namespace"), Namespace);
        if (ServiceAccountName is not null)
            TextRule.KubernetesName.Check(reader.Faults, reader.Key("serviceAccountName"), ServiceAccountName);
        return new DjangoProxySignIn(
            Namespace, PodLabels.Read(reader, Labels), SecurityGroupId?.ToOutput(), ServiceAccountName,
            reader.Text("clusterIssuerName", ClusterIssuerName, TextRule.KubernetesName),
            AuthorityCertificates.Read(reader, "certificateAuthority", CertificateAuthority))
        {
            Readers = reader.Text("roleArn", RoleArn, TextRule.Role).Apply(arn => ImmutableArray.Create(arn)),
        };
    }
}
