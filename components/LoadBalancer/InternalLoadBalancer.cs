using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.WafV2;

namespace FlowerInfra;

/// <summary>
/// An internal application load balancer that only the VPN reaches: TLS with a policy that ELB.17 accepts, port 80
/// answers 301, and whatever no dashboard's rule takes gets 404.
/// </summary>
public sealed class InternalLoadBalancer : ComponentResource
{
    // Flower's workers page polls every few seconds and its slowest page, 100,000 tasks, takes 4.6 s, so that 60 s
    // never cuts a request short; nginx keeps its idle connections longer (75 s), or the load balancer would answer 502.
    private const int IdleTimeoutSeconds = 60;

    // https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html
    private const int HighestRate = 2_000_000_000;

    private readonly InternalLoadBalancerArgs _args;
    private readonly bool _isDualStack;

    /// <summary>Creates the load balancer, its security group and its two listeners.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">The network, the certificate and the VPN's ranges.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public InternalLoadBalancer(string name, InternalLoadBalancerArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:InternalLoadBalancer", name, args, options)
    {
        var faults = new ArgumentFaults();
        var ranges = Validate(faults, "", args);
        var providers = faults.ParseAll<Destination>("identityProviderCidrBlocks", args.IdentityProviderCidrBlocks, Destination.TryParse);
        faults.ThrowIfAny($"InternalLoadBalancer \"{name}\"", this);
        var tags = args.Tags ?? new InputMap<string>();
        _args = args;
        _isDualStack = IsDualStack(ranges);

        var vpn = new VpnAccess($"{name}-vpn", new VpnAccessArgs
        {
            VpcId = args.VpcId,
            CidrBlocks = args.VpnCidrBlocks,
            PrefixListIds = args.VpnPrefixListIds,
            Tags = args.Tags,
        }, new ComponentResourceOptions { Parent = this });

        var loadBalancer = new LoadBalancer($"{name}-alb", new LoadBalancerArgs
        {
            NamePrefix = "flwr-",
            LoadBalancerType = "application",
            Internal = true,
            // The subnets then need IPv6 ranges too.
            IpAddressType = _isDualStack ? "dualstack" : "ipv4",
            SecurityGroups = { vpn.SecurityGroupId },
            Subnets = args.SubnetIds.Order(StringComparer.Ordinal).ToArray(),
            DropInvalidHeaderFields = true,
            DesyncMitigationMode = "strictest",
            // The gateway takes the client's address from this header; "append" is what its trust in the subnets fits.
            XffHeaderProcessingMode = "append",
            EnableDeletionProtection = !args.AllowDeletion,
            IdleTimeout = IdleTimeoutSeconds,
            AccessLogs = args.AccessLogsBucket is null
                ? null!
                : new LoadBalancerAccessLogsArgs { Bucket = args.AccessLogsBucket, Prefix = name, Enabled = true },
            Tags = tags,
        }, new CustomResourceOptions { Parent = this });

        var https = new Listener($"{name}-https", new ListenerArgs
        {
            LoadBalancerArn = loadBalancer.Arn,
            Port = 443,
            Protocol = "HTTPS",
            SslPolicy = args.TlsPolicy ?? TlsPolicy.Default,
            CertificateArn = CertificateArn(name, args),
            DefaultActions =
            {
                new ListenerDefaultActionArgs
                {
                    Type = "fixed-response",
                    FixedResponse = new ListenerDefaultActionFixedResponseArgs { ContentType = "text/plain", StatusCode = "404" },
                },
            },
            Tags = tags,
        }, new CustomResourceOptions { Parent = this });

        _ = new Listener($"{name}-http", new ListenerArgs
        {
            LoadBalancerArn = loadBalancer.Arn,
            Port = 80,
            Protocol = "HTTP",
            DefaultActions =
            {
                new ListenerDefaultActionArgs
                {
                    Type = "redirect",
                    Redirect = new ListenerDefaultActionRedirectArgs { Port = "443", Protocol = "HTTPS", StatusCode = "HTTP_301" },
                },
            },
            Tags = tags,
        }, new CustomResourceOptions { Parent = this });

        IdentityProviderAccess.AddRules(
            name, vpn.SecurityGroupId, providers, args.AllowHttpsToAnyAddress, args.Tags,
            new CustomResourceOptions { Parent = this });
        var webAclIds = Protect(name, args, ranges, loadBalancer);
        if (args.AlertTopicArn is not null)
            Watch(name, args, args.AlertTopicArn, loadBalancer, vpn.SecurityGroupId, webAclIds);
        Arn = loadBalancer.Arn;
        ArnSuffix = loadBalancer.ArnSuffix;
        ListenerArn = https.Arn;
        SecurityGroupId = vpn.SecurityGroupId;
        DnsName = loadBalancer.DnsName;
        ZoneId = loadBalancer.ZoneId;
        RegisterOutputs();
    }

