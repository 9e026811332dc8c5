using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.Eks;

namespace FlowerInfra;

/// <summary>
/// A stack's providers. Credentials of another account, and a kubeconfig of another cluster, are refused before the first
/// resource (FLW-DEP-01, FLW-DEP-02).
/// </summary>
internal static class StackProviders
{
    /// <summary>Creates the providers.</summary>
    /// <param name="target">Where the stack belongs.</param>
    public static List<ProviderResource> Create(DeploymentTarget target)
    {
        var aws = new Pulumi.Aws.Provider("aws", new Pulumi.Aws.ProviderArgs
        {
            Region = target.Region,
            Profile = target.Profile is { } profile ? (Input<string>)profile : null,
            AllowedAccountIds = { target.AccountId },
        });
        var cluster = GetCluster.Invoke(new GetClusterInvokeArgs { Name = target.ClusterName }, new InvokeOptions { Provider = aws });
        return
        [
            aws,
            new Pulumi.Kubernetes.Provider("cluster", new Pulumi.Kubernetes.ProviderArgs
            {
                // The provider, with everything in the cluster, is replaced when this changes, and not when a CA is rotated.
                ClusterIdentifier = cluster.Apply(it => it.Arn),
                KubeConfig = cluster.Apply(it => KubeConfig(target, it)),
            }),
        ];
    }

    // It holds no credentials: the AWS CLI makes a token of fifteen minutes whenever the provider asks for one
    // (https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html).
    private static string KubeConfig(DeploymentTarget target, GetClusterResult cluster)
    {
        var exec = new JsonObject
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
            ["command"] = "aws",
            ["args"] = new JsonArray(
                "eks", "get-token", "--cluster-name", target.ClusterName, "--region", target.Region, "--output", "json"),
        };
        if (target.Profile is { } profile)
            exec["env"] = new JsonArray(new JsonObject { ["name"] = "AWS_PROFILE", ["value"] = profile });
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["current-context"] = target.ClusterName,
            ["clusters"] = Named(target, "cluster", new JsonObject
            {
                ["server"] = cluster.Endpoint,
                ["certificate-authority-data"] = cluster.CertificateAuthorities[0].Data,
            }),
            ["contexts"] = Named(target, "context", new JsonObject { ["cluster"] = target.ClusterName, ["user"] = target.ClusterName }),
            ["users"] = Named(target, "user", new JsonObject { ["exec"] = exec }),
        }.ToJsonString();
    }

    private static JsonArray Named(DeploymentTarget target, string kind, JsonObject value) =>
        new(new JsonObject { ["name"] = target.ClusterName, [kind] = value });
}
