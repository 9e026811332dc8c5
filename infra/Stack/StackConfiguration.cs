using Pulumi;

namespace FlowerInfra;

/// <summary>A stack's configuration, read, typed and checked.</summary>
internal sealed record StackConfiguration
{
    /// <summary>The load balancer's name, under which it delivers its access logs.</summary>
    public const string LoadBalancerName = "flower-lb";

    /// <summary>What is logged and who hears about it; null when the stack has no audit trail of its own.</summary>
    public required AuditTrailArgs? Audit { get; init; }

    /// <summary>The load balancer that all dashboards of the stack share.</summary>
    public required InternalLoadBalancerArgs LoadBalancer { get; init; }

    /// <summary>The dashboards, sorted by name; their load balancer is put in once it exists.</summary>
    public required IReadOnlyList<(string Name, FlowerDashboardArgs Args)> Dashboards { get; init; }

    /// <summary>Reads the project's configuration and checks it with the components' own rules.</summary>
    /// <exception cref="ArgumentFaultsException">A key is missing, mistyped, unknown or refused; the message lists all of them.</exception>
    public static StackConfiguration Read()
    {
        var faults = new ArgumentFaults();
        var reader = ConfigurationReader.For(new Config(), faults);
        var shared = SharedConfiguration.Read(reader);
        InternalLoadBalancer.Validate(faults, reader.Path, shared.LoadBalancer);
        var audit = AuditConfiguration.Read(reader.Section("audit"), shared, LoadBalancerName);
        if (audit is not null)
            AuditTrail.Validate(faults, $"{reader.Path}audit.", audit);
        var dashboards = DashboardConfiguration.Read(reader, shared, faults);
        // Read, and refused, where the controls are evaluated.
        reader.LeaveToOthers("waivers");
        reader.RefuseUnknown();
        faults.ThrowIfAny($"The configuration of stack \"{Deployment.Instance.StackName}\"");
        return new StackConfiguration { Audit = audit, LoadBalancer = shared.LoadBalancer, Dashboards = dashboards };
    }
}
