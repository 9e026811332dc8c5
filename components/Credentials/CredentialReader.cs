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
    private readonly CustomResourceOptions _child;
    private readonly FlowerCredentialsArgs _args;

    public CredentialReader(string name, CustomResourceOptions child, AwsAccount account, FlowerCredentialsArgs args)
    {
        (_name, _child, _args) = (name, child, args);
        Role = new Role($"{name}-role", new RoleArgs
        {
            Description = $"Reads the secrets of the Flower instance {name}",
            AssumeRolePolicy = args.OidcProviderArn is null
                ? PodTrust(account)
                : args.Namespace.Apply(ns => ServiceAccountTrust(args.OidcProviderArn, ns)),
            Tags = args.Tags ?? new InputMap<string>(),
        }, _child);
        if (args.OidcProviderArn is null)
        {
            _ = new PodIdentityAssociation($"{name}-pod-identity", new PodIdentityAssociationArgs
            {
                ClusterName = args.ClusterName,
                Namespace = args.Namespace,
                ServiceAccount = args.ServiceAccountName,
                RoleArn = Role.Arn,
                Tags = args.Tags ?? new InputMap<string>(),
            }, _child);
        }
    }

    public Role Role { get; }

    /// <summary>Lets the role read these secrets and decrypt them with these keys.</summary>
    public void Allow(IEnumerable<Output<string>> secretArns, IEnumerable<Input<string>> keyArns) =>
        _ = new RolePolicy($"{_name}-role-policy", new RolePolicyArgs
        {
            Role = Role.Id,
            Policy = Output.Tuple(Output.All(secretArns.Select(arn => (Input<string>)arn).ToArray()), Output.All(keyArns.ToArray()))
                .Apply(it => PolicyDocument.Render(
                    new PolicyStatement("ReadSecrets", "Allow", ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], it.Item1),
                    new PolicyStatement("DecryptSecrets", "Allow", ["kms:Decrypt"], [.. it.Item2.Distinct()]))),
        }, _child);

    // Without these conditions an association with any other service account of the account's clusters would do
    // (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html).
    private Output<string> PodTrust(AwsAccount account)
    {
        var clusterArn = Output.Format($"arn:{account.Partition}:eks:{account.Region}:{account.Id}:cluster/{_args.ClusterName}");
        return Output.Tuple(clusterArn, _args.Namespace.ToOutput(), account.Id).Apply(it => PolicyDocument.Render(
            new PolicyStatement("PodIdentity", "Allow", ["sts:AssumeRole", "sts:TagSession"], [])
            {
                PrincipalType = "Service",
                Principals = ["pods.eks.amazonaws.com"],
                Conditions =
                [
                    ("StringEquals", "aws:RequestTag/eks-cluster-arn", [it.Item1]),
                    ("StringEquals", "aws:RequestTag/kubernetes-namespace", [it.Item2]),
                    ("StringEquals", "aws:RequestTag/kubernetes-service-account", [_args.ServiceAccountName]),
                    ("StringEquals", "aws:SourceAccount", [it.Item3]),
                ],
            }));
    }

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
