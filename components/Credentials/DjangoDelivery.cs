using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// What the view of a Django site needs to reach a gateway, in the site's namespace: a ConfigMap, and the password's file. Both have
/// one name, which the site's pods mount. Controls: FLW-DJG-06, FLW-DJG-07.
/// </summary>
internal static class DjangoDelivery
{
    /// <summary>The key of the gateway's address.</summary>
    public const string Url = "FLOWER_URL";

    /// <summary>The key of the path below which Flower lives.</summary>
    public const string Prefix = "FLOWER_URL_PREFIX";

    /// <summary>The key of the authority that signs the gateway's certificate.</summary>
    public const string Authority = "ca.crt";

    /// <summary>Creates the objects.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="proxy">The site.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="region">The secret's region.</param>
    /// <param name="passwordArn">The secret's ARN.</param>
    /// <param name="options">The group's options.</param>
    public static void Create(
        Instance instance, DjangoProxySignIn proxy, Platform platform, Output<string> region, Output<string> passwordArn, ComponentResourceOptions options)
    {
        var group = new ResourceGroup("DjangoDelivery", $"{instance.Name}-django", options, platform.Tags);
        var namespaceName = Output.Create(proxy.Namespace);
        _ = new ConfigMap($"{group.Name}-config", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = group.Name, Namespace = namespaceName },
            Data =
            {
                [Url] = $"https://{instance.ServiceHost}:{GatewayPorts.Https}",
                [Prefix] = instance.Prefix.ToString(),
                [Authority] = proxy.CertificateAuthority,
            },
        }, group.Child);
        CredentialDelivery.Create(
            group, namespaceName, proxy.ServiceAccountName ?? "", platform.Cluster, platform.DeliversWithExternalSecrets, region,
            new SortedDictionary<string, Output<string>>(StringComparer.Ordinal) { [FlowerSecretFiles.BasicAuth] = passwordArn });
    }
}
