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
internal sealed class LoadBalancerFirewall
{
    private readonly ResourceGroup _group;

    /// <summary>Creates the web ACL.</summary>
    /// <param name="name">The load balancer's name.</param>
    /// <param name="parent">The load balancer.</param>
    /// <param name="vpn">Who may reach the load balancer.</param>
    /// <param name="requestsPerFiveMinutes">Requests that one address may send in five minutes.</param>
    /// <param name="logKmsKeyArn">The key that encrypts the log; null for CloudWatch's own.</param>
    /// <param name="tags">The tags.</param>
    public LoadBalancerFirewall(
        string name, Resource parent, VpnRanges vpn, int requestsPerFiveMinutes, Input<string>? logKmsKeyArn, InputMap<string> tags)
    {
        _group = new ResourceGroup("LoadBalancerFirewall", $"{name}-firewall", new ComponentResourceOptions { Parent = parent }, tags);
        var rules = new InputList<WebAclRuleArgs> { RateLimit(requestsPerFiveMinutes), KnownBadInputs() };
        var ids = new List<Input<string>>();
        foreach (var (version, priority) in new[] { ("IPV4", 10), ("IPV6", 11) })
        {
            var ranges = vpn.Ranges.Where(cidr => cidr.IsIPv6 == (version == "IPV6")).Select(cidr => cidr.ToString()).ToArray();
            if (ranges.Length == 0)
                continue;
            var addresses = new IpSet($"{_group.Name}-{version.ToLowerInvariant()}", new IpSetArgs
            {
                Scope = "REGIONAL",
                IpAddressVersion = version,
                Addresses = ranges,
                Description = "VPN ranges",
                Tags = tags,
            }, _group.Child);
            rules.Add(Allow(version, priority, addresses.Arn));
            ids.Add(addresses.Id);
        }

        var acl = new WebAcl($"{_group.Name}-acl", new WebAclArgs
        {
            Scope = "REGIONAL",
            Description = "Flower: VPN ranges, rate limited",
            // A prefix list can't stand in a web ACL. Where one admits clients, the security group alone says who they are.
            DefaultAction = vpn.PrefixListIds.Count > 0
                ? new WebAclDefaultActionArgs { Allow = new WebAclDefaultActionAllowArgs() }
                : new WebAclDefaultActionArgs { Block = new WebAclDefaultActionBlockArgs() },
            Rules = rules,
            VisibilityConfig = new WebAclVisibilityConfigArgs
            {
                CloudwatchMetricsEnabled = true,
                MetricName = $"{_group.Name}-acl",
                SampledRequestsEnabled = false,
            },
            Tags = tags,
        }, _group.Child);
        CreateLog(acl, logKmsKeyArn);
        Arn = acl.Arn;
        ids.Add(acl.Id);
        WebAclIds = Output.All(ids.ToArray());
    }

    /// <summary>The web ACL's ARN.</summary>
    public Output<string> Arn { get; }

    /// <summary>The ids of the web ACL and of the address sets in it.</summary>
    public Output<ImmutableArray<string>> WebAclIds { get; }

    private void CreateLog(WebAcl acl, Input<string>? kmsKeyArn)
    {
        // AWS WAF writes only to log groups whose name starts with aws-waf-logs-
        // (https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html). Of a name there is one in an account
        // and region, which several stacks may share.
        var log = new LogGroup($"{_group.Name}-log", new LogGroupArgs
        {
            Name = $"aws-waf-logs-{Deployment.Instance.StackName}-{_group.Name}",
            RetentionInDays = AuditTrailArgs.YearInDays,
            KmsKeyId = kmsKeyArn!,
            Tags = _group.Tags,
        }, _group.Child);
        _ = new WebAclLoggingConfiguration($"{_group.Name}-logging", new WebAclLoggingConfigurationArgs
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
        }, _group.Child);
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
