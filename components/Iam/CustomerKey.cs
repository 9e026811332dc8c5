using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Kms;

namespace FlowerInfra;

/// <summary>
/// A customer key whose policy names roles and services. The account as a whole, which IAM policies could speak for, reads
/// metadata only, as security services do (KMS.2). Its root user alone can take a key back whose deployers are gone: KMS
/// remembers roles by their unique id, so that one of the same name is another
/// (<see href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"/>).
/// Controls: KMS.3, KMS.4, KMS.5, CKV_AWS_7, CKV_AWS_33, CKV2_AWS_64.
/// </summary>
internal static class CustomerKey
{
    /// <summary>For how many days a deleted key can be brought back: as long as KMS lets it.</summary>
    public const int DeletionWindowDays = 30;

    // What managing takes, and no cryptographic operation. kms:CreateGrant is left out: a grant could hand out Decrypt.
    private static readonly string[] Administration =
    [
        "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey",
        "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants", "kms:ListKeyPolicies",
        "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription",
    ];

    private static readonly string[] Metadata =
    [
        "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants", "kms:ListKeyPolicies",
        "kms:ListKeyRotations", "kms:ListResourceTags",
    ];

    /// <summary>Creates the key and its alias <c>alias/flower-infra/STACK/LABEL</c>.</summary>
    /// <param name="name">The key's logical name.</param>
    /// <param name="label">What the alias says.</param>
    /// <param name="description">What the key encrypts.</param>
    /// <param name="administrators">The ARNs of the roles that manage the key.</param>
    /// <param name="account">The account of the key.</param>
    /// <param name="uses">Who else may do what with the key.</param>
    /// <param name="tags">The key's tags.</param>
    /// <param name="options">The key's options; the alias has the same parent.</param>
    public static Key Create(
        string name,
        string label,
        string description,
        Output<ImmutableArray<string>> administrators,
        AwsAccount account,
        Output<IReadOnlyList<PolicyStatement>> uses,
        InputMap<string> tags,
        CustomResourceOptions options)
    {
        var key = new Key(name, new KeyArgs
        {
            Description = description,
            EnableKeyRotation = true,
            DeletionWindowInDays = DeletionWindowDays,
            Policy = Output.Tuple(account.RootArn, uses, administrators).Apply(it => PolicyDocument.Render(
            [
                Allow("Administer", it.Item3, Administration),
                // Of the account's principals only the root user is of this type
                // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable).
                Allow("TakeBack", [it.Item1], Administration, ("StringEquals", "aws:PrincipalType", ["Account"])),
                Allow("ReadMetadata", [it.Item1], Metadata),
                .. it.Item2,
            ])),
            Tags = tags,
        }, options);
        _ = new Pulumi.Aws.Kms.Alias($"{name}-alias", new Pulumi.Aws.Kms.AliasArgs
        {
            Name = AliasName(label),
            TargetKeyId = key.KeyId,
        }, new CustomResourceOptions { Parent = options.Parent });
        return key;
    }

    /// <summary>
    /// The alias of a key. It names the stack: an account has each alias once in a region, and stacks that share both have
    /// dashboards of the same name. An alias takes no point, and a stack's name may hold one.
    /// </summary>
    /// <param name="label">What the alias says.</param>
    public static string AliasName(string label) =>
        $"alias/flower-infra/{Deployment.Instance.StackName.Replace('.', '-')}/{label}";

    /// <summary>Reads a list of roles.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="key">The list's name.</param>
    /// <param name="roleArns">The roles as given.</param>
    /// <param name="whenNone">What is missing without any role, as a sentence; null where none is needed.</param>
    public static Output<ImmutableArray<string>> ReadRoles(ArgumentReader reader, string key, InputList<string>? roleArns, string? whenNone) =>
        reader.Check(reader.Texts(key, roleArns, TextRule.Role), (roles, faults) =>
        {
            faults.Require(roles.Length > 0 || whenNone is null, reader.Key(key), null, "no role is named", whenNone ?? "");
            for (var i = 0; i < roles.Length; i++)
            {
                faults.Require(
                    roles.IndexOf(roles[i]) == i, reader.Key($"{key}[{i}]"), roles[i], "is named twice", "Name each role once.");
            }
        });

    /// <summary>A statement of a key's policy that lets AWS principals use it.</summary>
    /// <param name="sid">The statement's id.</param>
    /// <param name="principals">The roles' ARNs.</param>
    /// <param name="actions">What they may do.</param>
    /// <param name="conditions">On which conditions.</param>
    public static PolicyStatement Allow(
        string sid,
        IReadOnlyList<string> principals,
        IReadOnlyList<string> actions,
        params IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> conditions) =>
        // "*" is this key: a key's policy speaks of nothing else.
        new(sid, "Allow", actions, ["*"]) { PrincipalType = "AWS", Principals = principals, Conditions = conditions };
}
