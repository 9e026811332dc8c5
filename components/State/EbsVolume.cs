using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Storage.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Storage.V1;

namespace FlowerInfra;

/// <summary>The state on a gp3 volume: a storage class for this claim alone, and the claim.</summary>
internal sealed class EbsVolume
{
    /// <summary>The tag by which AWS Backup finds the volume, whose id only the CSI driver knows.</summary>
    public const string TagKey = "flower-infra-state";

    /// <summary>Creates the storage class and the claim.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="storage">The storage.</param>
    /// <param name="kmsKeyArn">The ARN of the key.</param>
    public EbsVolume(StateScope scope, EbsModel storage, Output<string> kmsKeyArn)
    {
        var options = scope.Data;
        options.DependsOn.Add(CreateClass(scope, kmsKeyArn));
        var claim = new PersistentVolumeClaim($"{scope.Name}-claim", new PersistentVolumeClaimArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = scope.ClaimName,
                Namespace = scope.Model.Namespace,
                // Such a claim is bound when its pod starts, and the pod depends on the claim: waiting for the one would
                // wait for the other (https://github.com/pulumi/pulumi-kubernetes/issues/895). Newer providers see
                // that for themselves, but only when they may read storage classes, and some waited again when the
                // claim was enlarged (https://github.com/pulumi/pulumi-kubernetes/issues/4179).
                Annotations = { ["pulumi.com/skipAwait"] = "true" },
            },
            Spec = new PersistentVolumeClaimSpecArgs
            {
                AccessModes = { "ReadWriteOncePod" },
                // The name, and not the class's output: whatever takes an output of a class is deleted before the class is
                // replaced, as far as the provider can tell that it changes.
                StorageClassName = scope.ClusterWideName,
                Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = $"{storage.SizeGiB}Gi" } },
            },
        }, options);
        ClaimName = claim.Metadata.Apply(metadata => metadata.Name);
    }

    /// <summary>The claim's name.</summary>
    public Output<string> ClaimName { get; }

    private static StorageClass CreateClass(StateScope scope, Output<string> kmsKeyArn) =>
        new($"{scope.Name}-class", new StorageClassArgs
        {
            // A fixed name: with a generated one, a change of the tags would rename the class, the claim would have to
            // be replaced with it, and Flower would start on an empty volume.
            Metadata = new ObjectMetaArgs { Name = scope.ClusterWideName },
            Provisioner = "ebs.csi.aws.com",
            Parameters = Parameters(scope, kmsKeyArn),
            // Always: the API server refuses a change of it, and no volume follows one that its class makes.
            ReclaimPolicy = "Retain",
            // The volume is made in the zone of the node that the pod lands on.
            VolumeBindingMode = "WaitForFirstConsumer",
            AllowVolumeExpansion = true,
        }, new CustomResourceOptions
        {
            Parent = scope.Parent,
            // Immutable as the parameters and the provisioner are, of which alone the provider knows it
            // (https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/diff.go). Under its fixed name
            // the old class has to go first. Volumes don't notice: they are bound to claims.
            ReplaceOnChanges = { "reclaimPolicy", "volumeBindingMode" },
            DeleteBeforeReplace = true,
        });

    private static InputMap<string> Parameters(StateScope scope, Output<string> kmsKeyArn)
    {
        var parameters = new InputMap<string>
        {
            ["type"] = "gp3",
            // Not left to the account's default (EC2.7), which another team may turn off.
            ["encrypted"] = "true",
            ["kmsKeyId"] = kmsKeyArn,
            ["tagSpecification_1"] = Output.Format($"{TagKey}={scope.TagValue}"),
        };
        return scope.Model.Tags is null
            ? parameters
            : InputMap<string>.Merge(parameters, scope.Tags.Apply(Specifications));
    }

    private static Dictionary<string, string> Specifications(ImmutableDictionary<string, string> tags) => tags
        .OrderBy(tag => tag.Key, StringComparer.Ordinal)
        .Select((tag, index) => ($"tagSpecification_{index + 2}", $"{tag.Key}={tag.Value}"))
        .ToDictionary(StringComparer.Ordinal);
}
