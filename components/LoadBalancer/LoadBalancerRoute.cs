using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// One instance's target group, listener rules, binding to its pods and DNS record. The hop to the pods is HTTPS and so
/// is the health check (ELB.21, ELB.22).
/// </summary>
internal static class LoadBalancerRoute
{
    // An AWS quota that can't be raised (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html).
    internal const int ConditionValuesPerRule = 5;

    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#host-conditions
    private const int LongestHost = 128;

    /// <summary>Creates the route, where a load balancer leads to the instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="platform">What the instances share.</param>
    /// <param name="namespaceName">The instance's namespace.</param>
    /// <param name="serviceName">The name of its Service.</param>
    /// <param name="options">The group's options.</param>
    public static void Create(
        Instance instance, Platform platform, Output<string> namespaceName, Output<string> serviceName, ComponentResourceOptions options)
    {
        if (instance is not { LoadBalancer: { } loadBalancer, ListenerArn: { } listenerArn })
            return;
        var group = new ResourceGroup("LoadBalancerRoute", $"{instance.Name}-route", options, platform.Tags);
        var (name, tags) = (group.Name, group.Tags);
        var targetGroup = new TargetGroup($"{name}-target", new TargetGroupArgs
        {
            NamePrefix = "flwr-",
            VpcId = platform.Cluster.VpcId,
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
        }, group.Child);

        foreach (var (ranges, index) in SourceRanges(instance).Select((ranges, index) => (ranges, index)))
        {
            _ = new ListenerRule(index == 0 ? $"{name}-rule" : $"{name}-rule-{index + 1}", new ListenerRuleArgs
            {
                // No priority: the provider takes the one after the highest and keeps it, so that a dashboard more or less moves no other's.
                ListenerArn = listenerArn,
                Conditions = Conditions(instance, ranges),
                Actions = Actions(instance.SignIn as LoadBalancerSignIn, targetGroup.Arn),
                Tags = tags,
            }, group.Child);
        }

        if (instance.CertificateArn is { } certificate)
        {
            // Deleting it takes the certificate from the listener, whoever else has put it there by then: so it has the host's
            // name, which it keeps when the dashboard is renamed, and goes before it comes again.
            _ = new ListenerCertificate($"{instance.Host}-listener-certificate", new ListenerCertificateArgs
            {
                ListenerArn = listenerArn,
                CertificateArn = certificate,
            }, new CustomResourceOptions { Parent = group.Resource, DeleteBeforeReplace = true, Aliases = Formerly(certificate) });
        }

        // Without spec.networking the controller opens no security group, and with an empty ports list it creates no rule
        // (https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2582).
        _ = new TargetGroupBinding($"{name}-binding", new TargetGroupBindingArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = namespaceName },
            Spec = new TargetGroupBindingSpecArgs
            {
                ServiceRef = new ServiceReferenceArgs { Name = serviceName, Port = GatewayPorts.Https },
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
                                    SecurityGroup = new SecurityGroupReferenceArgs { GroupId = loadBalancer.SecurityGroupId },
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
            Parent = group.Resource,
            // The controller's webhook refuses a new ARN, and Pulumi would update the object in place. It has a fixed name,
            // so that the old one has to go first.
            ReplaceOnChanges = { "spec.targetGroupARN" },
            DeleteBeforeReplace = true,
        });

        if (platform.HostedZoneId is { } zone)
            HostRecords.Create(instance.Host.ToString(), zone, loadBalancer, group.Child);
        if (platform.AlertTopicArn is { } topic && loadBalancer.ArnSuffix is { } arnSuffix)
            TargetHealthAlarm.Create(group, instance.Host, arnSuffix, targetGroup.ArnSuffix, topic);
    }

    /// <summary>Reads a host name that a listener's rule takes.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="text">The text as given.</param>
    public static HostName? ReadHost(ArgumentReader reader, string text)
    {
        var host = reader.Plain<HostName>("host", text, HostName.TryParse);
        reader.Require(
            text.Length <= LongestHost, "host", text, $"is longer than the {LongestHost} characters that a load balancer's rule accepts",
            "Choose a shorter name.");
        reader.Require(
            text[(text.LastIndexOf('.') + 1)..].All(char.IsAsciiLetter), "host", text,
            "does not end in letters alone, which a load balancer's rule requires", "Choose a name below a top-level domain of letters.");
        return host;
    }

    // Up to 0.1 it had the certificate's name, which isn't known at once when another resource gives it.
    private static List<Input<Alias>> Formerly(Output<string> certificateArn) => KnownValue.TryGet(certificateArn, out var arn)
        ? [new Alias { Name = $"listener-certificate-{arn[(arn.LastIndexOf('/') + 1)..]}" }]
        : [];

    private static InputList<ListenerRuleActionArgs> Actions(LoadBalancerSignIn? oidc, Output<string> targetGroupArn)
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
                ClientSecret = oidc.ClientSecret,
                Scope = "openid email",
                SessionTimeout = oidc.SessionTimeoutSeconds,
                OnUnauthenticatedRequest = "authenticate",
            },
        };
        return [authenticate, forward];
    }

    private static string[] Paths(UrlPrefix prefix) => prefix.IsRoot ? ["/*"] : [prefix.ToString(), prefix.Path("*")];

    private static IEnumerable<string[]> SourceRanges(Instance instance) => instance.Sources.Count == 0
        ? [[]]
        : instance.Sources.Select(range => range.ToString()).Order(StringComparer.Ordinal)
            .Chunk(ConditionValuesPerRule - 1 - Paths(instance.Prefix).Length);

    private static InputList<ListenerRuleConditionArgs> Conditions(Instance instance, string[] sourceRanges)
    {
        var conditions = new InputList<ListenerRuleConditionArgs>
        {
            new ListenerRuleConditionArgs { HostHeader = new ListenerRuleConditionHostHeaderArgs { Values = { instance.Host.ToString() } } },
            new ListenerRuleConditionArgs { PathPattern = new ListenerRuleConditionPathPatternArgs { Values = Paths(instance.Prefix) } },
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
