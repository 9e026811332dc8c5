using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
public sealed class FlowerCredentials : ComponentResource
{
    // Long enough that guessing is no threat at the gateway's rate limit, and without the comma and the colon on which
    // Flower splits users and passwords.
    private const int PasswordLength = 40;
    private const int CookieSecretLength = 64;

    private readonly string _name;
    private readonly FlowerCredentialsArgs _args;
    private readonly AwsAccount _account;
    private readonly CustomResourceOptions _child;
    private readonly SortedDictionary<string, Output<string>> _files = new(StringComparer.Ordinal);
    private readonly List<Output<string>> _versions = [];

    /// <summary>Creates the key, the secrets, the role and the delivery.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">The secrets and their readers.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public FlowerCredentials(string name, FlowerCredentialsArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:FlowerCredentials", name, args, options)
    {
        _name = name;
        _args = args;
        var faults = new ArgumentFaults();
        args.Auth.Validate(faults, "auth.");
        args.Broker.Validate(faults, "broker.");
        args.ResultBackend?.ValidateAsResultBackend(faults, "resultBackend.", args.Broker);
        ValidateDeployers(faults, "", args.DeployerRoleArns);
        ValidateVersion(faults, "version", args.Version);
        args.ValidateDelivery(faults, "");
        args.ValidateReaders(faults, "");
        var subject = $"FlowerCredentials \"{name}\"";
        faults.ThrowIfAny(subject, this);
        _account = new AwsAccount(this);
        _child = new CustomResourceOptions
        {
            Parent = this,
            DependsOn = DeployerCheck.Before(subject, "deployerRoleArns", args.DeployerRoleArns, new InvokeOptions { Parent = this }),
        };

        var reader = new CredentialReader(name, _child, _account, args);
        var keyArn = args.KmsKeyArn is null ? CreateKey(reader.Role.Arn) : args.KmsKeyArn.ToOutput();
        var keys = new List<Input<string>> { keyArn };
        switch (args.Auth)
        {
            case BasicAuth { PasswordsSecretArn: { } supplied } basic:
                Take(FlowerSecretFiles.BasicAuth, supplied, basic.PasswordsSecretKmsKeyArn, keys);
                break;
            case BasicAuth basic:
                CreateSecret("basic-auth", FlowerSecretFiles.BasicAuth, GeneratePasswords(basic.Users), basic.Users, keyArn, reader.Role.Arn);
                break;
            case LoadBalancerOidc:
                List<string> technical = [LoadBalancerOidc.TechnicalUser];
                CreateSecret("basic-auth", FlowerSecretFiles.BasicAuth, GeneratePasswords(technical), technical, keyArn, reader.Role.Arn);
                break;
            case OAuth oauth:
                Take(FlowerSecretFiles.OAuthClientSecret, oauth.ClientSecretArn, oauth.ClientSecretKmsKeyArn, keys);
                break;
        }

        CreateSecret("cookie-secret", FlowerSecretFiles.CookieSecret, Generate("cookie-secret", CookieSecretLength), [], keyArn, reader.Role.Arn);
        Take(FlowerSecretFiles.BrokerUrl, args.Broker.UrlSecretArn, args.Broker.UrlSecretKmsKeyArn, keys);
        if (args.ResultBackend is { } backend)
            Take(FlowerSecretFiles.ResultBackendUrl, backend.UrlSecretArn, backend.UrlSecretKmsKeyArn, keys);
        reader.Allow(_files.Values, keys);
        CredentialDelivery.Create(name, this, args, _account.Region, _files);

        RoleArn = reader.Role.Arn;
        KmsKeyArn = keyArn;
        SecretArns = Output.All(_files.Values.Select(arn => (Input<string>)arn).ToArray());
        SecretVersions = Output.All(_versions.Select(version => (Input<string>)version).ToArray())
            .Apply(versions => string.Join(',', versions));
        RegisterOutputs();
    }

    /// <summary>The ARN of the role that reads the secrets.</summary>
    [Output("roleArn")]
    public Output<string> RoleArn { get; private set; }

    /// <summary>The ARN of the key that encrypts them.</summary>
    [Output("kmsKeyArn")]
    public Output<string> KmsKeyArn { get; private set; }

    /// <summary>The secrets' ARNs, the broker's URL included.</summary>
    [Output("secretArns")]
    public Output<System.Collections.Immutable.ImmutableArray<string>> SecretArns { get; private set; }

    /// <summary>The ids of the generated secrets' versions: when one changes, the pod has to restart.</summary>
    [Output("secretVersions")]
    public Output<string> SecretVersions { get; private set; }

