namespace FlowerInfra;

/// <summary>
/// Who may do what with the secrets of one instance: the workload reads, deployers write and set the rules, a rotation
/// function reads and writes, and those who hand out passwords read these.
/// </summary>
internal static class SecretAccess
{
    /// <summary>The statements of the key's policy.</summary>
    /// <param name="roles">Whom the policy names.</param>
    /// <param name="region">The secrets' region.</param>
    public static IReadOnlyList<PolicyStatement> OfKey(SecretRoles roles, string region)
    {
        PolicyStatement Use(string sid, IReadOnlyList<string> roleArns, params string[] actions) =>
            CustomerKey.Allow(sid, roleArns, actions, ("StringEquals", "kms:ViaService", [$"secretsmanager.{region}.amazonaws.com"]));

        // Secrets Manager encrypts and decrypts with the caller's rights
        // (https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html).
        string[] readAndWrite = ["kms:Decrypt", "kms:GenerateDataKey"];
        var statements = new List<PolicyStatement>
        {
            Use("Write", roles.Deployers, readAndWrite),
        };
        // A statement without principals is none.
        if (roles.Workloads.Length > 0)
            statements.Insert(0, Use("Read", roles.Workloads, "kms:Decrypt"));
        if (roles.Rotation is not null)
            statements.Add(Use("Rotate", [roles.Rotation], readAndWrite));
        if (roles.PasswordReaders.Length > 0)
            statements.Add(Use("ReadPasswords", roles.PasswordReaders, "kms:Decrypt"));
        return statements;
    }

    /// <summary>The policy of one secret.</summary>
    /// <param name="roles">Whom the policy names.</param>
    /// <param name="holdsPasswords">Whether those who hand out passwords read this secret.</param>
    /// <param name="isMounted">Whether a driver reads it for them, which asks first whether it is a new version.</param>
    public static string OfSecret(SecretRoles roles, bool holdsPasswords, bool isMounted)
    {
        var readers = holdsPasswords ? roles.PasswordReaders : [];

        // Deny by exception, because an Allow would not stop an administrator whose own policy allows everything.
        PolicyStatement DenyOthers(string sid, IReadOnlyList<string> roleArns, params string[] actions) => new(sid, "Deny", actions, ["*"])
        {
            PrincipalType = "AWS",
            Principals = ["*"],
            Conditions = [("ArnNotEquals", "aws:PrincipalArn", roleArns)],
        };

        string[] writers = roles.Rotation is null ? [.. roles.Deployers] : [.. roles.Deployers, roles.Rotation];
        var statements = new List<PolicyStatement>
        {
            // Deployers too: the provider reads a version back after it has written it, and at every refresh
            // (https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_version.go).
            DenyOthers("OnlyTheNamedRead", [.. writers, .. roles.Workloads, .. readers], "secretsmanager:GetSecretValue"),
            DenyOthers(
                "OnlyDeployersAndTheRotationWrite", writers, "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"),
            // Whoever may change the policy or the key could let themselves in first.
            DenyOthers(
                "OnlyDeployersChangeTheRules", roles.Deployers, "secretsmanager:DeleteResourcePolicy",
                "secretsmanager:PutResourcePolicy", "secretsmanager:UpdateSecret"),
        };
        if (readers.Length > 0)
        {
            statements.Add(new PolicyStatement(
                "ReadPasswords", "Allow", isMounted ? ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"] : ["secretsmanager:GetSecretValue"], ["*"])
            {
                PrincipalType = "AWS",
                Principals = readers,
            });
        }

        return PolicyDocument.Render(statements);
    }
}
