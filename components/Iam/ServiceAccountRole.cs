using Pulumi;
using Pulumi.Aws.Eks;
using Pulumi.Aws.Iam;

namespace FlowerInfra;

/// <summary>
/// A role that is given to one service account: by EKS Pod Identity, or by IRSA on clusters without the Pod Identity agent.
/// Controls: CKV_AWS_60, CKV_AWS_61, FLW-IAM-05.
/// </summary>
internal static class ServiceAccountRole
{
    /// <summary>Creates the role and, with EKS Pod Identity, its association.</summary>
    /// <param name="group">What the role belongs to; it is named after the group.</param>
    /// <param name="description">What the role is for.</param>
    /// <param name="account">The account.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="namespaceName">The service account's namespace.</param>
    /// <param name="serviceAccount">The service account.</param>
    public static Role Create(
        ResourceGroup group, string description, AwsAccount account, Cluster cluster, Output<string> namespaceName, Output<string> serviceAccount)
    {
        var role = new Role($"{group.Name}-role", new RoleArgs
        {
            Description = description,
            AssumeRolePolicy = cluster.OidcProviderArn is { } provider
                ? Output.Tuple(provider, namespaceName, serviceAccount).Apply(it => ServiceAccountTrust(it.Item1, it.Item2, it.Item3))
                : PodTrust(account, cluster.Name, namespaceName, serviceAccount),
            Tags = group.Tags,
        }, group.Child);
        if (cluster.OidcProviderArn is null)
        {
            _ = new PodIdentityAssociation($"{group.Name}-pod-identity", new PodIdentityAssociationArgs
            {
                ClusterName = cluster.Name,
                Namespace = namespaceName,
                ServiceAccount = serviceAccount,
                RoleArn = role.Arn,
                Tags = group.Tags,
            }, group.Child);
        }

        return role;
    }

    // Without these conditions an association with any other service account of the account's clusters would do
    // (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html).
    private static Output<string> PodTrust(AwsAccount account, Output<string> clusterName, Output<string> namespaceName, Output<string> serviceAccount)
    {
        var clusterArn = Output.Format($"arn:{account.Partition}:eks:{account.Region}:{account.Id}:cluster/{clusterName}");
        return Output.Tuple(clusterArn, namespaceName, serviceAccount, account.Id).Apply(it => PolicyDocument.Render(
            new PolicyStatement("PodIdentity", "Allow", ["sts:AssumeRole", "sts:TagSession"], [])
            {
                PrincipalType = "Service",
                Principals = ["pods.eks.amazonaws.com"],
                Conditions =
                [
                    ("StringEquals", "aws:RequestTag/eks-cluster-arn", [it.Item1]),
                    ("StringEquals", "aws:RequestTag/kubernetes-namespace", [it.Item2]),
                    ("StringEquals", "aws:RequestTag/kubernetes-service-account", [it.Item3]),
                    ("StringEquals", "aws:SourceAccount", [it.Item4]),
                ],
            }));
    }

    private static string ServiceAccountTrust(string oidcProviderArn, string namespaceName, string serviceAccount)
    {
        var issuer = oidcProviderArn[(oidcProviderArn.IndexOf("oidc-provider/", StringComparison.Ordinal) + "oidc-provider/".Length)..];
        return PolicyDocument.Render(new PolicyStatement("ServiceAccount", "Allow", ["sts:AssumeRoleWithWebIdentity"], [])
        {
            PrincipalType = "Federated",
            Principals = [oidcProviderArn],
            Conditions =
            [
                ("StringEquals", $"{issuer}:aud", ["sts.amazonaws.com"]),
                ("StringEquals", $"{issuer}:sub", [$"system:serviceaccount:{namespaceName}:{serviceAccount}"]),
            ],
        });
    }
}
