using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>Who may use the state's key besides its administrators: the CSI driver and AWS Backup.</summary>
internal static class StateKeyPolicy
{
    private static readonly string[] Use =
        ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

    /// <summary>The statements for these arguments.</summary>
    /// <param name="model">The state.</param>
    /// <param name="region">The region.</param>
    /// <param name="backupRoleArn">The ARN of AWS Backup's role, or null without a backup.</param>
    public static Output<IReadOnlyList<PolicyStatement>> Render(StateModel model, Output<string> region, Output<string>? backupRoleArn)
    {
        var none = Output.Create("");
        return Output.Tuple(model.DeployerRoleArns, model.Ebs?.CsiRoleArn ?? none, backupRoleArn ?? none, region)
            .Apply(IReadOnlyList<PolicyStatement> (it) => Render(it.Item1, model.Efs is not null, it.Item2, it.Item3, it.Item4));
    }

    private static List<PolicyStatement> Render(
        ImmutableArray<string> deployers, bool isOnFileSystem, string ebsCsiRole, string backupRole, string region)
    {
        var statements = new List<PolicyStatement>();
        if (ebsCsiRole.Length > 0)
            statements.AddRange(UseThroughAws("EbsCsi", ebsCsiRole));
        if (isOnFileSystem)
        {
            // EFS checks the key with the caller's rights when the file system is created
            // (https://docs.aws.amazon.com/efs/latest/ug/EFSKMS.html).
            statements.Add(CustomerKey.Allow(
                "CreateFileSystem", deployers,
                [
                    "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext",
                    "kms:ReEncrypt*",
                ],
                ("StringEquals", "kms:ViaService", [$"elasticfilesystem.{region}.amazonaws.com"])));
        }

        if (backupRole.Length > 0)
        {
            statements.AddRange(UseThroughAws("Backup", backupRole));
            // AWS Backup does the same when a vault is created
            // (https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html).
            statements.Add(CustomerKey.Allow(
                "CreateVault", deployers,
                ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:RetireGrant"],
                ("StringEquals", "kms:ViaService", [$"backup.{region}.amazonaws.com"])));
        }

        return statements;
    }

    // The key is used by EC2 or AWS Backup on a grant that the role makes for them; the condition keeps the role from
    // granting the key to anyone else.
    private static IEnumerable<PolicyStatement> UseThroughAws(string sid, string roleArn) =>
    [
        CustomerKey.Allow($"{sid}Use", [roleArn], Use),
        CustomerKey.Allow($"{sid}Grant", [roleArn], ["kms:CreateGrant"], ("Bool", "kms:GrantIsForAWSResource", ["true"])),
    ];
}