    /// <summary>The load balancer's ARN.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>The part of the ARN that CloudWatch's metrics are named by.</summary>
    [Output("arnSuffix")]
    public Output<string> ArnSuffix { get; private set; }

    /// <summary>The HTTPS listener's ARN, to which dashboards add their rules.</summary>
    [Output("listenerArn")]
    public Output<string> ListenerArn { get; private set; }

    /// <summary>The id of the load balancer's security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>The load balancer's DNS name.</summary>
    [Output("dnsName")]
    public Output<string> DnsName { get; private set; }

    /// <summary>The hosted zone id of that DNS name.</summary>
    [Output("zoneId")]
    public Output<string> ZoneId { get; private set; }

    /// <summary>What a dashboard takes as its <see cref="FlowerDashboardArgs.LoadBalancer"/>.</summary>
    public LoadBalancerReferenceArgs Reference => new()
    {
        ListenerArn = ListenerArn,
        SecurityGroupId = SecurityGroupId,
        DnsName = DnsName,
        ZoneId = ZoneId,
        ArnSuffix = ArnSuffix,
        IsDualStack = _isDualStack,
        SubnetCidrBlocks = _args.SubnetCidrBlocks,
        IdentityProviderCidrBlocks = _args.IdentityProviderCidrBlocks,
        AllowHttpsToAnyAddress = _args.AllowHttpsToAnyAddress,
    };

    /// <summary>Records the faults of these arguments.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, empty or ending in a separator.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The VPN's ranges, sorted.</returns>
    internal static IReadOnlyList<CidrBlock> Validate(ArgumentFaults faults, string path, InternalLoadBalancerArgs args)
    {
        faults.Require(
            args.SubnetIds.Count >= 2, $"{path}subnetIds", string.Join(",", args.SubnetIds),
            "names fewer than two subnets", "Name private subnets in at least two availability zones.");
        SubnetIds.Validate(faults, $"{path}subnetIds", args.SubnetIds);
        faults.Require(
            // Without subnets there is nothing to compare: they are the fault.
            args.SubnetIds.Count == 0 || args.SubnetCidrBlocks.Count == args.SubnetIds.Count, $"{path}subnetCidrBlocks", string.Join(",", args.SubnetCidrBlocks),
            $"does not give one range for each of {args.SubnetIds.Count} subnets", "Give the range of each subnet.");
        VpnAccess.ParseApart(faults, $"{path}subnetCidrBlocks", args.SubnetCidrBlocks);
        ValidateCertificate(faults, path, args);
        faults.Require(
            args.TlsPolicy is null || TlsPolicy.Accepted.Contains(args.TlsPolicy), $"{path}tlsPolicy", args.TlsPolicy,
            "is not a policy that ELB.17 accepts", $"Leave it out, or take one of {string.Join(", ", TlsPolicy.Accepted)}.");
        faults.Require(
            args.RequestsPerFiveMinutes is >= 10 and <= HighestRate, $"{path}requestsPerFiveMinutes", $"{args.RequestsPerFiveMinutes}",
            "is not a limit that AWS WAF takes", $"Write a number from 10 to {HighestRate}.");
        faults.Require(
            args.UsersBehindOneAddress >= 1 && (long)Math.Min(args.RequestsPerFiveMinutes, HighestRate) * args.UsersBehindOneAddress <= HighestRate,
            $"{path}usersBehindOneAddress", $"{args.UsersBehindOneAddress}",
            $"is not a number of users, or makes a limit above the {HighestRate} that AWS WAF takes",
            "Write the number of people who are on the VPN at once, 1 or more.");
        faults.Require(
            !(args.WithoutWebAcl && args.WebAclArn is not null), $"{path}withoutWebAcl", "true",
            "contradicts webAclArn", "Leave one of the two out.");
        return VpnAccess.ParseRanges(
            faults, $"{path}vpnCidrBlocks", args.VpnCidrBlocks, $"{path}vpnPrefixListIds", args.VpnPrefixListIds);
    }

