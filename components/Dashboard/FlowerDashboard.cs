using Pulumi;

namespace FlowerInfra;

/// <summary>
/// A private, hardened Flower: its secrets, its pod behind the gateway, its way from the load balancer, and the isolation
/// around it.
/// <example><code>
/// var loadBalancer = new InternalLoadBalancer("tools", new InternalLoadBalancerArgs { … });
/// var flower = new FlowerDashboard("flower", new FlowerDashboardArgs
/// {
///     Host = "flower.example.internal",
///     Auth = new FlowerAuthArgs { Basic = new BasicAuthArgs { Users = ["ops"] } },
///     LoadBalancer = loadBalancer,
///     …
/// });
/// </code></example>
/// </summary>
public sealed class FlowerDashboard : ComponentResource
{
    /// <summary>Checks all arguments, then composes the dashboard.</summary>
    /// <param name="name">The component's name: a DNS label of at most 30 characters. Children are named after it.</param>
    /// <param name="args">The dashboard.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public FlowerDashboard(string name, FlowerDashboardArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:FlowerDashboard", name, args, options)
    {
        var subject = $"FlowerDashboard \"{name}\"";
        var reader = new ArgumentReader(subject, this);
        var model = DashboardModel.Read(reader, name, args);
        InstanceLabels.ValidateStack(reader.Faults, Deployment.Instance.StackName);
        reader.ThrowIfAny();

        var platform = model.Platform with { Cluster = args.Cluster.Complete(reader.At("cluster"), model.Platform.Cluster, this) };
        // The answers are checked as the arguments are, and may be there at once.
        reader.ThrowIfAny();
        var deployer = DeployerCheck.Before(subject, "deployerRoleArns", platform.DeployerRoleArns, new InvokeOptions { Parent = this });
        var viewer = new FlowerInstance(this, model.Viewer, platform, deployer);
        var admin = model.Administrator is null ? null : new FlowerInstance(this, model.Administrator, platform, deployer);

        Url = Output.Create(model.Viewer.Url);
        AdminUrl = Output.Create(model.Administrator?.Url);
        SecurityGroupId = viewer.SecurityGroupId;
        RoleArn = viewer.RoleArn;
        AdminRoleArn = admin?.RoleArn.Apply(arn => (string?)arn) ?? Output.Create((string?)null);
        SecretArns = viewer.SecretArns;
        AdminSecretArns = admin?.SecretArns.Apply(arns => (FlowerSecretArns?)arns) ?? Output.Create((FlowerSecretArns?)null);
        StateClaimName = viewer.StateClaimName?.Apply(claim => (string?)claim) ?? Output.Create((string?)null);
        LogGroupName = args.LogGroupName.Apply(logGroup => (string?)logGroup);
        RegisterOutputs();
    }

    /// <summary>The dashboard's address.</summary>
    [Output("url")]
    public Output<string> Url { get; private set; }

    /// <summary>The address of the instance on which the write endpoints work; null without one.</summary>
    [Output("adminUrl")]
    public Output<string?> AdminUrl { get; private set; }

    /// <summary>The id of the viewers' pods' security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>
    /// The ARN of the role that the viewers' pods read their secrets with: the policies of the broker's secret and of keys of your
    /// own name it.
    /// </summary>
    [Output("roleArn")]
    public Output<string> RoleArn { get; private set; }

    /// <summary>The ARN of the administrators' role of that kind; null without their instance.</summary>
    [Output("adminRoleArn")]
    public Output<string?> AdminRoleArn { get; private set; }

    /// <summary>The ARNs of the viewers' secrets.</summary>
    [Output("secretArns")]
    public Output<FlowerSecretArns> SecretArns { get; private set; }

    /// <summary>The ARNs of the administrators' secrets; null without their instance.</summary>
    [Output("adminSecretArns")]
    public Output<FlowerSecretArns?> AdminSecretArns { get; private set; }

    /// <summary>The name of the claim with Flower's state; null when the state is kept in memory only.</summary>
    [Output("stateClaimName")]
    public Output<string?> StateClaimName { get; private set; }

    /// <summary>The log group to which the gateways' audit log is shipped; null when none is named.</summary>
    [Output("logGroupName")]
    public Output<string?> LogGroupName { get; private set; }

    /// <summary>Checks what is known of a dashboard's arguments, before anything is created.</summary>
    /// <param name="name">The dashboard's name.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(string name, FlowerDashboardArgs args)
    {
        var reader = new ArgumentReader($"FlowerDashboard \"{name}\"");
        DashboardModel.Read(reader, name, args);
        return reader.Faults.All;
    }
}
