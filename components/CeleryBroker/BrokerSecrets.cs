using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.SecretsManager;

namespace FlowerInfra;

/// <summary>
/// The secrets with the users' URLs, each read by the roles that are named for its user, and written by deployers.
/// Controls: CKV_AWS_149, SecretsManager.4.
/// </summary>
internal sealed class BrokerSecrets
{
    private readonly BrokerScope _scope;
    private readonly Output<string> _keyArn;

    /// <summary>Prepares the secrets.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="keyArn">The ARN of the key.</param>
    public BrokerSecrets(BrokerScope scope, Output<string> keyArn) => (_scope, _keyArn) = (scope, keyArn);

    /// <summary>Creates a secret and gives its ARN.</summary>
    /// <param name="label">What it is called in the component.</param>
    /// <param name="description">What it holds.</param>
    /// <param name="url">Its value.</param>
    /// <param name="readers">The ARNs of the roles that read it.</param>
    /// <param name="usable">What has to be there before anybody can use the value.</param>
    public Output<string> Create(
        string label, string description, Output<string> url, Output<ImmutableArray<string>> readers, IReadOnlyList<Resource> usable)
    {
        var name = $"{_scope.Name}-{label}";
        var secret = new Secret(name, new SecretArgs
        {
            Description = description,
            KmsKeyId = _keyArn,
            RecoveryWindowInDays = 30,
            Tags = _scope.Tags,
        }, _scope.Child);
        _ = new SecretPolicy($"{name}-policy", new SecretPolicyArgs
        {
            SecretArn = secret.Arn,
            BlockPublicPolicy = true,
            Policy = Output.Tuple(readers, _scope.Model.DeployerRoleArns).Apply(it => SecretAccess.OfSecret(
                new SecretRoles(it.Item1, it.Item2, [], Rotation: null), holdsPasswords: false)),
        }, _scope.Child);
        var whenUsable = _scope.Child;
        whenUsable.DependsOn = usable.ToArray();
        var version = new SecretVersion($"{name}-version", new SecretVersionArgs
        {
            SecretId = secret.Id,
            SecretStringWo = Output.CreateSecret(url),
            SecretStringWoVersion = url.Apply(SecretText.Fingerprint),
        }, whenUsable);
        // Who reads the secret finds a value in it.
        return Output.Tuple(secret.Arn, version.Id).Apply(it => it.Item1);
    }
}