    private static void ValidateCertificate(ArgumentFaults faults, string path, InternalLoadBalancerArgs args)
    {
        const string fix = "Give the ARN of a certificate in ACM, such as arn:aws:acm:eu-west-1:123456789012:certificate/…, or issuedCertificate.";
        args.IssuedCertificate?.Validate(faults, $"{path}issuedCertificate.");
        faults.Require(
            (args.CertificateArn is null) != (args.IssuedCertificate is null), $"{path}certificateArn", args.CertificateArn,
            args.CertificateArn is null ? "is missing" : "contradicts issuedCertificate", fix);
        if (args.CertificateArn is null)
            return;
        var match = ArnPatterns.Certificate().Match(args.CertificateArn);
        faults.Require(match.Success, $"{path}certificateArn", args.CertificateArn, "is not the ARN of an ACM certificate", fix);
        faults.Require(
            !match.Success || args.Region is null || match.Groups["region"].Value == args.Region, $"{path}certificateArn", args.CertificateArn,
            $"is in another region than the load balancer, {args.Region}",
            "A load balancer takes certificates of its own region: request or import one there.");
    }

    private static bool IsDualStack(IReadOnlyList<CidrBlock> ranges) => ranges.Any(range => range.IsIPv6);

    private Input<string> CertificateArn(string name, InternalLoadBalancerArgs args) => args.IssuedCertificate is { } issued
        ? new IssuedCertificate($"{name}-tls", new IssuedCertificateArgs
        {
            DomainNames = issued.DomainNames,
            ValidationZoneId = issued.ValidationZoneId,
            Tags = issued.Tags ?? args.Tags,
        }, new ComponentResourceOptions { Parent = this }).CertificateArn
        : args.CertificateArn!;

    private Output<ImmutableArray<string>> Protect(string name, InternalLoadBalancerArgs args, IReadOnlyList<CidrBlock> ranges, LoadBalancer loadBalancer)
    {
        if (args.WithoutWebAcl)
            return Output.Create(ImmutableArray<string>.Empty);
        var firewall = args.WebAclArn is null ? CreateFirewall(name, args, ranges) : null;
        // Whichever web ACL is taken, its association has one name and goes before the next one comes: deleting one takes away
        // the load balancer's web ACL, also when it is another's by then (https://github.com/pulumi/pulumi-aws/issues/4782).
        _ = new WebAclAssociation($"{name}-web-acl", new WebAclAssociationArgs
        {
            ResourceArn = loadBalancer.Arn,
            WebAclArn = firewall is null ? args.WebAclArn! : firewall.Arn,
        }, new CustomResourceOptions { Parent = this, DeleteBeforeReplace = true });
        return firewall?.WebAclIds ?? args.WebAclArn.Apply(arn => ImmutableArray.Create(arn[(arn.LastIndexOf('/') + 1)..]));
    }

    private void Watch(
        string name,
        InternalLoadBalancerArgs args,
        Input<string> topicArn,
        LoadBalancer loadBalancer,
        Output<string> securityGroupId,
        Output<ImmutableArray<string>> webAclIds)
    {
        var tags = args.Tags ?? new InputMap<string>();
        var child = new CustomResourceOptions { Parent = this };
        FirewallAlerts.OnSecurityGroups(name, topicArn, [securityGroupId], tags, child);
        FirewallAlerts.OnLoadBalancer(name, topicArn, loadBalancer, webAclIds, tags, child);
        if (args.VpnPrefixListIds is { Count: > 0 } prefixLists)
            FirewallAlerts.OnPrefixLists(name, topicArn, prefixLists, tags, child);
    }

    private LoadBalancerFirewall CreateFirewall(string name, InternalLoadBalancerArgs args, IReadOnlyList<CidrBlock> ranges) =>
        new($"{name}-firewall", new LoadBalancerFirewallArgs
        {
            CidrBlocks = ranges,
            AllowsOtherSources = args.VpnPrefixListIds is { Count: > 0 },
            RequestsPerFiveMinutes = args.RequestsPerFiveMinutes * args.UsersBehindOneAddress,
            LogKmsKeyArn = args.LogKmsKeyArn,
            Tags = args.Tags,
        }, new ComponentResourceOptions { Parent = this });
}
