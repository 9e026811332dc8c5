using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The encrypted volume for Flower's state file. The file is a Python pickle: it holds the arguments and results of
/// tasks in plain text, executes whatever a planted copy of it says, and has one writer. So it lies under a customer key
/// that only the CSI driver and AWS Backup may use, is claimed <c>ReadWriteOncePod</c>, so that Kubernetes itself admits
/// one pod, and survives the deletion of the deployment unless <see cref="EncryptedStateArgs.AllowDeletion"/> says
/// otherwise. The cluster needs the EBS or EFS CSI driver and Kubernetes 1.29, with which <c>ReadWriteOncePod</c> became
/// stable.
/// Controls: C-0264, CKV_AWS_189, AWS-0027, EC2.28, EFS.1 to EFS.4, EFS.6, EFS.8, KMS.3, KMS.4, KMS.5.
/// </summary>
public sealed class EncryptedState : ComponentResource
{
    // AWS Backup takes 50 characters for the name of a vault and of a plan
    // (https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html). Six of them are "-vault", and eight
    // come from Pulumi.
    private const int LongestName = 50 - 6 - 8;

    /// <summary>Creates the key, the volume, its claim and its backup.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">The storage and who may touch it.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public EncryptedState(string name, EncryptedStateArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:EncryptedState", name, args, options)
    {
        var faults = new ArgumentFaults();
        Validate(faults, "", "deployerRoleArns", args);
        faults.Require(
            name.Length <= LongestName, "name", name, "makes the names of the vault and the backup plan too long for AWS",
            $"Use at most {LongestName} characters.");
        faults.Require(args.Namespace is not null, "namespace", null, "is missing", "Name the namespace of the workload.");
        faults.Require(args.ClusterName is not null, "clusterName", null, "is missing", "Name the EKS cluster of the workload.");
        var subject = $"EncryptedState \"{name}\"";
        faults.ThrowIfAny(subject, this);
        var scope = new StateScope(
            name, args, new AwsAccount(this), this, DeployerCheck.Before(subject, "deployerRoleArns", args.DeployerRoleArns, new InvokeOptions { Parent = this }));

        var backup = args.AllowNoBackup ? null : new StateBackup(scope, args.Backup ?? new StateBackupArgs());
        KmsKeyArn = args.KmsKeyArn is null ? CreateKey(scope, backup?.RoleArn) : Output.Create(args.KmsKeyArn);

        switch (args.Storage)
        {
            case EfsStorage efs:
                var fileSystem = new EfsVolume(scope, efs, KmsKeyArn);
                ClaimName = fileSystem.ClaimName;
                FileSystemId = fileSystem.FileSystemId.Apply(id => (string?)id);
                SecurityGroupIds = [fileSystem.SecurityGroupId];
                backup?.BackUpFileSystem(KmsKeyArn, fileSystem.FileSystemArn);
                break;
            case EbsStorage ebs:
                ClaimName = new EbsVolume(scope, ebs, KmsKeyArn).ClaimName;
                FileSystemId = Output.Create((string?)null);
                backup?.BackUpVolume(KmsKeyArn);
                break;
            default:
                throw new InvalidOperationException($"There is no volume for {args.Storage.GetType()}.");
        }

        RegisterOutputs();
    }

    /// <summary>The name of the claim that the pod mounts.</summary>
    [Output("claimName")]
    public Output<string> ClaimName { get; private set; }

    /// <summary>The ARN of the key.</summary>
    [Output("kmsKeyArn")]
    public Output<string> KmsKeyArn { get; private set; }

    /// <summary>The id of the file system, null when the state is on EBS.</summary>
    [Output("fileSystemId")]
    public Output<string?> FileSystemId { get; private set; }

    /// <summary>The ids of the security groups that are the state's own.</summary>
    internal IReadOnlyList<Output<string>> SecurityGroupIds { get; } = [];

    /// <summary>Records the faults of these arguments.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="deployersKey">What a message calls the roles that administer the key.</param>
    /// <param name="args">The arguments.</param>
    internal static void Validate(ArgumentFaults faults, string path, string deployersKey, EncryptedStateArgs args)
    {
        args.Storage.Validate(faults, $"{path}{args.Storage.ArgumentName}.", args);
        if (args.KmsKeyArn is null)
        {
            CustomerKey.ValidateAdministrators(faults, deployersKey, args.DeployerRoleArns);
        }
        else
        {
            faults.Require(
                ArnPatterns.Key().IsMatch(args.KmsKeyArn), $"{path}kmsKeyArn", args.KmsKeyArn, "is not the ARN of a KMS key",
                "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab.");
        }

        faults.Require(
            args.Backup is null || !args.AllowNoBackup, $"{path}allowNoBackup", "true", "contradicts the backup that is given",
            "Leave out one of the two.");
        args.Backup?.Validate(faults, $"{path}backup.", args.Storage);
    }

    private static Output<string> CreateKey(StateScope scope, Output<string>? backupRoleArn)
    {
        var uses = backupRoleArn is null
            ? scope.Account.Region.Apply(region => StateKeyPolicy.Render(scope.Args, region, null))
            : Output.Tuple(scope.Account.Region, backupRoleArn).Apply(it => StateKeyPolicy.Render(scope.Args, it.Item1, it.Item2));
        return CustomerKey.Create(
            $"{scope.Name}-key", $"{scope.Name}-state", $"State of the Flower instance {scope.Name}",
            scope.Args.DeployerRoleArns, scope.Account, uses, scope.Tags, scope.Data).Arn;
    }
}
