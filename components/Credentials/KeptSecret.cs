using Pulumi;
using Pulumi.Aws.SecretsManager;

namespace FlowerInfra;

/// <summary>
/// A secret of a component's own: its policy names who reads it, and its value is written through <c>SecretStringWo</c>, which
/// nothing reads back. Controls: CKV_AWS_149, SecretsManager.4, FLW-SEC-06.
/// </summary>
internal static class KeptSecret
{
    /// <summary>Creates the secret, its policy and its value.</summary>
    /// <param name="name">Its logical name.</param>
    /// <param name="description">What it holds.</param>
    /// <param name="value">Its value.</param>
    /// <param name="writeVersion">Changes with the value, and has it written again.</param>
    /// <param name="keyArn">The key that encrypts it.</param>
    /// <param name="policy">Its policy.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="options">The options of its resources.</param>
    /// <param name="usable">What has to be there before anybody can use the value.</param>
    public static (Secret Secret, SecretVersion Version) Create(
        string name, string description, Output<string> value, Input<int> writeVersion, Output<string> keyArn, Output<string> policy,
        InputMap<string> tags, CustomResourceOptions options, params IEnumerable<Resource> usable)
    {
        var secret = new Secret(name, new SecretArgs
        {
            Description = description,
            KmsKeyId = keyArn,
            RecoveryWindowInDays = 30,
            Tags = tags,
        }, options);
        _ = new SecretPolicy($"{name}-policy", new SecretPolicyArgs
        {
            SecretArn = secret.Arn,
            BlockPublicPolicy = true,
            Policy = policy,
        }, options);
        var version = new SecretVersion($"{name}-version", new SecretVersionArgs
        {
            SecretId = secret.Id,
            SecretStringWo = value,
            SecretStringWoVersion = writeVersion,
        }, CustomResourceOptions.Merge(options, new CustomResourceOptions { DependsOn = usable.ToArray() }));
        return (secret, version);
    }
}
