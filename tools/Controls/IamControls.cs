using static FlowerInfra.PolicyReading;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of policies: what roles may do, and who may use keys, secrets, buckets and roles.</summary>
internal static class IamControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-IAM-01", Severity.High, "Roles may use named actions on named resources only")
        {
            Sources = ["IAM.21", "KMS.1", "KMS.2", "CKV_AWS_62", "CKV_AWS_63"],
            Guide = Guides.Worker,
            Fix = "Name the actions and the ARNs.",
            Check = Control.Several(
                Control.Each([IamPolicy, IamRolePolicy], it => it["policy"].EachAllowed(IsNarrow)),
                Control.Each(IamRole, it => Verdict.All(it["inlinePolicies"].Items.Select(policy => policy["policy"].EachAllowed(IsNarrow))))),
        },
        new("FLW-IAM-02", Severity.Critical, "Keys, secrets and roles are open to named principals only")
        {
            Sources = ["KMS.5", "CKV_AWS_33", "CKV_AWS_60", "CKV_AWS_61"],
            Fix = "Name the roles or the service.",
            Check = Control.Several(
                Control.Each([KmsKey, SecretPolicy], it => it["policy"].EachAllowed(NamesPrincipals)),
                Control.Each(IamRole, it => it["assumeRolePolicy"].EachAllowed(NamesPrincipals))),
        },
        new("FLW-IAM-03", Severity.Medium, "Each KMS key has its own policy, which gives no whole account more than metadata")
        {
            Sources = ["CKV2_AWS_64"],
            Fix = "Write a policy that names the roles: with the account's root in it, as by default, IAM decides who decrypts and who changes the policy.",
            Check = Control.Each(KmsKey, it => Verdict.All(it["policy"].IsGiven, it["policy"].EachAllowed(NamesWhoUses))),
        },
        new("FLW-IAM-04", Severity.Critical, "Buckets, topics and file systems are open to named principals only")
        {
            Sources = ["S3.2", "S3.3", "AwsSolutions-S2"],
            Guide = Guides.Logs,
            Fix = "Name the roles or the service.",
            Check = Control.Each([BucketPolicy, TopicPolicy, FileSystemPolicy], it => it["policy"].EachAllowed(NamesPrincipals)),
        },
        new("FLW-IAM-05", Severity.High, "Each role is for one service of this account or one service account")
        {
            Sources = ["CKV_AWS_60", "CKV_AWS_61"],
            Guide = Guides.Worker,
            Fix = "Name one service with aws:SourceAccount, for pods with the request's tags of cluster, namespace and service account too, "
                + "or one federated provider with the subject system:serviceaccount:NAMESPACE:NAME.",
            Check = Control.Each(IamRole, it => it["assumeRolePolicy"].EachAllowed(IsForOne)),
        },
        new("FLW-IAM-06", Severity.High, "Attached AWS policies don't give full access")
        {
            Sources = ["AwsSolutions-IAM4", "CKV_AWS_62"],
            Guide = Guides.Worker,
            Fix = "Write a policy that names the actions, or take a service role's policy.",
            Check = Control.Several(
                Control.Each(IamRolePolicyAttachment, it => GivesNoFullAccess(it["policyArn"])),
                Control.Each(IamRole, it => Verdict.All(it["managedPolicyArns"].Items.Select(GivesNoFullAccess)))),
        },
        new("FLW-IAM-07", Severity.Medium, "The account's root user can take back a key whose administrators are gone")
        {
            Sources = [],
            Fix = "Allow kms:PutKeyPolicy to the account's root on the condition that aws:PrincipalType is Account.",
            Check = Control.Each(KmsKey, it => it["policy"].Allows("the account's root user to change it", statement =>
                IsAbout(statement, "kms:PutKeyPolicy") && Texts(statement["Principal"]["AWS"]).Any(principal => IsAccount(principal.Text!))
                && IsForRootUser(statement))),
        },
    ];

    private static Verdict IsNarrow(PlanProperty statement) => Verdict.All(
        Verdict.All(Texts(statement["Action"]).Select(action => action.Meets(
            action.Text is not (null or "*") && !action.Text.EndsWith(":*", StringComparison.Ordinal), "is every action"))),
        Verdict.All(Texts(statement["Resource"]).Select(resource => Verdict.All(
            resource.IsNotWildcard,
            Verdict.When(
                !Texts(statement["Action"]).Any(Decrypts) || !resource.Text!.Contains('*', StringComparison.Ordinal),
                $"{resource.Path} is more than one key ({resource.Text})")))),
        statement["NotAction"].IsNotGiven,
        statement["NotResource"].IsNotGiven);

    // Services that state the account for which they take a role on. EC2, for one, doesn't.
    private static readonly string[] SourceStated = ["backup.amazonaws.com", "pods.eks.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

    private static readonly string[] PodConditions =
        ["aws:RequestTag/eks-cluster-arn", "aws:RequestTag/kubernetes-namespace", "aws:RequestTag/kubernetes-service-account"];

    private static Verdict NamesWhoUses(PlanProperty statement) => Verdict.All(
        statement["NotAction"].IsNotGiven,
        Verdict.All(Texts(statement["Principal"]["AWS"]).Select(principal => principal.Text is Plan.Unknown or Plan.Secret
            ? Verdict.Unknown(principal.Path)
            : Verdict.When(
                !IsAccount(principal.Text!) || (!Texts(statement["Action"]).Any(it => it.Text == "*" || Decrypts(it))
                    && (IsForRootUser(statement) || Texts(statement["Action"]).All(ReadsMetadata))),
                $"{principal.Path} is a whole account"))));

    private static bool IsForRootUser(PlanProperty statement) =>
        HasOneCondition(statement, ["StringEquals"], "aws:PrincipalType", type => type == "Account");

    private static bool ReadsMetadata(PlanProperty action) => action.Text!.StartsWith("kms:Describe", StringComparison.Ordinal)
        || action.Text.StartsWith("kms:Get", StringComparison.Ordinal) || action.Text.StartsWith("kms:List", StringComparison.Ordinal);

    // An account as a principal is its root's ARN or its twelve digits
    // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
    private static bool IsAccount(string principal) =>
        principal.EndsWith(":root", StringComparison.Ordinal) || (principal.Length == 12 && principal.All(char.IsAsciiDigit));

    private static bool Decrypts(PlanProperty action) => action.Text is "kms:Decrypt" or "kms:ReEncryptFrom"
        || (action.Text!.StartsWith("kms:", StringComparison.Ordinal) && action.Text.Contains('*', StringComparison.Ordinal));

    private static Verdict IsForOne(PlanProperty statement)
    {
        var principal = statement["Principal"];
        if (principal.IsUnknown)
            return Verdict.Unknown(principal.Path);
        var named = Texts(principal["Service"]).Concat(Texts(principal["Federated"])).ToArray();
        if (named.Any(it => it.Text is Plan.Unknown or Plan.Secret))
            return Verdict.Unknown(principal.Path);
        return Verdict.When(
            named.Length == 1 && principal.Pairs.Count() == 1 && Narrowing(principal, named[0].Text!).All(key => NamesOne(statement, key)),
            $"{principal.Path} is not one service of this account or one service account");
    }

    // The keys of which a condition has to name one value, or their ends.
    private static IEnumerable<string> Narrowing(PlanProperty principal, string name) =>
        !principal["Federated"].IsAbsent ? [":sub"]
        : name == "pods.eks.amazonaws.com" ? [.. PodConditions, "aws:SourceAccount"]
        : SourceStated.Contains(name, StringComparer.Ordinal) ? ["aws:SourceAccount"]
        : [];

    private static bool NamesOne(PlanProperty statement, string key) => statement["Condition"]["StringEquals"].Pairs
        .Where(it => it.Key.EndsWith(key, StringComparison.Ordinal))
        .SelectMany(it => Texts(it.Value)).ToArray() is [var only] && !only.Text!.Contains('*', StringComparison.Ordinal);

    // The partition in an ARN is known only after deployment, the policy's name isn't. A policy of the plan's own ends in a
    // reference and is under FLW-IAM-01.
    private static Verdict GivesNoFullAccess(PlanProperty arn)
    {
        if (arn.Text is null or Plan.Unknown or Plan.Secret)
            return arn.Meets(holds: false, "is not an ARN");
        var name = arn.Text[(arn.Text.LastIndexOf('/') + 1)..];
        return Verdict.When(
            !name.EndsWith("FullAccess", StringComparison.Ordinal) && name is not ("AdministratorAccess" or "PowerUserAccess"),
            $"{arn.Path} is {name}");
    }
}
