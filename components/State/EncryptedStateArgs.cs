using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Where one Flower instance keeps its state, and who may touch it. The cluster needs the EBS or EFS CSI driver, and
/// Kubernetes 1.29, with which <c>ReadWriteOncePod</c> became stable.
/// </summary>
public sealed class EncryptedStateArgs : ResourceArgs
{
    /// <summary>Stores the state on a volume of the pod's availability zone, the usual choice. Either this or <see cref="Efs"/>.</summary>
    [Input("ebs")]
    public EbsStorageArgs? Ebs { get; set; }

    /// <summary>Stores the state on a file system that every availability zone reaches. Either this or <see cref="Ebs"/>.</summary>
    [Input("efs")]
    public EfsStorageArgs? Efs { get; set; }

    /// <summary>
    /// The ARNs of the roles that administer the key, the one that runs the deployment among them. They manage it and
    /// can't decrypt with it. Default: the dashboard's. No IAM policy elsewhere can open the state: the account as a whole
    /// reads metadata only. When all of these roles are gone, the account's root user can change the
    /// key's policy. An update by anybody else is refused.
    /// </summary>
    [Input("deployerRoleArns")]
    public InputList<string>? DeployerRoleArns { get; set; }

    /// <summary>
    /// The ARN of an existing key. Its policy then has to admit the CSI driver's and AWS Backup's roles. Default: a key
    /// is created for this state alone.
    /// </summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("kmsKeyArn")]
    public Input<string>? KmsKeyArn { get; set; }

    /// <summary>The daily backup. Default: kept for 35 days.</summary>
    [Input("backup")]
    public StateBackupArgs? Backup { get; set; }

    /// <summary>Makes no backup of the state (weakens EC2.28 or EFS.2). Default: false.</summary>
    [Input("allowNoBackup")]
    public bool? AllowNoBackup { get; set; }

    /// <summary>
    /// Lets a deployment delete the state (weakens its protection): nothing is protected, and the key, the file system and the
    /// vault with its backups go with the resources. A volume of <see cref="EbsStorageArgs"/> is left even so, unreadable once its key is gone. For
    /// development, and to move state. Default: false.
    /// </summary>
    [Input("allowDeletion")]
    public bool? AllowDeletion { get; set; }

    /// <summary>Tags for everything that takes tags, including the volume. Default: the dashboard's.</summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="namespaceName">The namespace in which the claim is created.</param>
    /// <param name="platform">What the dashboard gives where these leave it out.</param>
    internal StateModel Read(ArgumentReader reader, string namespaceName, Platform platform)
    {
        const string fix = "Give one of ebs, efs.";
        reader.Require(Ebs is not null || Efs is not null, "ebs", null, "is missing, and so is efs", fix);
        reader.Require(Ebs is null || Efs is null, "efs", null, "contradicts ebs", fix);
        reader.Require(
            Backup is null || AllowNoBackup != true, "allowNoBackup", "true", "contradicts the backup that is given", "Leave out one of the two.");
        return new StateModel
        {
            Ebs = Ebs?.Read(reader.At("ebs"), hasKey: KmsKeyArn is not null),
            Efs = Efs?.Read(reader.At("efs")),
            Namespace = Output.Create(namespaceName),
            ClusterName = platform.Cluster.Name,
            DeployerRoleArns = DeployerRoleArns is null ? platform.DeployerRoleArns : CustomerKey.ReadRoles(
                reader, "deployerRoleArns", DeployerRoleArns,
                KmsKeyArn is null ? "Name the role that runs the deployment, or nobody can manage the key." : null),
            KmsKeyArn = reader.OptionalText("kmsKeyArn", KmsKeyArn, TextRule.Key),
            Backup = AllowNoBackup == true ? null : (Backup ?? new StateBackupArgs()).Read(reader.At("backup"), isOnFileSystem: Efs is not null),
            AllowsDeletion = AllowDeletion == true,
            Tags = Tags ?? platform.Tags,
        };
    }
}
