using Pulumi;

namespace FlowerInfra;

/// <summary>Where one Flower instance keeps its state, and who may touch it.</summary>
public sealed class EncryptedStateArgs : ResourceArgs
{
    /// <summary>What the state is stored on: <see cref="EbsStorage"/> (the usual choice) or <see cref="EfsStorage"/>.</summary>
    [Input("storage", required: true)]
    public required StateStorage Storage { get; set; }

    /// <summary>
    /// The namespace of the workload, in which the claim is created. Required, but on a <see cref="FlowerDashboard"/>, which
    /// puts in its own.
    /// </summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>
    /// The name of the EKS cluster. With the stack's name and the namespace it makes the tag by which the backup finds the
    /// volume. Required, but on a <see cref="FlowerDashboard"/>, which puts in its own.
    /// </summary>
    [Input("clusterName")]
    public Input<string>? ClusterName { get; set; }

    /// <summary>
    /// The ARNs of the roles that administer the key, the one that runs the deployment among them. They manage it and
    /// can't decrypt with it. Required unless <see cref="KmsKeyArn"/> is given. No IAM policy elsewhere can open the state:
    /// the account as a whole reads metadata only. When all of these roles are gone, the account's root user can change the
    /// key's policy. An update by anybody else is refused.
    /// </summary>
    [Input("deployerRoleArns")]
    public List<string> DeployerRoleArns { get; set; } = [];

    /// <summary>
    /// The ARN of an existing key. Its policy then has to admit the CSI driver's and AWS Backup's roles. Default: a key
    /// is created for this state alone.
    /// </summary>
    [Input("kmsKeyArn")]
    public string? KmsKeyArn { get; set; }

    /// <summary>The daily backup. Default: kept for 35 days.</summary>
    [Input("backup")]
    public StateBackupArgs? Backup { get; set; }

    /// <summary>Makes no backup of the state (weakens EC2.28 or EFS.2). Default: false.</summary>
    [Input("allowNoBackup")]
    public bool AllowNoBackup { get; set; }

    /// <summary>
    /// Lets a deployment delete the state: nothing is protected, and the key, the file system and the vault with its backups
    /// go with the resources. A volume of <see cref="EbsStorage"/> is left even so, unreadable once its key is gone. For
    /// development, and to move state. Default: false.
    /// </summary>
    [Input("allowDeletion")]
    public bool AllowDeletion { get; set; }

    /// <summary>Tags for everything that takes tags, the volume included.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }

    /// <summary>These arguments for a namespace of a cluster; the caller's own stay as they are.</summary>
    /// <param name="clusterName">The cluster's name.</param>
    /// <param name="namespaceName">The namespace.</param>
    internal EncryptedStateArgs In(Input<string> clusterName, Input<string> namespaceName)
    {
        var copy = (EncryptedStateArgs)MemberwiseClone();
        copy.ClusterName = clusterName;
        copy.Namespace = namespaceName;
        return copy;
    }
}
