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
internal sealed class EncryptedState
{
    /// <summary>Creates the key, the volume, its claim and its backup.</summary>
    /// <param name="name">The group's name; children are named after it.</param>
    /// <param name="model">The storage and who may touch it.</param>
    /// <param name="options">The group's options.</param>
    public EncryptedState(string name, StateModel model, ComponentResourceOptions options)
    {
        var group = new ResourceGroup("EncryptedState", name, options, model.Tags);
        var deployer = DeployerCheck.Before(
            $"EncryptedState \"{name}\"", "deployerRoleArns", model.DeployerRoleArns, new InvokeOptions { Parent = group.Resource });
        var scope = new StateScope(name, model, new AwsAccount(group.Resource), group.Resource, deployer);

        var backup = model.Backup is null ? null : new StateBackup(scope, model.Backup);
        var keyArn = model.KmsKeyArn ?? CreateKey(scope, backup?.RoleArn);
        if (model.Efs is { } efs)
        {
            var fileSystem = new EfsVolume(scope, efs, keyArn);
            ClaimName = fileSystem.ClaimName;
            SecurityGroupIds = [fileSystem.SecurityGroupId];
            backup?.BackUpFileSystem(keyArn, fileSystem.FileSystemArn);
        }
        else
        {
            ClaimName = new EbsVolume(scope, model.Ebs!, keyArn).ClaimName;
            backup?.BackUpVolume(keyArn);
        }
    }

    /// <summary>The name of the claim that the pod mounts.</summary>
    public Output<string> ClaimName { get; }

    /// <summary>The ids of the security groups that are the state's own.</summary>
    public IReadOnlyList<Output<string>> SecurityGroupIds { get; } = [];

    private static Output<string> CreateKey(StateScope scope, Output<string>? backupRoleArn) => CustomerKey.Create(
        $"{scope.Name}-key", $"{scope.Name}-state", $"State of the Flower instance {scope.Name}", scope.Model.DeployerRoleArns,
        scope.Account, StateKeyPolicy.Render(scope.Model, scope.Account.Region, backupRoleArn), scope.Tags, scope.Data).Arn;
}
