using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The resources of one Flower of a dashboard, the viewers' or the administrators': a namespace of its own with its secrets,
/// its isolation, its pod and its way from the load balancer. The two share no namespace: neither reads the other's secrets.
/// </summary>
internal sealed class FlowerInstance
{
    /// <summary>Creates the instance as children of the dashboard.</summary>
    /// <param name="dashboard">The dashboard.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="deployer">What the first resources wait for: <see cref="DeployerCheck"/>.</param>
    public FlowerInstance(FlowerDashboard dashboard, Instance instance, Platform platform, InputList<Resource> deployer)
    {
        var labels = InstanceLabels.For(instance.Name);
        var child = new ComponentResourceOptions { Parent = dashboard, DependsOn = deployer, ResourceTransformations = { labels } };
        var namespaceName = instance.UsesExistingNamespace ? Output.Create(instance.NamespaceName) : CreateNamespace(instance, dashboard, deployer, labels);
        var credentials = new FlowerCredentials(instance, platform, namespaceName, child);
        var storedOn = instance.State is { } state
            ? new EncryptedState(
                $"{instance.Name}-state",
                state with { Namespace = namespaceName, Efs = state.Efs is { } efs ? efs with { VpcId = efs.VpcId ?? platform.Cluster.VpcId } : null },
                child)
            : null;
        var isolation = new NetworkIsolation(instance, platform, namespaceName, child);

        if (instance.Signing is { } signing)
        {
            var keys = new CeleryMessageSigning($"{instance.Name}-signing", signing with { NamespaceName = namespaceName }, child);
            instance = instance with { Signature = keys.Signature() };
        }

        // The policies and the pods' security group stand before the first pod does.
        var afterIsolation = new ComponentResourceOptions { Parent = dashboard, DependsOn = { isolation.Resource }, ResourceTransformations = { labels } };
        var workload = new FlowerWorkload(
            instance, platform, namespaceName, credentials, isolation.SecurityGroupId, storedOn?.ClaimName, afterIsolation);
        LoadBalancerRoute.Create(instance, platform, namespaceName, workload.ServiceName, afterIsolation);
        if (platform.AlertTopicArn is { } topic)
        {
            FirewallAlerts.OnSecurityGroups(
                instance.Name, topic, [isolation.SecurityGroupId, .. storedOn?.SecurityGroupIds ?? []], platform.Tags,
                new CustomResourceOptions { Parent = dashboard });
        }

        StateClaimName = storedOn?.ClaimName;
        SecurityGroupId = isolation.SecurityGroupId;
        SecretArns = credentials.SecretArns;
        RoleArn = credentials.RoleArn;
    }

    /// <summary>The id of the pods' security group.</summary>
    public Output<string> SecurityGroupId { get; }

    /// <summary>The name of the claim of the encrypted volume; null when the state is kept in memory only.</summary>
    public Output<string>? StateClaimName { get; }

    /// <summary>The ARN of the pod's role, which reads the secrets.</summary>
    public Output<string> RoleArn { get; }

    /// <summary>The ARNs of the secrets.</summary>
    public Output<FlowerSecretArns> SecretArns { get; }

    private static Output<string> CreateNamespace(
        Instance instance, FlowerDashboard dashboard, InputList<Resource> deployer, ResourceTransformation labels)
    {
        // A namespace takes the claim in it along. As what holds the state itself, it goes by two decisions only.
        var keepsState = instance.State is { AllowsDeletion: false };
        return new Namespace($"{instance.Name}-namespace", new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = instance.NamespaceName,
                Labels = PodDefaults.RestrictedNamespace(),
            },
        }, new CustomResourceOptions
        {
            Parent = dashboard,
            DependsOn = deployer,
            Protect = keepsState ? true : null,
            RetainOnDelete = keepsState ? true : null,
            ResourceTransformations = { labels },
        }).Metadata.Apply(metadata => metadata.Name);
    }
}
