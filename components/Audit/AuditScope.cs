using Pulumi;

namespace FlowerInfra;

/// <summary>What the parts of one <see cref="AuditTrail"/> share.</summary>
/// <param name="Name">The component's name.</param>
/// <param name="Model">Its arguments, read and checked.</param>
/// <param name="Account">Where it is deployed.</param>
/// <param name="Parent">The component.</param>
/// <param name="Deployer">What every resource waits for: <see cref="DeployerCheck"/>.</param>
internal sealed record AuditScope(string Name, AuditModel Model, AwsAccount Account, Resource Parent, InputList<Resource> Deployer)
{
    /// <summary>The options of what can be made again.</summary>
    public CustomResourceOptions Child => new() { Parent = Parent, DependsOn = Deployer };

    /// <summary>The options of what holds logs, or without which they can't be read: protected.</summary>
    public CustomResourceOptions Logs => new() { Parent = Parent, DependsOn = Deployer, Protect = !Model.AllowsDeletion };

    /// <summary>The tags.</summary>
    public InputMap<string> Tags => Model.Tags;

    /// <summary>
    /// The log group's name. Fixed, so that the log shipper and the key's policy can name it, and with the stack's name,
    /// because stacks may share an account and region.
    /// </summary>
    public string LogGroupName => $"/flower-infra/{Deployment.Instance.StackName}/{Name}";

    /// <summary>The namespace of the metrics: alarms of one stack don't count what another's gateways refuse.</summary>
    public string MetricNamespace => $"FlowerInfra/{Deployment.Instance.StackName}/{Name}";

    /// <summary>The log group's ARN, known before the group is: its key comes first.</summary>
    public Output<string> LogGroupArn => Output.Format(
        $"arn:{Account.Partition}:logs:{Account.Region}:{Account.Id}:log-group:{LogGroupName}");

    /// <summary>The ARNs of the web ACLs' log groups, whose names AWS WAF wants to begin so.</summary>
    public Output<string> FirewallLogGroupArns => Output.Format(
        $"arn:{Account.Partition}:logs:{Account.Region}:{Account.Id}:log-group:aws-waf-logs-*");

    /// <summary>The ARNs of the account's EventBridge rules in this region.</summary>
    public Output<string> RuleArns => Output.Format($"arn:{Account.Partition}:events:{Account.Region}:{Account.Id}:rule/*");

    /// <summary>The ARNs of the account's alarms in this region.</summary>
    public Output<string> AlarmArns => Output.Format($"arn:{Account.Partition}:cloudwatch:{Account.Region}:{Account.Id}:alarm:*");
}
