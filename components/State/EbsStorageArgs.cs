using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A gp3 volume that the EBS CSI driver creates in the pod's availability zone. The right choice unless Flower has to
/// start in another zone when its own fails.
/// </summary>
public sealed class EbsStorageArgs : ResourceArgs
{
    private const int MaximumGiB = 16384;

    /// <summary>
    /// The ARN of the role of the EBS CSI driver's controller, which creates and attaches the volume and needs the key
    /// for that. Required unless <see cref="EncryptedStateArgs.KmsKeyArn"/> names a key, whose own policy then has to
    /// admit the role.
    /// </summary>
    /// <example>arn:aws:iam::123456789012:role/ebs-csi-controller</example>
    [Input("ebsCsiRoleArn")]
    public Input<string>? EbsCsiRoleArn { get; set; }

    /// <summary>
    /// The size in GiB, 1 to 16384. It can grow later and never shrink. Plain: it is checked before anything is created.
    /// Default: 8. Flower rewrites the whole file when it saves, and 100,000 tasks with small arguments take less than 1 GiB.
    /// </summary>
    [Input("sizeGiB")]
    public int? SizeGiB { get; set; }

    internal EbsModel Read(ArgumentReader reader, bool hasKey)
    {
        var size = SizeGiB ?? 8;
        reader.Require(
            EbsCsiRoleArn is not null || hasKey, "ebsCsiRoleArn", null, "no role is named",
            "Name the role of the EBS CSI driver's controller, or the volume can't be encrypted with its key.");
        reader.Require(size is >= 1 and <= MaximumGiB, "sizeGiB", $"{size}", "is not the size of a gp3 volume", $"Give 1 to {MaximumGiB}.");
        return new EbsModel(reader.OptionalText("ebsCsiRoleArn", EbsCsiRoleArn, TextRule.Role), size);
    }
}
