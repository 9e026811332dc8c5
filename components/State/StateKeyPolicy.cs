namespace FlowerInfra;

/// <summary>Who may use the state's key besides its administrators: the CSI driver and AWS Backup.</summary>
internal static class StateKeyPolicy
{
    private static readonly string[] Use =
        ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

    /// <summary>The statements for these arguments.</summary>
    /// <param name="args">The component's arguments.</param>
    /// <param name="region">The region.</param>
    /// <param name="backupRoleArn">The ARN of AWS Backup's role, or null without a backup.</param>
    public static IReadOnlyList<PolicyStatement> Render(EncryptedStateArgs args, string region, string? backupRoleArn)
    {
        var statements = new List<PolicyStatement>();
        if (args.Storage is EbsStorage { EbsCsiRoleArn: { } csiRole })
            statements.AddRange(UseThroughAws("EbsCsi", csiRole));
        if (args.Storage is EfsStorage)
        {
            // EFS checks the key with the caller's rights when the file system is created
            // (https://docs.aws.amazon.com/efs/latest/ug/EFSKMS.html).
            statements.Add(CustomerKey.Allow(
                "CreateFileSystem", args.DeployerRoleArns,
                ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
                ("StringEquals", "kms:ViaService", [$"elasticfilesystem.{region}.amazonaws.com"])));
        }

        if (backupRoleArn is not null)
        {
            statements.AddRange(UseThroughAws("Backup", backupRoleArn));
            // AWS Backup does the same when a vault is created
            // (https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html).
            statements.Add(CustomerKey.Allow(
                "CreateVault", args.DeployerRoleArns,
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
