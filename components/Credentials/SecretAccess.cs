namespace FlowerInfra;

/// <summary>
/// Who may do what with the secrets of one instance: the workload reads, deployers write and set the rules, a rotation
/// function reads and writes, and those who hand out passwords read these.
/// </summary>
internal static class SecretAccess
{
    /// <summary>The statements of the key's policy.</summary>
    /// <param name="args">The credentials.</param>
    /// <param name="workloadRoleArn">The ARN of the workload's role.</param>
    /// <param name="region">The secrets' region.</param>
    public static IReadOnlyList<PolicyStatement> OfKey(FlowerCredentialsArgs args, string workloadRoleArn, string region)
    {
        PolicyStatement Use(string sid, IReadOnlyList<string> roleArns, params string[] actions) =>
            CustomerKey.Allow(sid, roleArns, actions, ("StringEquals", "kms:ViaService", [$"secretsmanager.{region}.amazonaws.com"]));

        // Secrets Manager encrypts and decrypts with the caller's rights
        // (https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html).
        string[] readAndWrite = ["kms:Decrypt", "kms:GenerateDataKey"];
        var statements = new List<PolicyStatement>
        {
            Use("Read", [workloadRoleArn], "kms:Decrypt"),
            Use("Write", args.DeployerRoleArns, readAndWrite),
        };
        if (args.RotationRoleArn is not null)
            statements.Add(Use("Rotate", [args.RotationRoleArn], readAndWrite));
        if (args.PasswordReaderRoleArns.Count > 0)
            statements.Add(Use("ReadPasswords", args.PasswordReaderRoleArns, "kms:Decrypt"));
        return statements;
    }

    /// <summary>The policy of one secret.</summary>
    /// <param name="args">The credentials.</param>
    /// <param name="workloadRoleArn">The ARN of the workload's role.</param>
    /// <param name="passwordReaderRoleArns">The ARNs of the roles that read this secret besides; empty for none.</param>
    public static string OfSecret(FlowerCredentialsArgs args, string workloadRoleArn, IReadOnlyList<string> passwordReaderRoleArns)
    {
        // Deny by exception, because an Allow would not stop an administrator whose own policy allows everything.
        PolicyStatement DenyOthers(string sid, IReadOnlyList<string> roleArns, params string[] actions) => new(sid, "Deny", actions, ["*"])
        {
            PrincipalType = "AWS",
            Principals = ["*"],
            Conditions = [("ArnNotEquals", "aws:PrincipalArn", roleArns)],
        };

        string[] writers = args.RotationRoleArn is null ? [.. args.DeployerRoleArns] : [.. args.DeployerRoleArns, args.RotationRoleArn];
        var statements = new List<PolicyStatement>
        {
            // Deployers too: the provider reads a version back after it has written it, and at every refresh
            // (https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_version.go).
            DenyOthers("OnlyTheNamedRead", [.. writers, workloadRoleArn, .. passwordReaderRoleArns], "secretsmanager:GetSecretValue"),
            DenyOthers(
                "OnlyDeployersAndTheRotationWrite", writers, "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"),
            // Whoever may change the policy or the key could let themselves in first.
            DenyOthers(
                "OnlyDeployersChangeTheRules", args.DeployerRoleArns, "secretsmanager:DeleteResourcePolicy",
                "secretsmanager:PutResourcePolicy", "secretsmanager:UpdateSecret"),
        };
        if (passwordReaderRoleArns.Count > 0)
        {
            statements.Add(new PolicyStatement("ReadPasswords", "Allow", ["secretsmanager:GetSecretValue"], ["*"])
            {
                PrincipalType = "AWS",
                Principals = passwordReaderRoleArns,
            });
        }

        return PolicyDocument.Render(statements);
    }
}
