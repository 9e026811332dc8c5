using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// One instance's target group, listener rules, binding to its pods and DNS record. The hop to the pods is HTTPS and so
/// is the health check (ELB.21, ELB.22).
/// </summary>
internal sealed class LoadBalancerRoute : ComponentResource
{
    // An AWS quota that can't be raised (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html).
    private const int ConditionValuesPerRule = 5;

    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#host-conditions
    private const int LongestHost = 128;

    public LoadBalancerRoute(string name, LoadBalancerRouteArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:LoadBalancerRoute", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var tags = args.Tags ?? new InputMap<string>();

        var targetGroup = new TargetGroup($"{name}-target", new TargetGroupArgs
        {
            NamePrefix = "flwr-",
            VpcId = args.VpcId,
            TargetType = "ip",
            Protocol = "HTTPS",
            Port = GatewayPorts.Https,
            DeregistrationDelay = 30,
            HealthCheck = new TargetGroupHealthCheckArgs
            {
                Protocol = "HTTPS",
                Port = $"{GatewayPorts.Health}",
                Path = "/healthcheck",
                Matcher = "200",
                Interval = 15,
                Timeout = 5,
                HealthyThreshold = 2,
                UnhealthyThreshold = 3,
            },
            Tags = tags,
        }, child);

        foreach (var (ranges, index) in SourceRanges(args).Select((ranges, index) => (ranges, index)))
        {
            _ = new ListenerRule(index == 0 ? $"{name}-rule" : $"{name}-rule-{index + 1}", new ListenerRuleArgs
            {
                // No priority: the provider takes the one after the highest and keeps it, so that a dashboard more or less moves no other's.
                ListenerArn = args.LoadBalancer.ListenerArn,
                Conditions = Conditions(args, ranges),
                Actions = Actions(args.Oidc, targetGroup.Arn),
                Tags = tags,
            }, child);
        }

        if (args.CertificateArn is { } certificate)
        {
            // Deleting it takes the certificate from the listener, whoever else has put it there by then: so it has the
            // certificate's name, which it keeps when the dashboard is renamed, and goes before it comes again.
            _ = new ListenerCertificate($"listener-certificate-{certificate[(certificate.LastIndexOf('/') + 1)..]}", new ListenerCertificateArgs
            {
                ListenerArn = args.LoadBalancer.ListenerArn,
                CertificateArn = certificate,
            }, new CustomResourceOptions { Parent = this, DeleteBeforeReplace = true });
        }

        // Without spec.networking the controller opens no security group, and with an empty ports list it creates no rule
        // (https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2582).
        _ = new TargetGroupBinding($"{name}-binding", new TargetGroupBindingArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = args.Namespace },
            Spec = new TargetGroupBindingSpecArgs
            {
                ServiceRef = new ServiceReferenceArgs { Name = args.ServiceName, Port = GatewayPorts.Https },
                TargetGroupArn = targetGroup.Arn,
                TargetType = "ip",
                Networking = new TargetGroupNetworkingArgs
                {
                    Ingress =
                    {
                        new TargetGroupIngressArgs
                        {
                            From =
                            {
                                new TargetGroupPeerArgs
                                {
                                    SecurityGroup = new SecurityGroupReferenceArgs { GroupId = args.LoadBalancer.SecurityGroupId },
                                },
                            },
                            Ports =
                            {
                                new TargetGroupPortArgs { Port = GatewayPorts.Https, Protocol = "TCP" },
                                new TargetGroupPortArgs { Port = GatewayPorts.Health, Protocol = "TCP" },
                            },
                        },
                    },
                },
            },
        }, new CustomResourceOptions
        {
            Parent = this,
            // The controller's webhook refuses a new ARN, and Pulumi would update the object in place. It has a fixed name,
            // so that the old one has to go first.
            ReplaceOnChanges = { "spec.targetGroupARN" },
            DeleteBeforeReplace = true,
        });

        if (args.HostedZoneId is { } zone)
            HostRecords.Create(args.Host, zone, args.LoadBalancer, child);
        if (args.AlertTopicArn is not null && args.LoadBalancer.ArnSuffix is not null)
            TargetHealthAlarm.Create(name, args, targetGroup.ArnSuffix, child);
        TargetGroupArn = targetGroup.Arn;
        RegisterOutputs();
    }

    /// <summary>The target group's ARN.</summary>
    [Output("targetGroupArn")]
    public Output<string> TargetGroupArn { get; private set; }

    /// <summary>Reads a host name that a listener's rule takes.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="key">Its key.</param>
    /// <param name="text">The text as given.</param>
    internal static HostName? ParseHost(ArgumentFaults faults, string key, string text)
    {
        var host = faults.Parse<HostName>(key, text, HostName.TryParse);
        faults.Require(
            text.Length <= LongestHost, key, text, $"is longer than the {LongestHost} characters that a load balancer's rule takes",
            "Choose a shorter name.");
        faults.Require(
            text[(text.LastIndexOf('.') + 1)..].All(char.IsAsciiLetter), key, text,
            "does not end in letters alone, as a load balancer's rule asks", "Choose a name below a top-level domain of letters.");
        return host;
    }

    private static InputList<ListenerRuleActionArgs> Actions(LoadBalancerOidc? oidc, Output<string> targetGroupArn)
    {
        var forward = new ListenerRuleActionArgs { Type = "forward", TargetGroupArn = targetGroupArn };
        if (oidc is null)
            return [forward];
        forward.Order = 2;
        var authenticate = new ListenerRuleActionArgs
        {
            Type = "authenticate-oidc",
            Order = 1,
            AuthenticateOidc = new ListenerRuleActionAuthenticateOidcArgs
            {
                Issuer = oidc.Issuer,
                AuthorizationEndpoint = oidc.AuthorizationEndpoint,
                TokenEndpoint = oidc.TokenEndpoint,
                UserInfoEndpoint = oidc.UserInfoEndpoint,
                ClientId = oidc.ClientId,
                ClientSecret = Output.CreateSecret(oidc.ClientSecret.ToOutput()),
                Scope = "openid email",
                SessionTimeout = oidc.SessionTimeoutSeconds,
                OnUnauthenticatedRequest = "authenticate",
            },
        };
        return [authenticate, forward];
    }

    private static IEnumerable<string[]> SourceRanges(LoadBalancerRouteArgs args) => args.SourceCidrBlocks.Count == 0
        ? [[]]
        : args.SourceCidrBlocks.Order(StringComparer.Ordinal).Chunk(ConditionValuesPerRule - 1 - args.PathPatterns.Count);

    private static InputList<ListenerRuleConditionArgs> Conditions(LoadBalancerRouteArgs args, string[] sourceRanges)
    {
        var conditions = new InputList<ListenerRuleConditionArgs>
        {
            new ListenerRuleConditionArgs { HostHeader = new ListenerRuleConditionHostHeaderArgs { Values = { args.Host } } },
            new ListenerRuleConditionArgs { PathPattern = new ListenerRuleConditionPathPatternArgs { Values = args.PathPatterns.ToArray() } },
        };
        if (sourceRanges.Length > 0)
        {
            conditions.Add(new ListenerRuleConditionArgs
            {
                SourceIp = new ListenerRuleConditionSourceIpArgs { Values = sourceRanges },
            });
        }

        return conditions;
    }
}
