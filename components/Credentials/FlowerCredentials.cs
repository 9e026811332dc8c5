using System.Text.Json;
using Pulumi;
using Pulumi.Aws.SecretsManager;
using Pulumi.Aws.SecretsManager.Inputs;
using Pulumi.Random;

namespace FlowerInfra;

/// <summary>
/// The secrets of one Flower instance in Secrets Manager under a key of their own, and their delivery as files by the
/// Secrets Store CSI driver. Values are written through <c>SecretStringWo</c>, which nothing reads back. What is
/// generated here stands in Pulumi's state nevertheless, encrypted by the stack's secrets provider: Pulumi keeps a write-only
/// value among the inputs (<see href="https://www.pulumi.com/docs/iac/concepts/secrets/write-only-fields"/>). A role that EKS
/// Pod Identity gives to one service account reads exactly these secrets.
/// Controls: CKV_AWS_149, CKV_K8S_35, KMS.4, CKV2_AWS_64, IAM.21, C-0207, C-0234.
/// </summary>
internal sealed class FlowerCredentials
{
    // Long enough that guessing is no threat at the gateway's rate limit, and without the comma and the colon on which
    // Flower splits users and passwords.
    private const int PasswordLength = 40;
    private const int CookieSecretLength = 64;

    private readonly ResourceGroup _group;
    private readonly Instance _instance;
    private readonly Platform _platform;
    private readonly AwsAccount _account;
    private readonly SortedDictionary<string, Output<string>> _files = new(StringComparer.Ordinal);
    private readonly List<Output<string>> _versions = [];

    /// <summary>Creates the key, the secrets, the role and the delivery.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="namespaceName">The instance's namespace.</param>
    /// <param name="options">The group's options.</param>
    public FlowerCredentials(Instance instance, Platform platform, Output<string> namespaceName, ComponentResourceOptions options)
    {
        (_instance, _platform) = (instance, platform);
        _group = new ResourceGroup("FlowerCredentials", $"{instance.Name}-credentials", options, platform.Tags);
        _account = new AwsAccount(_group.Resource);

        var role = ServiceAccountRole.Create(
            _group, $"Reads the secrets of the Flower instance {_group.Name}", _account, platform.Cluster, namespaceName,
            Output.Create(instance.ServiceAccountName));
        var roles = SecretRoles.Of(role.Arn, instance, platform);
        var keyArn = platform.KmsKeyArn ?? CreateKey(roles);
        var keys = new List<Input<string>> { keyArn };
        switch (instance.SignIn)
        {
            case PasswordSignIn { Passwords: { } supplied }:
                Take(FlowerSecretFiles.BasicAuth, supplied, keys);
                break;
            case PasswordSignIn passwords:
                CreateSecret("basic-auth", FlowerSecretFiles.BasicAuth, GeneratePasswords(passwords.Users), passwords.Users, keyArn, roles);
                break;
            case LoadBalancerSignIn or DjangoSignIn:
                string[] technical = [instance.SignIn is DjangoSignIn ? DjangoSignIn.TechnicalUser : LoadBalancerSignIn.TechnicalUser];
                CreateSecret("basic-auth", FlowerSecretFiles.BasicAuth, GeneratePasswords(technical), technical, keyArn, roles);
                break;
            case OAuthSignIn oauth:
                Take(FlowerSecretFiles.OAuthClientSecret, oauth.ClientSecret, keys);
                break;
        }

        CreateSecret("cookie-secret", FlowerSecretFiles.CookieSecret, Generate("cookie-secret", CookieSecretLength), [], keyArn, roles);
        TakeUrl("broker-url", FlowerSecretFiles.BrokerUrl, instance.Broker, keys, keyArn, roles);
        if (instance.ResultBackend is { } backend)
            TakeUrl("result-backend-url", FlowerSecretFiles.ResultBackendUrl, backend, keys, keyArn, roles);
        CredentialReader.Allow(_group, role, _files.Values, Output.All(keys.ToArray()));
        CredentialDelivery.Create(
            _group, namespaceName, instance.ServiceAccountName, platform.Cluster, platform.DeliversWithExternalSecrets, _account.Region, _files);

        if (instance.SignIn is DjangoProxySignIn proxy)
            DjangoDelivery.Create(instance, proxy, platform, _account.Region, _files[FlowerSecretFiles.BasicAuth], options);

        RoleArn = role.Arn;
        SecretArns = FlowerSecretArns.Of(_files);
        SecretVersions = Output.All(_versions.Select(version => (Input<string>)version).ToArray())
            .Apply(versions => string.Join(',', versions));
    }

