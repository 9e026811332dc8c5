using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.WafV2;
using Pulumi.Aws.WafV2.Inputs;
// A rule is also a resource of its own, whose arguments have the same name.
using WebAclRuleArgs = Pulumi.Aws.WafV2.Inputs.WebAclRuleArgs;

namespace FlowerInfra;

/// <summary>
/// The load balancer's web ACL: a rate limit per address, the known-bad inputs (Log4j among them), and after those only the
/// VPN's ranges. Its log leaves out the headers that carry credentials.
/// Controls: ELB.16, WAF.10, WAF.12, CKV_AWS_175, CKV_AWS_192, CKV2_AWS_31, CKV2_AWS_76.
/// </summary>
internal sealed class LoadBalancerFirewall : ComponentResource
{
    public LoadBalancerFirewall(string name, LoadBalancerFirewallArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:LoadBalancerFirewall", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var tags = args.Tags ?? new InputMap<string>();
        var rules = new InputList<WebAclRuleArgs> { RateLimit(args.RequestsPerFiveMinutes), KnownBadInputs() };
        var ids = new List<Input<string>>();
        foreach (var (version, priority) in new[] { ("IPV4", 10), ("IPV6", 11) })
        {
            var ranges = args.CidrBlocks.Where(cidr => cidr.IsIPv6 == (version == "IPV6")).Select(cidr => cidr.ToString()).ToArray();
            if (ranges.Length == 0)
                continue;
            var addresses = new IpSet($"{name}-{version.ToLowerInvariant()}", new IpSetArgs
            {
                Scope = "REGIONAL",
                IpAddressVersion = version,
                Addresses = ranges,
                Description = "VPN ranges",
                Tags = tags,
            }, child);
            rules.Add(Allow(version, priority, addresses.Arn));
            ids.Add(addresses.Id);
        }

        var acl = new WebAcl($"{name}-acl", new WebAclArgs
        {
            Scope = "REGIONAL",
            Description = "Flower: VPN ranges, rate limited",
            // A prefix list can't stand in a web ACL. Where one admits clients, the security group alone says who they are.
            DefaultAction = args.AllowsOtherSources
                ? new WebAclDefaultActionArgs { Allow = new WebAclDefaultActionAllowArgs() }
                : new WebAclDefaultActionArgs { Block = new WebAclDefaultActionBlockArgs() },
            Rules = rules,
            VisibilityConfig = new WebAclVisibilityConfigArgs
            {
                CloudwatchMetricsEnabled = true,
                MetricName = $"{name}-acl",
                SampledRequestsEnabled = false,
            },
            Tags = tags,
        }, child);
        CreateLog(name, args, acl, tags);
        Arn = acl.Arn;
        ids.Add(acl.Id);
        WebAclIds = Output.All(ids.ToArray());
        RegisterOutputs();
    }

    /// <summary>The web ACL's ARN.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>The ids of the web ACL and of the address sets in it.</summary>
    public Output<ImmutableArray<string>> WebAclIds { get; }

    private void CreateLog(string name, LoadBalancerFirewallArgs args, WebAcl acl, InputMap<string> tags)
    {
        // AWS WAF writes only to log groups whose name starts with aws-waf-logs-
        // (https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html). Of a name there is one in an account
        // and region, which several stacks may share.
        var log = new LogGroup($"{name}-log", new LogGroupArgs
        {
            Name = $"aws-waf-logs-{Deployment.Instance.StackName}-{name}",
            RetentionInDays = 365,
            KmsKeyId = args.LogKmsKeyArn!,
            Tags = tags,
        }, new CustomResourceOptions { Parent = this });
        _ = new WebAclLoggingConfiguration($"{name}-logging", new WebAclLoggingConfigurationArgs
        {
            ResourceArn = acl.Arn,
            LogDestinationConfigs = { log.Arn },
            // The identity provider sends its code in the query.
            RedactedFields =
            {
                Redacted("authorization"),
                Redacted("cookie"),
                new WebAclLoggingConfigurationRedactedFieldArgs { QueryString = new WebAclLoggingConfigurationRedactedFieldQueryStringArgs() },
            },
        }, new CustomResourceOptions { Parent = this });
    }

    private static WebAclLoggingConfigurationRedactedFieldArgs Redacted(string header) =>
        new() { SingleHeader = new WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs { Name = header } };

    private static WebAclRuleArgs RateLimit(int requestsPerFiveMinutes) => new()
    {
        Name = "rate",
        Priority = 0,
        Action = new WebAclRuleActionArgs { Block = new WebAclRuleActionBlockArgs() },
        Statement = new WebAclRuleStatementArgs
        {
            RateBasedStatement = new WebAclRuleStatementRateBasedStatementArgs
            {
                AggregateKeyType = "IP",
                EvaluationWindowSec = 300,
                Limit = requestsPerFiveMinutes,
            },
        },
        VisibilityConfig = Visibility("rate"),
    };

    private static WebAclRuleArgs KnownBadInputs() => new()
    {
        Name = "known-bad-inputs",
        Priority = 1,
        OverrideAction = new WebAclRuleOverrideActionArgs { None = new WebAclRuleOverrideActionNoneArgs() },
        Statement = new WebAclRuleStatementArgs
        {
            ManagedRuleGroupStatement = new WebAclRuleStatementManagedRuleGroupStatementArgs
            {
                VendorName = "AWS",
                Name = "AWSManagedRulesKnownBadInputsRuleSet",
            },
        },
        VisibilityConfig = Visibility("known-bad-inputs"),
    };

    private static WebAclRuleArgs Allow(string version, int priority, Output<string> ipSetArn) => new()
    {
        Name = $"vpn-{version.ToLowerInvariant()}",
        Priority = priority,
        Action = new WebAclRuleActionArgs { Allow = new WebAclRuleActionAllowArgs() },
        Statement = new WebAclRuleStatementArgs
        {
            IpSetReferenceStatement = new WebAclRuleStatementIpSetReferenceStatementArgs { Arn = ipSetArn },
        },
        VisibilityConfig = Visibility($"vpn-{version.ToLowerInvariant()}"),
    };

    private static WebAclRuleVisibilityConfigArgs Visibility(string metric) =>
        new() { CloudwatchMetricsEnabled = true, MetricName = metric, SampledRequestsEnabled = false };
}
