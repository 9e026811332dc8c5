using Pulumi;
using Pulumi.Aws.Backup;
using Pulumi.Aws.Backup.Inputs;
using Pulumi.Aws.Iam;

namespace FlowerInfra;

/// <summary>A daily backup of the state into a vault of its own, under the state's key.</summary>
internal sealed class StateBackup
{
    private readonly StateScope _scope;
    private readonly BackupModel _model;

    /// <summary>Creates the role, which the key's policy names and therefore precedes everything else.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="model">The backup.</param>
    public StateBackup(StateScope scope, BackupModel model)
    {
        _scope = scope;
        _model = model;
        RoleArn = model.RoleArn ?? CreateRole();
    }

    /// <summary>The ARN of the role that AWS Backup takes on.</summary>
    public Output<string> RoleArn { get; }

    /// <summary>Backs up the volume that carries this state's tag.</summary>
    /// <param name="kmsKeyArn">The ARN of the key.</param>
    public void BackUpVolume(Output<string> kmsKeyArn) => Create(kmsKeyArn, plan => new SelectionArgs
    {
        PlanId = plan.Id,
        IamRoleArn = RoleArn,
        Resources = { Output.Format($"arn:{_scope.Account.Partition}:ec2:*:*:volume/*") },
        // Conditions narrow the volumes down; selection tags would add to them.
        Conditions =
        {
            new SelectionConditionArgs
            {
                StringEquals =
                {
                    new SelectionConditionStringEqualArgs
                    {
                        Key = $"aws:ResourceTag/{EbsVolume.TagKey}",
                        Value = _scope.TagValue,
                    },
                },
            },
        },
    });

    /// <summary>Backs up the file system.</summary>
    /// <param name="kmsKeyArn">The ARN of the key.</param>
    /// <param name="fileSystemArn">The file system's ARN.</param>
    public void BackUpFileSystem(Output<string> kmsKeyArn, Output<string> fileSystemArn) => Create(kmsKeyArn, plan =>
        new SelectionArgs { PlanId = plan.Id, IamRoleArn = RoleArn, Resources = { fileSystemArn } });

    private void Create(Output<string> kmsKeyArn, Func<Plan, SelectionArgs> select)
    {
        var vault = new Vault($"{_scope.Name}-vault", new VaultArgs
        {
            KmsKeyArn = kmsKeyArn,
            ForceDestroy = _scope.Model.AllowsDeletion,
            Tags = _scope.Tags,
        }, _scope.Data);
        var lifecycle = new PlanRuleLifecycleArgs { DeleteAfter = _model.DeleteAfterDays };
        if (_model.ColdStorageAfterDays is { } cold)
            lifecycle.ColdStorageAfter = cold;
        var plan = new Plan($"{_scope.Name}-plan", new PlanArgs
        {
            Rules =
            {
                new PlanRuleArgs
                {
                    RuleName = "daily",
                    TargetVaultName = vault.Name,
                    Schedule = "cron(0 3 * * ? *)",
                    Lifecycle = lifecycle,
                    RecoveryPointTags = _scope.Tags,
                },
            },
            Tags = _scope.Tags,
        }, _scope.Child);
        // A generated name would have more than the 50 characters that AWS takes. With a fixed one the old selection goes
        // before the new one comes.
        var selection = select(plan);
        selection.Name = "state";
        _ = new Selection(
            $"{_scope.Name}-backup-selection", selection, new CustomResourceOptions { Parent = _scope.Parent, DeleteBeforeReplace = true });
    }

    private Output<string> CreateRole()
    {
        var role = new Role($"{_scope.Name}-backup-role", new RoleArgs
        {
            Description = $"Backs up and restores the state of the Flower instance {_scope.Name}",
            // For no other account's backups, whoever hands them this role.
            AssumeRolePolicy = _scope.Account.Id.Apply(account => PolicyDocument.Render(
                new PolicyStatement("Backup", "Allow", ["sts:AssumeRole"], [])
                {
                    PrincipalType = "Service",
                    Principals = ["backup.amazonaws.com"],
                    Conditions = [("StringEquals", "aws:SourceAccount", [account])],
                })),
            Tags = _scope.Tags,
        }, _scope.Child);
        // Restores too: the key admits this role alone, so that nobody else's could restore what it backs up.
        foreach (var purpose in new[] { "Backup", "Restores" })
        {
            _ = new RolePolicyAttachment($"{_scope.Name}-backup-role-{purpose.ToLowerInvariant()}", new RolePolicyAttachmentArgs
            {
                Role = role.Name,
                PolicyArn = Output.Format(
                    $"arn:{_scope.Account.Partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor{purpose}"),
            }, _scope.Child);
        }

        return role.Arn;
    }
}
