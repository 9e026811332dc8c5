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
        var reader = new ArgumentReader($"EncryptedState \"{name}\"", this);
        reader.Require(
            name.Length <= LongestName, "name", name, "makes the names of the vault and the backup plan too long for AWS",
            $"Use at most {LongestName} characters.");
        var model = args.Read(reader);
        reader.Require(
            model.Efs is not { VpcId: null }, "efs.vpcId", null, "is missing", "Give the id of the cluster's VPC.");
        reader.ThrowIfAny();
        Create(name, model);
    }

    /// <summary>Creates the state of a dashboard, which has read the arguments.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="model">The state.</param>
    /// <param name="options">Pulumi's options.</param>
    internal EncryptedState(string name, StateModel model, ComponentResourceOptions options)
        : base("flower-infra:index:EncryptedState", name, options) => Create(name, model);

    /// <summary>The name of the claim that the pod mounts.</summary>
    [Output("claimName")]
    public Output<string> ClaimName { get; private set; } = null!;

    /// <summary>The ARN of the key.</summary>
    [Output("kmsKeyArn")]
    public Output<string> KmsKeyArn { get; private set; } = null!;

    /// <summary>The id of the file system, null when the state is on EBS.</summary>
    [Output("fileSystemId")]
    public Output<string?> FileSystemId { get; private set; } = null!;

    /// <summary>The ids of the security groups that are the state's own.</summary>
    internal IReadOnlyList<Output<string>> SecurityGroupIds { get; private set; } = [];

    private void Create(string name, StateModel model)
    {
        var deployer = DeployerCheck.Before(
            $"EncryptedState \"{name}\"", "deployerRoleArns", model.DeployerRoleArns, new InvokeOptions { Parent = this });
        var scope = new StateScope(name, model, new AwsAccount(this), this, deployer);

        var backup = model.Backup is null ? null : new StateBackup(scope, model.Backup);
        KmsKeyArn = model.KmsKeyArn ?? CreateKey(scope, backup?.RoleArn);
        if (model.Efs is { } efs)
        {
            var fileSystem = new EfsVolume(scope, efs, KmsKeyArn);
            ClaimName = fileSystem.ClaimName;
            FileSystemId = fileSystem.FileSystemId.Apply(id => (string?)id);
            SecurityGroupIds = [fileSystem.SecurityGroupId];
            backup?.BackUpFileSystem(KmsKeyArn, fileSystem.FileSystemArn);
        }
        else
        {
            ClaimName = new EbsVolume(scope, model.Ebs!, KmsKeyArn).ClaimName;
            FileSystemId = Output.Create((string?)null);
            backup?.BackUpVolume(KmsKeyArn);
        }

        RegisterOutputs();
    }

    private static Output<string> CreateKey(StateScope scope, Output<string>? backupRoleArn) => CustomerKey.Create(
        $"{scope.Name}-key", $"{scope.Name}-state", $"State of the Flower instance {scope.Name}", scope.Model.DeployerRoleArns,
        scope.Account, StateKeyPolicy.Render(scope.Model, scope.Account.Region, backupRoleArn), scope.Tags, scope.Data).Arn;
}
