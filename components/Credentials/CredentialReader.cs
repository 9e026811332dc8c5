using Pulumi;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Iam;

namespace FlowerInfra;

/// <summary>
/// The role that reads one instance's secrets, and no others, given to one service account: by EKS Pod Identity, or by
/// IRSA on clusters without the Pod Identity agent. Controls: IAM.21, CKV_AWS_60, CKV_AWS_61.
/// </summary>
internal sealed class CredentialReader
{
    private readonly string _name;
    private readonly ComponentResource _parent;
    private readonly FlowerCredentialsArgs _args;

    public CredentialReader(string name, ComponentResource parent, FlowerCredentialsArgs args)
    {
        (_name, _parent, _args) = (name, parent, args);
        Role = new Role($"{name}-role", new RoleArgs
        {
            Description = $"Reads the secrets of the Flower instance {name}",
            AssumeRolePolicy = args.OidcProviderArn is null
                ? PolicyDocument.Render(new PolicyStatement("PodIdentity", "Allow", ["sts:AssumeRole", "sts:TagSession"], [])
                {
                    PrincipalType = "Service",
                    Principals = ["pods.eks.amazonaws.com"],
                })
                : args.Namespace.Apply(ns => ServiceAccountTrust(args.OidcProviderArn, ns)),
            Tags = args.Tags ?? new InputMap<string>(),
        }, Child);
        if (args.OidcProviderArn is null)
        {
            _ = new PodIdentityAssociation($"{name}-pod-identity", new PodIdentityAssociationArgs
            {
                ClusterName = args.ClusterName,
                Namespace = args.Namespace,
                ServiceAccount = args.ServiceAccountName,
                RoleArn = Role.Arn,
                Tags = args.Tags ?? new InputMap<string>(),
            }, Child);
        }
    }

    public Role Role { get; }

    private CustomResourceOptions Child => new() { Parent = _parent };

    /// <summary>Lets the role read these secrets and decrypt them with these keys.</summary>
    public void Allow(IEnumerable<Output<string>> secretArns, IEnumerable<Input<string>> keyArns) =>
        _ = new RolePolicy($"{_name}-role-policy", new RolePolicyArgs
        {
            Role = Role.Id,
            Policy = Output.Tuple(Output.All(secretArns.Select(arn => (Input<string>)arn).ToArray()), Output.All(keyArns.ToArray()))
                .Apply(it => PolicyDocument.Render(
                    new PolicyStatement("ReadSecrets", "Allow", ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], it.Item1),
                    new PolicyStatement("DecryptSecrets", "Allow", ["kms:Decrypt"], [.. it.Item2.Distinct()]))),
        }, Child);

    private string ServiceAccountTrust(string oidcProviderArn, string namespaceName)
    {
        var issuer = oidcProviderArn[(oidcProviderArn.IndexOf("oidc-provider/", StringComparison.Ordinal) + "oidc-provider/".Length)..];
        return PolicyDocument.Render(new PolicyStatement("ServiceAccount", "Allow", ["sts:AssumeRoleWithWebIdentity"], [])
        {
            PrincipalType = "Federated",
            Principals = [oidcProviderArn],
            Conditions =
            [
                ("StringEquals", $"{issuer}:aud", ["sts.amazonaws.com"]),
                ("StringEquals", $"{issuer}:sub", [$"system:serviceaccount:{namespaceName}:{_args.ServiceAccountName}"]),
            ],
        });
    }
}
