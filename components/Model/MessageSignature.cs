using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace FlowerInfra;

/// <summary>How a pod signs and whom it believes, read and checked.</summary>
/// <param name="KeyName">The secret with its own key.</param>
/// <param name="TrustedKeyNames">The secrets whose certificates it trusts.</param>
/// <param name="TrustedConfigMapName">The ConfigMap with more of them; null without one.</param>
internal sealed record MessageSignature(Output<string> KeyName, Output<ImmutableArray<string>> TrustedKeyNames, Output<string>? TrustedConfigMapName)
{
    private const string KeyVolume = "signing-key";
    private const string StoreVolume = "signing-store";

    /// <summary>Where a container has the own key and the store.</summary>
    public static IEnumerable<VolumeMountArgs> Mounts() =>
    [
        new VolumeMountArgs { Name = KeyVolume, MountPath = SigningFiles.KeyDirectory, ReadOnly = true },
        new VolumeMountArgs { Name = StoreVolume, MountPath = SigningFiles.StoreDirectory, ReadOnly = true },
    ];

    /// <summary>The volumes: the own key, and the store with every signer's certificate and nobody's key.</summary>
    public IEnumerable<VolumeArgs> Volumes() =>
    [
        new VolumeArgs
        {
            Name = KeyVolume,
            Secret = new SecretVolumeSourceArgs { SecretName = KeyName, DefaultMode = PodDefaults.ReadOnlyFileMode },
        },
        new VolumeArgs
        {
            Name = StoreVolume,
            Projected = new ProjectedVolumeSourceArgs { DefaultMode = PodDefaults.ReadOnlyFileMode, Sources = Sources() },
        },
    ];

    private InputList<VolumeProjectionArgs> Sources()
    {
        var own = TrustedKeyNames.Apply(names => names.Order(StringComparer.Ordinal).Select(name => new VolumeProjectionArgs
        {
            Secret = new SecretProjectionArgs { Name = name, Items = { new KeyToPathArgs { Key = "tls.crt", Path = $"{name}.pem" } } },
        }).ToImmutableArray());
        return TrustedConfigMapName is null ? own : own.Apply(it =>
            it.Add(new VolumeProjectionArgs { ConfigMap = new ConfigMapProjectionArgs { Name = TrustedConfigMapName } }));
    }
}
