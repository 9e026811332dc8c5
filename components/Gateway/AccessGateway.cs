using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The nginx beside Flower: its configuration and the certificate with which the load balancer's hop is encrypted. The
/// load balancer checks no name and no date of a target's certificate, so that a self-signed one gives the same
/// protection as any other.
/// </summary>
public sealed class AccessGateway : ComponentResource
{
    /// <summary>Renders the configuration and requests the certificate.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">What passes.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public AccessGateway(string name, AccessGatewayArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:AccessGateway", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var settings = Parse(name, args);
        Configuration = NginxConfiguration.Render(settings);
        TlsSecretName = $"{name}-tls";

        ConfigMapName = new ConfigMap($"{name}-nginx", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = $"{name}-nginx", Namespace = args.Namespace },
            Data = { ["nginx.conf"] = Configuration },
        }, child).Metadata.Apply(metadata => metadata.Name);

        var issuer = new CertManagerIssuer($"{name}-issuer", new CertManagerIssuerArgs
        {
            Metadata = new ObjectMetaArgs { Name = $"{name}-self-signed", Namespace = args.Namespace },
            Spec = new IssuerSpecArgs { SelfSigned = new SelfSignedIssuerArgs() },
        }, child);
        _ = new CertManagerCertificate($"{name}-certificate", new CertManagerCertificateArgs
        {
            Metadata = new ObjectMetaArgs { Name = TlsSecretName, Namespace = args.Namespace },
            Spec = new CertificateSpecArgs
            {
                SecretName = TlsSecretName,
                Duration = "8760h0m0s",
                DnsNames = { settings.Host.ToString() },
                PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "ECDSA", Size = 256, RotationPolicy = "Always" },
                Usages = { "digital signature", "server auth" },
                IssuerRef = new IssuerReferenceArgs { Group = "cert-manager.io", Kind = "Issuer", Name = $"{name}-self-signed" },
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = { issuer } });
        RegisterOutputs();
    }

    /// <summary>The rendered <c>nginx.conf</c>.</summary>
    internal string Configuration { get; }

    /// <summary>The name of the ConfigMap that holds it.</summary>
    internal Output<string> ConfigMapName { get; }

    /// <summary>The name of the secret into which cert-manager writes the certificate and its key.</summary>
    internal string TlsSecretName { get; }

    private GatewaySettings Parse(string name, AccessGatewayArgs args)
    {
        var faults = new ArgumentFaults();
        var host = faults.Parse<HostName>("host", args.Host, HostName.TryParse);
        var prefix = faults.Parse<UrlPrefix>("urlPrefix", args.UrlPrefix, FlowerInfra.UrlPrefix.TryParse);
        var proxies = faults.ParseAll<CidrBlock>("loadBalancerCidrBlocks", args.LoadBalancerCidrBlocks, CidrBlock.TryParse);
        faults.Require(
            args.LoadBalancerCidrBlocks.Count > 0, "loadBalancerCidrBlocks", null, "no range is given",
            "Name the ranges of the load balancer's subnets.");
        var size = FlowerSize.Parse(faults, "size", args.Size);
        var rates = args.Rates ?? new RequestRatesArgs();
        rates.Validate(faults, "rates.", size);
        faults.ThrowIfAny($"AccessGateway \"{name}\"", this);
        return new GatewaySettings
        {
            Host = host!,
            Prefix = prefix!,
            Profile = args.AllowWrites ? GatewayProfile.Admin : GatewayProfile.Viewer,
            Authentication = args.Auth switch
            {
                BasicAuth => AuthenticationKind.Basic,
                LoadBalancerOidc => AuthenticationKind.LoadBalancer,
                _ => AuthenticationKind.OAuth,
            },
            TrustedProxies = proxies,
            RequestsPerSecond = rates.RequestsPerSecond,
            ListingsPerSecond = rates.ListingsFor(size),
            WorkerPagesPerMinute = rates.WorkerPagesPerMinute,
            LoginsPerMinute = rates.LoginsPerMinute,
            Connections = rates.Connections,
        };
    }
}
