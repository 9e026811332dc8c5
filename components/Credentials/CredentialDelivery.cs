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
    /// <param name="name">The name of the objects.</param>
    /// <param name="parent">The component that they belong to.</param>
    /// <param name="args">The credentials.</param>
    /// <param name="region">The secrets' region.</param>
    /// <param name="files">The secrets' ARNs by file name, sorted.</param>
    public static void Create(
        string name, ComponentResource parent, FlowerCredentialsArgs args, Output<string> region, SortedDictionary<string, Output<string>> files)
    {
        if (args.DeliverWithExternalSecrets)
            CreateExternalSecret(name, parent, args, region, files);
        else
            CreateSecretProviderClass(name, parent, args, region, files);
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
        string name, ComponentResource parent, FlowerCredentialsArgs args, Output<string> region, SortedDictionary<string, Output<string>> files)
    {
        var names = files.Keys.ToArray();
        var parameters = new InputMap<string>
        {
            ["region"] = region,
            ["objects"] = Output.All(files.Values.Select(arn => (Input<string>)arn).ToArray()).Apply(arns =>
                string.Concat(names.Zip(arns).Select(pair =>
                    $"- objectName: \"{pair.Second}\"\n  objectType: secretsmanager\n  objectAlias: \"{pair.First}\"\n"))),
        };
        if (args.OidcProviderArn is null)
            parameters.Add("usePodIdentity", "true");
        _ = new SecretProviderClass($"{name}-files", new SecretProviderClassArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
            Spec = new SecretProviderClassSpecArgs { Provider = "aws", Parameters = parameters },
        }, new CustomResourceOptions { Parent = parent });
    }

    private static void CreateExternalSecret(
        string name, ComponentResource parent, FlowerCredentialsArgs args, Output<string> region, SortedDictionary<string, Output<string>> files)
    {
        var store = new SecretStore($"{name}-store", new SecretStoreArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
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
                            Jwt = new SecretStoreJwtArgs { ServiceAccountRef = new ServiceAccountReferenceArgs { Name = args.ServiceAccountName } },
                        },
                    },
                },
            },
        }, new CustomResourceOptions { Parent = parent });
        var data = new InputList<ExternalSecretDataArgs>();
        foreach (var (file, arn) in files)
        {
            data.Add(new ExternalSecretDataArgs
            {
                SecretKey = file,
                RemoteRef = new ExternalSecretRemoteReferenceArgs { Key = arn },
            });
        }

        _ = new ExternalSecret($"{name}-files", new ExternalSecretArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
            Spec = new ExternalSecretSpecArgs
            {
                RefreshInterval = "5m0s",
                SecretStoreRef = new SecretStoreReferenceArgs { Kind = "SecretStore", Name = name },
                Target = new ExternalSecretTargetArgs { Name = name, CreationPolicy = "Owner" },
                Data = data,
            },
        }, new CustomResourceOptions { Parent = parent, DependsOn = { store } });
    }
}
