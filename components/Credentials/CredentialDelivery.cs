using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// Brings the secrets to the pod as files: through the Secrets Store CSI driver, which keeps them out of etcd, or through
/// the External Secrets Operator, for clusters that already run it. Controls: CKV_K8S_35, C-0207, C-0234.
/// </summary>
internal static class CredentialDelivery
{
    /// <summary>Creates the objects that the driver or the operator reads.</summary>
    /// <param name="group">The credentials; the objects have their name.</param>
    /// <param name="namespaceName">The pod's namespace.</param>
    /// <param name="serviceAccount">The pod's service account.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="withExternalSecrets">Whether the External Secrets Operator delivers.</param>
    /// <param name="region">The secrets' region.</param>
    /// <param name="files">The secrets' ARNs by file name, sorted.</param>
    public static void Create(
        ResourceGroup group, Output<string> namespaceName, string serviceAccount, Cluster cluster, bool withExternalSecrets,
        Output<string> region, SortedDictionary<string, Output<string>> files)
    {
        if (withExternalSecrets)
            CreateExternalSecret(group, namespaceName, serviceAccount, region, files);
        else
            CreateSecretProviderClass(group, namespaceName, usesPodIdentity: cluster.OidcProviderArn is null, region, files);
    }

    /// <summary>The pod's volume with the files.</summary>
    /// <param name="volume">The volume's name.</param>
    /// <param name="objectName">The name given to <see cref="Create"/>.</param>
    /// <param name="withExternalSecrets">Whether the External Secrets Operator delivers.</param>
    public static VolumeArgs Volume(string volume, string objectName, bool withExternalSecrets) => withExternalSecrets
        ? new VolumeArgs { Name = volume, Secret = new SecretVolumeSourceArgs { SecretName = objectName, DefaultMode = PodDefaults.ReadOnlyFileMode } }
        : new VolumeArgs
        {
            Name = volume,
            Csi = new CSIVolumeSourceArgs
            {
                Driver = "secrets-store.csi.k8s.io",
                ReadOnly = true,
                VolumeAttributes = { ["secretProviderClass"] = objectName },
            },
        };

    private static void CreateSecretProviderClass(
        ResourceGroup group, Output<string> namespaceName, bool usesPodIdentity, Output<string> region, SortedDictionary<string, Output<string>> files)
    {
        var names = files.Keys.ToArray();
        var parameters = new InputMap<string>
        {
            ["region"] = region,
            ["objects"] = Output.All(files.Values.Select(arn => (Input<string>)arn).ToArray()).Apply(arns =>
                string.Concat(names.Zip(arns).Select(pair =>
                    $"- objectName: \"{pair.Second}\"\n  objectType: secretsmanager\n  objectAlias: \"{pair.First}\"\n"))),
        };
        if (usesPodIdentity)
            parameters.Add("usePodIdentity", "true");
        _ = new SecretProviderClass($"{group.Name}-files", new SecretProviderClassArgs
        {
            Metadata = new ObjectMetaArgs { Name = group.Name, Namespace = namespaceName },
            Spec = new SecretProviderClassSpecArgs { Provider = "aws", Parameters = parameters },
        }, group.Child);
    }

    private static void CreateExternalSecret(
        ResourceGroup group, Output<string> namespaceName, string serviceAccount, Output<string> region, SortedDictionary<string, Output<string>> files)
    {
        var store = new SecretStore($"{group.Name}-store", new SecretStoreArgs
        {
            Metadata = new ObjectMetaArgs { Name = group.Name, Namespace = namespaceName },
            Spec = new SecretStoreSpecArgs
            {
                Provider = new SecretStoreProviderArgs
                {
                    Aws = new SecretStoreAwsArgs
                    {
                        Service = "SecretsManager",
                        Region = region,
                        Auth = new SecretStoreAwsAuthArgs
                        {
                            Jwt = new SecretStoreJwtArgs { ServiceAccountRef = new ServiceAccountReferenceArgs { Name = serviceAccount } },
                        },
                    },
                },
            },
        }, group.Child);
        var data = new InputList<ExternalSecretDataArgs>();
        foreach (var (file, arn) in files)
        {
            data.Add(new ExternalSecretDataArgs
            {
                SecretKey = file,
                RemoteRef = new ExternalSecretRemoteReferenceArgs { Key = arn },
            });
        }

        _ = new ExternalSecret($"{group.Name}-files", new ExternalSecretArgs
        {
            Metadata = new ObjectMetaArgs { Name = group.Name, Namespace = namespaceName },
            Spec = new ExternalSecretSpecArgs
            {
                RefreshInterval = "5m0s",
                SecretStoreRef = new SecretStoreReferenceArgs { Kind = "SecretStore", Name = group.Name },
                Target = new ExternalSecretTargetArgs { Name = group.Name, CreationPolicy = "Owner" },
                Data = data,
            },
        }, new CustomResourceOptions { Parent = group.Resource, DependsOn = { store } });
    }
}
