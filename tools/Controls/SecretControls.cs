using System.Text.RegularExpressions;
using static FlowerInfra.PolicyReading;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of secrets and of the keys that encrypt them.</summary>
internal static partial class SecretControls
{
    // Of a denial: everybody but the named.
    private static readonly string[] UnlessNamed = ["ArnNotEquals", "ArnNotLike", "StringNotEquals", "StringNotLike"];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-SEC-01", Severity.Medium, "KMS keys rotate")
        {
            Sources = ["KMS.4", "AWS-0065", "CKV_AWS_7"],
            Fix = "Set enableKeyRotation to true.",
            Check = Control.Each(KmsKey, it => it["enableKeyRotation"].Is(true)),
        },
        new("FLW-SEC-02", Severity.High, "Secrets are encrypted with a customer key")
        {
            Sources = ["CKV_AWS_149", "AWS-0098"],
            Fix = "Set kmsKeyId to the ARN of a key whose policy names the reader.",
            Check = Control.Each(Secret, it => it["kmsKeyId"].IsGiven),
        },
        new("FLW-SEC-03", Severity.Critical, "No secret stands in a container's environment")
        {
            Sources = ["ECS.8", "CKV_K8S_35", "C-0207"],
            Guide = Guides.Authentication,
            Fix = "Mount the secret as a file.",
            Check = PodControls.EachContainer(container => Verdict.All(
                container["env"].Items.Select(HoldsNoSecret).Concat(container["envFrom"].Items.Select(it => it["secretRef"].IsNotGiven)))),
        },
        new("FLW-SEC-04", Severity.Critical, "No secret stands in a ConfigMap")
        {
            Sources = ["C-0012", "KSV-0109", "KSV-01010"],
            Guide = Guides.Authentication,
            Fix = "Put the value into Secrets Manager and mount it as a file.",
            Check = Control.Each([ConfigMap], (_, it) => Verdict.All(
                Verdict.When(it.SecretInputs.Count == 0, "its data holds a value that is declared secret"),
                Verdict.All(it.Input()["data"].Pairs.Select(pair => Verdict.When(
                    pair.Value.Text is not { } text || !Credential().IsMatch(text), $"{pair.Value.Path} holds a credential"))))),
        },
        new("FLW-SEC-05", Severity.Medium, $"Secrets rotate by themselves, every {RotationArgs.LongestDays} days or more often")
        {
            Sources =
            [
                "SecretsManager.1", "SecretsManager.4", "CKV_AWS_304", "CKV2_AWS_57", "AwsSolutions-SMG4",
                "NIST.800.53.R5-SecretsManagerRotationEnabled",
            ],
            Fix = "Add a rotation with a function that sets the new value, or record below metElsewhere who rotates the secret and how.",
            Setting = $"Name a function in {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.Rotation))}, or record below "
                + "metElsewhere who rotates the secret and how.",
            Check = Control.EachHas(Secret, SecretRotation, "secretId", it => Verdict.All(
                it["rotationLambdaArn"].IsGiven,
                Verdict.Any(
                    it["rotationRules"]["scheduleExpression"].IsGiven,
                    it["rotationRules"]["automaticallyAfterDays"].Meets(
                        it["rotationRules"]["automaticallyAfterDays"].Number <= RotationArgs.LongestDays,
                        $"is more than {RotationArgs.LongestDays}")))),
        },
        new("FLW-SEC-06", Severity.High, "A policy of the secret itself denies everybody but the named readers")
        {
            Sources = ["C-0255"],
            Guide = Guides.Authentication,
            Fix = "Add a policy that denies secretsmanager:GetSecretValue unless aws:PrincipalArn is a reader's, and set blockPublicPolicy.",
            Check = Control.EachHas(Secret, SecretPolicy, "secretArn", it => Verdict.All(
                it["blockPublicPolicy"].Is(true),
                it["policy"].Denies("reading to others than the named roles", statement =>
                    IsAbout(statement, "secretsmanager:GetSecretValue")
                    && HasOneCondition(statement, UnlessNamed, "aws:PrincipalArn", arn => !arn.AsSpan().ContainsAny('*', '?'))))),
        },
        new("FLW-SEC-07", Severity.Medium, "A deleted secret can be brought back for a week or more")
        {
            Sources = [],
            Fix = "Set recoveryWindowInDays to 7 or more, or leave it out for 30.",
            Check = Control.Each(Secret, it => it["recoveryWindowInDays"].IfGiven(days => days.IsAtLeast(7))),
        },
        new("FLW-SEC-08", Severity.Medium, $"A deleted key can be brought back for {CustomerKey.DeletionWindowDays} days")
        {
            Sources = ["KMS.3", "CKV_AWS_227"],
            Fix = $"Set deletionWindowInDays to {CustomerKey.DeletionWindowDays}, or leave it out, and don't disable the key.",
            Check = Control.Each(KmsKey, it => Verdict.All(
                it["deletionWindowInDays"].IfGiven(days => days.IsAtLeast(CustomerKey.DeletionWindowDays)), it["isEnabled"].IfGiven(on => on.Is(true)))),
        },
        new("FLW-SEC-09", Severity.High, "The values of secrets are write-only: no refresh reads them into the state")
        {
            Sources = [],
            Guide = Guides.Authentication,
            Fix = "Write the value with secretStringWo, which the state holds encrypted among the inputs and nowhere else.",
            Check = Control.Each(SecretVersion, it => Verdict.All(IsLeftOut(it["secretString"]), IsLeftOut(it["secretBinary"]))),
        },
        new("FLW-SEC-10", Severity.High, "Secrets come from an external store, and no Kubernetes Secret is written beside it")
        {
            Sources = ["C-0207", "C-0234"],
            Guide = Guides.Authentication,
            Fix = "Leave secretObjects out, and mount secrets from Secrets Manager instead of writing Kubernetes Secrets.",
            Check = Control.Several(
                Control.Each(MountedSecrets, it => it["spec"]["secretObjects"].IsNotGiven),
                Control.Each(KubernetesSecret, it => Verdict.All(IsLeftOut(it["data"]), IsLeftOut(it["stringData"])))),
        },
        new("FLW-SEC-11", Severity.High, "Who may read a secret by its policy neither changes it nor administers its key")
        {
            Sources = [],
            Guide = Guides.Authentication,
            Fix = "Let readers be other roles than deployers, and deny writing and policies to all but these.",
            Setting = $"Name other roles in {Argument.Of<BasicAuthArgs>(nameof(BasicAuthArgs.PasswordReaderRoleArns))} than in "
                + $"{Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.DeployerRoleArns))}.",
            Check = Control.Each([Secret], (plan, it) => Verdict.All(plan.Referring(it, SecretPolicy, "secretArn").Select(policy =>
                policy.Input()["policy"].EachAllowed(statement => Verdict.All(
                    Texts(statement["Principal"]["AWS"]).Where(_ => IsAbout(statement, "secretsmanager:GetSecretValue"))
                        .Select(reader => OnlyReads(reader, policy.Input()["policy"], plan.Named(it.Input()["kmsKeyId"])))))))),
        },
    ];

    private static Verdict OnlyReads(PlanProperty reader, PlanProperty policy, PlanResource? key)
    {
        if (reader.Text is Plan.Unknown or Plan.Secret)
            return Verdict.Unknown(reader.Path);
        Verdict IsDenied(string action) => policy.Denies($"{action} to {reader.Text}", statement =>
            IsAbout(statement, action)
            && HasOneCondition(statement, UnlessNamed, "aws:PrincipalArn", arn => arn != reader.Text && !arn.AsSpan().ContainsAny('*', '?')));
        return Verdict.All(
            IsDenied("secretsmanager:PutSecretValue"),
            IsDenied("secretsmanager:PutResourcePolicy"),
            key is null ? Verdict.Pass : key.Input()["policy"].EachAllowed(statement => Verdict.When(
                Texts(statement["Principal"]["AWS"]).All(it => it.Text != reader.Text) || Texts(statement["Action"]).All(it => it.Text == "kms:Decrypt"),
                $"{reader.Text} does more with {key.Name} than decrypt")));
    }

    // A secret value is masked in a plan: that it is there is known nevertheless.
    private static Verdict IsLeftOut(PlanProperty value) => Verdict.When(value.IsAbsent, $"{value.Path} is given");

    private static Verdict HoldsNoSecret(PlanProperty variable)
    {
        if (variable.IsUnknown)
            return Verdict.Unknown(variable.Path);
        var value = variable["value"];
        return Verdict.All(
            variable["valueFrom"]["secretKeyRef"].IsNotGiven,
            Verdict.When(value.Text is not Plan.Secret, $"{value.Path} is a secret"),
            Verdict.When(
                value.IsAbsent || !SecretName().IsMatch(variable["name"].Text ?? ""), $"{value.Path} gives {variable["name"].Text} a value"),
            Verdict.When(value.Text is not { } text || !Credential().IsMatch(text), $"{value.Path} holds a credential"));
    }

    // A URL with a password, a private key, or an AWS access key's secret part beside its name.
    [GeneratedRegex(@"://[^\s/:@'""]*:[^\s/@'""]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|aws_secret_access_key\s*[=:]\s*\S{20}", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    // A variable that names a file, such as PASSWORD_FILE, holds no secret itself.
    [GeneratedRegex("(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|BASIC_AUTH|BROKER_URL)(?!.*(_FILE|_PATH|_DIR)$)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
