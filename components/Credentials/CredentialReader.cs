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
    private readonly ResourceGroup _group;
    private readonly Instance _instance;
    private readonly Output<string> _namespace;

    /// <summary>Creates the role.</summary>
    /// <param name="group">The credentials.</param>
    /// <param name="account">The account.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="namespaceName">The instance's namespace.</param>
    public CredentialReader(ResourceGroup group, AwsAccount account, Instance instance, Cluster cluster, Output<string> namespaceName)
    {
        (_group, _instance, _namespace) = (group, instance, namespaceName);
        Role = new Role($"{group.Name}-role", new RoleArgs
        {
            Description = $"Reads the secrets of the Flower instance {group.Name}",
            AssumeRolePolicy = cluster.OidcProviderArn is { } provider
                ? Output.Tuple(provider, namespaceName).Apply(it => ServiceAccountTrust(it.Item1, it.Item2))
                : PodTrust(account, cluster.Name),
            Tags = group.Tags,
        }, group.Child);
        if (cluster.OidcProviderArn is null)
        {
            _ = new PodIdentityAssociation($"{group.Name}-pod-identity", new PodIdentityAssociationArgs
            {
                ClusterName = cluster.Name,
                Namespace = namespaceName,
                ServiceAccount = instance.ServiceAccountName,
                RoleArn = Role.Arn,
                Tags = group.Tags,
            }, group.Child);
        }
    }

    /// <summary>The role.</summary>

    public Role Role { get; }

    /// <summary>Lets the role read these secrets and decrypt them with these keys.</summary>
    public void Allow(IEnumerable<Output<string>> secretArns, IEnumerable<Input<string>> keyArns) =>
        _ = new RolePolicy($"{_group.Name}-role-policy", new RolePolicyArgs
        {
            Role = Role.Id,
            Policy = Output.Tuple(Output.All(secretArns.Select(arn => (Input<string>)arn).ToArray()), Output.All(keyArns.ToArray()))
                .Apply(it => PolicyDocument.Render(
                    new PolicyStatement("ReadSecrets", "Allow", ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], it.Item1),
                    new PolicyStatement("DecryptSecrets", "Allow", ["kms:Decrypt"], [.. it.Item2.Distinct()]))),
        }, _group.Child);

    // Without these conditions an association with any other service account of the account's clusters would do
    // (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html).
    private Output<string> PodTrust(AwsAccount account, Output<string> clusterName)
    {
        var clusterArn = Output.Format($"arn:{account.Partition}:eks:{account.Region}:{account.Id}:cluster/{clusterName}");
        return Output.Tuple(clusterArn, _namespace, account.Id).Apply(it => PolicyDocument.Render(
            new PolicyStatement("PodIdentity", "Allow", ["sts:AssumeRole", "sts:TagSession"], [])
            {
                PrincipalType = "Service",
                Principals = ["pods.eks.amazonaws.com"],
                Conditions =
                [
                    ("StringEquals", "aws:RequestTag/eks-cluster-arn", [it.Item1]),
                    ("StringEquals", "aws:RequestTag/kubernetes-namespace", [it.Item2]),
                    ("StringEquals", "aws:RequestTag/kubernetes-service-account", [_instance.ServiceAccountName]),
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
                ("StringEquals", $"{issuer}:sub", [$"system:serviceaccount:{namespaceName}:{_instance.ServiceAccountName}"]),
            ],
        });
    }
}
