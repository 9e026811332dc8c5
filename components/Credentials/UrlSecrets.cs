using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Secrets with a server's URL, each read by the roles that are named for it, and written by deployers.
/// Controls: CKV_AWS_149, SecretsManager.4.
/// </summary>
/// <param name="name">What the secrets' logical names begin with.</param>
/// <param name="keyArn">The ARN of the key.</param>
/// <param name="deployerRoleArns">The ARNs of the roles that write.</param>
/// <param name="tags">The secrets' tags.</param>
/// <param name="options">Makes the options of a resource.</param>
internal sealed class UrlSecrets(
    string name, Output<string> keyArn, Output<ImmutableArray<string>> deployerRoleArns, InputMap<string> tags, Func<CustomResourceOptions> options)
{
    /// <summary>Creates a secret.</summary>
    /// <param name="label">What its logical name ends in.</param>
    /// <param name="description">What it holds.</param>
    /// <param name="url">Its value.</param>
    /// <param name="readers">The ARNs of the roles that read it.</param>
    /// <param name="usable">What has to be there before anybody can use the value.</param>
    /// <returns>Its ARN, and the id of its value's version.</returns>
    public (Output<string> Arn, Output<string> VersionId) Create(
        string label, string description, Output<string> url, Output<ImmutableArray<string>> readers, IReadOnlyList<Resource> usable)
    {
        var policy = Output.Tuple(readers, deployerRoleArns).Apply(it => SecretAccess.OfSecret(
            new SecretRoles(it.Item1, it.Item2, [], Rotation: null), holdsPasswords: false, isMounted: false));
        var (secret, version) = KeptSecret.Create(
            $"{name}-{label}", description, Output.CreateSecret(url), url.Apply(SecretText.Fingerprint), keyArn, policy, tags, options(), usable);
        // Who reads the secret finds a value in it.
        return (Output.Tuple(secret.Arn, version.Id).Apply(it => it.Item1), version.VersionId);
    }
}
