using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The nginx beside Flower: its configuration and the certificate with which the load balancer's hop is encrypted. The
/// load balancer checks no name and no date of a target's certificate, so that a self-signed one gives the same
/// protection as any other. A view of a Django site does check: its gateway's is issued for the Service's name by an authority.
/// </summary>
internal sealed class AccessGateway
{
    /// <summary>Renders the configuration and requests the certificate.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="namespaceName">The instance's namespace.</param>
    /// <param name="parent">What the gateway belongs to.</param>
    public AccessGateway(Instance instance, Output<string> namespaceName, ResourceGroup parent)
    {
        var group = new ResourceGroup(
            "AccessGateway", $"{instance.Name}-gateway", new ComponentResourceOptions { Parent = parent.Resource }, parent.Tags);
        var name = group.Name;
        Configuration = (instance.LoadBalancer?.SubnetRanges ?? Output.Create(ImmutableArray<CidrBlock>.Empty)).Apply(ranges => NginxConfiguration.Render(GatewaySettings.Of(instance, ranges)));
        TlsSecretName = $"{name}-tls";

        var data = new InputMap<string> { ["nginx.conf"] = Configuration };
        if (instance.SignIn is DjangoSignIn { CertificateAuthority: var authority })
        {
            data.Add(DjangoGate.AuthorityFileName, authority);
            DjangoAuthority = authority;
        }

        ConfigMapName = new ConfigMap($"{name}-nginx", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = $"{name}-nginx", Namespace = namespaceName },
            Data = data,
        }, group.Child).Metadata.Apply(metadata => metadata.Name);

        var proxy = instance.SignIn as DjangoProxySignIn;
        var issuer = proxy is not null ? null : new CertManagerIssuer($"{name}-issuer", new CertManagerIssuerArgs
        {
            Metadata = new ObjectMetaArgs { Name = $"{name}-self-signed", Namespace = namespaceName },
            Spec = new IssuerSpecArgs { SelfSigned = new SelfSignedIssuerArgs() },
        }, group.Child);
        _ = new CertManagerCertificate($"{name}-certificate", new CertManagerCertificateArgs
        {
            Metadata = new ObjectMetaArgs { Name = TlsSecretName, Namespace = namespaceName },
            Spec = new CertificateSpecArgs
            {
                SecretName = TlsSecretName,
                Duration = "8760h0m0s",
                DnsNames = { proxy is null ? instance.Host.ToString() : instance.ServiceHost },
                PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
                Usages = { "digital signature", "server auth" },
                IssuerRef = proxy is null
                    ? new IssuerReferenceArgs { Group = "cert-manager.io", Kind = "Issuer", Name = $"{name}-self-signed" }
                    : new IssuerReferenceArgs { Group = "cert-manager.io", Kind = "ClusterIssuer", Name = proxy.IssuerName },
            },
        }, issuer is null ? group.Child : new CustomResourceOptions { Parent = group.Resource, DependsOn = { issuer } });
    }

    /// <summary>The rendered <c>nginx.conf</c>.</summary>
    public Output<string> Configuration { get; }

    /// <summary>The authority of the Django site that is asked, as PEM; null where none is.</summary>
    public Output<string>? DjangoAuthority { get; }

    /// <summary>The name of the ConfigMap that holds them.</summary>
    public Output<string> ConfigMapName { get; }

    /// <summary>The name of the secret into which cert-manager writes the certificate and its key.</summary>
    public string TlsSecretName { get; }
}