    /// <summary>The ARN of the role that reads the secrets.</summary>
    public Output<string> RoleArn { get; }

    /// <summary>The secrets' ARNs, the broker's URL included.</summary>
    public Output<FlowerSecretArns> SecretArns { get; }

    /// <summary>The ids of the generated secrets' versions: when one changes, the pod has to restart.</summary>
    public Output<string> SecretVersions { get; }

    /// <summary>The pod's volume with the secrets as files.</summary>
    /// <param name="volume">The volume's name.</param>
    public Pulumi.Kubernetes.Types.Inputs.Core.V1.VolumeArgs Volume(string volume) => CredentialDelivery.Volume(volume, _group.Name, _platform.DeliversWithExternalSecrets);

    private Output<string> CreateKey(Output<SecretRoles> roles) => CustomerKey.Create(
        $"{_group.Name}-key", $"{_group.Name}-credentials", $"Secrets of the Flower instance {_group.Name}", _platform.DeployerRoleArns,
        _account, Output.Tuple(roles, _account.Region).Apply(it => SecretAccess.OfKey(it.Item1, it.Item2)), _group.Tags, _group.Child).Arn;

    private Output<string> GeneratePasswords(IEnumerable<string> names)
    {
        var users = names.Order(StringComparer.Ordinal).ToArray();
        var passwords = users.Select(user => (Input<string>)Generate($"password-{user}", PasswordLength)).ToArray();
        return Output.CreateSecret(Output.All(passwords).Apply(values => JsonSerializer.Serialize(
            users.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second))));
    }

    private Output<string> Generate(string label, int length) => Output.CreateSecret(
        new RandomPassword($"{_group.Name}-{label}", new RandomPasswordArgs
        {
            Length = length,
            Special = false,
            Keepers = { ["version"] = $"{_instance.CredentialsVersion}" },
        }, _group.Child).Result);

    private void CreateSecret(
        string label, string file, Output<string> value, IReadOnlyList<string> users, Output<string> keyArn, Output<SecretRoles> roles)
    {
        var (secret, version) = KeepSecret(label, file, value, WriteVersion(users), keyArn, roles);
        if (_platform.Rotation is { } rotation)
        {
            _ = new SecretRotation($"{_group.Name}-{label}-rotation", new SecretRotationArgs
            {
                SecretId = secret.Id,
                RotationLambdaArn = rotation.LambdaArn,
                RotationRules = new SecretRotationRotationRulesArgs { AutomaticallyAfterDays = rotation.AfterDays },
            }, new CustomResourceOptions { Parent = _group.Resource, DependsOn = { version } });
        }
    }

    private (Secret Secret, SecretVersion Version) KeepSecret(
        string label, string file, Output<string> value, Input<int> writeVersion, Output<string> keyArn, Output<SecretRoles> roles)
    {
        var (secret, version) = KeptSecret.Create(
            $"{_group.Name}-{label}", $"{file} of the Flower instance {_group.Name}", value, writeVersion, keyArn,
            roles.Apply(it => SecretAccess.OfSecret(
                it, holdsPasswords: file == FlowerSecretFiles.BasicAuth, isMounted: _instance.SignIn is DjangoProxySignIn)), _group.Tags, _group.Child);
        _files[file] = secret.Arn;
        _versions.Add(version.VersionId);
        return (secret, version);
    }

    // The provider writes a write-only value again only when its version changes: a user who is removed has to change it, or
    // keeps the access. Nothing asks the version to grow.
    private int WriteVersion(IReadOnlyList<string> users) => users.Count == 0 ? _instance.CredentialsVersion : SecretText.Fingerprint(
        $"{_instance.CredentialsVersion} {string.Join(' ', users.Order(StringComparer.Ordinal))}");

    // A URL that is given itself is the broker's to rotate, and no function's.
    private void TakeUrl(string label, string file, Broker server, List<Input<string>> keys, Output<string> keyArn, Output<SecretRoles> roles)
    {
        if (server.GivenUrl is { } url)
            KeepSecret(label, file, Output.CreateSecret(url), url.Apply(SecretText.Fingerprint), keyArn, roles);
        else
            Take(file, server.Url!, keys);
    }

    // A secret that exists already, with the key that it is encrypted with.
    private void Take(string file, SuppliedSecret secret, List<Input<string>> keys)
    {
        _files[file] = secret.Arn;
        if (secret.KmsKeyArn is not null)
            keys.Add(secret.KmsKeyArn);
    }
}
