using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of secrets and of the keys that encrypt them.</summary>
internal static partial class SecretControls
{
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
            Check = plan => plan.OfType(ConfigMap).Select(it => new Finding(it, Verdict.All(
                Verdict.When(it.SecretInputs.Count == 0, "its data holds a value that is declared secret"),
                Verdict.All(it.Input()["data"].Pairs.Select(pair => Verdict.When(
                    pair.Value.Text is not { } text || !Credential().IsMatch(text), $"{pair.Value.Path} holds a credential")))))),
        },
    ];

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
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^\s/:@'""]*:[^\s/@'""]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|aws_secret_access_key\s*[=:]\s*\S{20}", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    // A variable that names a file, such as PASSWORD_FILE, holds no secret itself.
    [GeneratedRegex("(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|BASIC_AUTH|BROKER_URL)(?!.*(_FILE|_PATH|_DIR)$)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