    /// <summary>The pod's volume with the secrets as files.</summary>
    /// <param name="volume">The volume's name.</param>
    internal Pulumi.Kubernetes.Types.Inputs.Core.V1.VolumeArgs Volume(string volume) =>
        CredentialDelivery.Volume(volume, _name, _args.DeliverWithExternalSecrets);

    private InputMap<string> Tags => _args.Tags ?? new InputMap<string>();

    /// <summary>Checks who deploys the secrets.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="deployerRoleArns">The deployers' roles as given.</param>
    internal static void ValidateDeployers(ArgumentFaults faults, string path, List<string> deployerRoleArns)
    {
        faults.Require(
            deployerRoleArns.Count > 0, $"{path}deployerRoleArns", null, "no role is named",
            "Name the role that runs the deployment, or nobody can change the secrets.");
        CustomerKey.ValidateRoles(faults, $"{path}deployerRoleArns", deployerRoleArns);
    }

    /// <summary>Checks the version of the generated secrets.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="key">The path of the version.</param>
    /// <param name="version">The version as given.</param>
    internal static void ValidateVersion(ArgumentFaults faults, string key, int version) => faults.Require(
        version >= 1, key, $"{version}", "is not a version", "Give 1 or more; a higher number rotates the secrets.");

    private Output<string> CreateKey(Output<string> roleArn)
    {
        var uses = Output.Tuple(roleArn, _account.Region).Apply(it => SecretAccess.OfKey(_args, it.Item1, it.Item2));
        return CustomerKey.Create(
            $"{_name}-key", $"{_name}-credentials", $"Secrets of the Flower instance {_name}", _args.DeployerRoleArns, _account, uses,
            Tags, _child).Arn;
    }

    private Output<string> GeneratePasswords(IEnumerable<string> names)
    {
        var users = names.Order(StringComparer.Ordinal).ToArray();
        var passwords = users.Select(user => (Input<string>)Generate($"password-{user}", PasswordLength)).ToArray();
        return Output.CreateSecret(Output.All(passwords).Apply(values => JsonSerializer.Serialize(
            users.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second))));
    }

    private Output<string> Generate(string label, int length) => Output.CreateSecret(
        new RandomPassword($"{_name}-{label}", new RandomPasswordArgs
        {
            Length = length,
            Special = false,
            Keepers = { ["version"] = $"{_args.Version}" },
        }, _child).Result);

    private void CreateSecret(
        string label, string file, Output<string> value, List<string> users, Output<string> keyArn, Output<string> roleArn)
    {
        var secret = new Secret($"{_name}-{label}", new SecretArgs
        {
            Description = $"{file} of the Flower instance {_name}",
            KmsKeyId = keyArn,
            RecoveryWindowInDays = 30,
            Tags = Tags,
        }, _child);
        _ = new SecretPolicy($"{_name}-{label}-policy", new SecretPolicyArgs
        {
            SecretArn = secret.Arn,
            BlockPublicPolicy = true,
            Policy = roleArn.Apply(workload => SecretAccess.OfSecret(
                _args, workload, file == FlowerSecretFiles.BasicAuth ? _args.PasswordReaderRoleArns : [])),
        }, _child);
        var version = new SecretVersion($"{_name}-{label}-version", new SecretVersionArgs
        {
            SecretId = secret.Id,
            SecretStringWo = value,
            SecretStringWoVersion = WriteVersion(users),
        }, _child);
        if (_args.RotationLambdaArn is not null)
        {
            _ = new SecretRotation($"{_name}-{label}-rotation", new SecretRotationArgs
            {
                SecretId = secret.Id,
                RotationLambdaArn = _args.RotationLambdaArn,
                RotationRules = new SecretRotationRotationRulesArgs { AutomaticallyAfterDays = _args.RotateAfterDays },
            }, new CustomResourceOptions { Parent = this, DependsOn = { version } });
        }

        _files[file] = secret.Arn;
        _versions.Add(version.VersionId);
    }

    // The provider writes a write-only value again only when its version changes: a user who is removed has to change it, or
    // keeps the access. Nothing asks the version to grow.
    private int WriteVersion(List<string> users) => users.Count == 0 ? _args.Version : BinaryPrimitives.ReadInt32BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{_args.Version} {string.Join(' ', users.Order(StringComparer.Ordinal))}"))) & int.MaxValue;

    // A secret that exists already, with the key that it is encrypted with.
    private void Take(string file, string secretArn, string? kmsKeyArn, List<Input<string>> keys)
    {
        _files[file] = Output.Create(secretArn);
        if (kmsKeyArn is not null)
            keys.Add(kmsKeyArn);
    }
}
