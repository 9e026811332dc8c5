using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Ec2;
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

    /// <summary>Creates the load balancer, its security group and its two listeners.</summary>
    /// <param name="name">The component's name; children are named after it.</param>
    /// <param name="args">The network, the certificate and the VPN's ranges.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public InternalLoadBalancer(string name, InternalLoadBalancerArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:InternalLoadBalancer", name, args, options)
    {
        var reader = new ArgumentReader($"InternalLoadBalancer \"{name}\"", this);
        var (vpn, providers, subnetIds, subnetRanges, certificateArn, records) = Read(reader, args);
        reader.ThrowIfAny();
        var tags = args.Tags ?? new InputMap<string>();
        var ranges = subnetRanges ?? VpnRanges.RefuseSubnets(reader, vpn.Given, LookUp(reader, subnetIds));
        // The answers are checked as the arguments are, and may be there at once.
        reader.ThrowIfAny();
        var access = new VpnAccess(name, this, args.VpcId, vpn, tags);

        var loadBalancer = new LoadBalancer($"{name}-alb", new LoadBalancerArgs
        {
            NamePrefix = "flwr-",
            LoadBalancerType = "application",
            Internal = true,
            // The subnets then need IPv6 ranges too.
            IpAddressType = vpn.IsDualStack ? "dualstack" : "ipv4",
            SecurityGroups = { access.SecurityGroupId },
            Subnets = subnetIds.Apply(ids => ids.Sort(StringComparer.Ordinal)),
            DropInvalidHeaderFields = true,
            DesyncMitigationMode = "strictest",
            // The gateway takes the client's address from this header; "append" is what its trust in the subnets fits.
            XffHeaderProcessingMode = "append",
            EnableDeletionProtection = args.AllowDeletion != true,
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
            CertificateArn = certificateArn ?? IssuedCertificate.Create(name, this, args.IssuedCertificate!, args.IssuedCertificate!.Tags ?? tags),
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

        IdentityProviderRules.Add(this, name, access.SecurityGroupId, providers, tags);
        var webAclIds = Protect(name, args, vpn, loadBalancer);
        if (args.AlertTopicArn is not null)
            Watch(name, args.AlertTopicArn, loadBalancer, access.SecurityGroupId, vpn, webAclIds, tags);
        Arn = loadBalancer.Arn;
        ArnSuffix = loadBalancer.ArnSuffix;
        ListenerArn = https.Arn;
        SecurityGroupId = access.SecurityGroupId;
        DnsName = loadBalancer.DnsName;
        ZoneId = loadBalancer.ZoneId;
        Target = new LoadBalancerTarget
        {
            ListenerArn = https.Arn,
            SecurityGroupId = access.SecurityGroupId,
            DnsName = loadBalancer.DnsName,
            ZoneId = loadBalancer.ZoneId,
            ArnSuffix = loadBalancer.ArnSuffix,
            IsDualStack = vpn.IsDualStack,
            SubnetRanges = ranges,
            // What prefix lists hold is known to AWS only: beside them nothing is known to be kept out.
            VpnRanges = vpn.PrefixListIds.Count > 0 ? null : Output.Create(vpn.Ranges.ToImmutableArray()),
            Providers = Output.Create(Texts(providers.Ranges)),
            ReachesAnyAddress = Output.Create(providers.ToAnyAddress),
        };
        records.Create(Target, new CustomResourceOptions { Parent = this });
        Reference = Output.Tuple(https.Arn, access.SecurityGroupId, loadBalancer.DnsName, loadBalancer.ZoneId, loadBalancer.ArnSuffix, ranges)
            .Apply(it => new LoadBalancerReference(
                it.Item1, it.Item2, it.Item3, it.Item4, it.Item5, vpn.IsDualStack, Texts(it.Item6),
                vpn.PrefixListIds.Count > 0 ? [] : Texts(vpn.Ranges), Texts(providers.Ranges), providers.ToAnyAddress));
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

    /// <summary>
    /// What dashboards need of it. As a stack's output it reaches other stacks: <see cref="LoadBalancerReferenceArgs.From"/>.
    /// Dashboards of the same program take the load balancer itself.
    /// </summary>
    [Output("reference")]
    public Output<LoadBalancerReference> Reference { get; private set; }

    /// <summary>The load balancer as a dashboard sees it.</summary>
    internal LoadBalancerTarget Target { get; }

    /// <summary>Checks what is known of a load balancer's arguments, before anything is created.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(InternalLoadBalancerArgs args)
    {
        var reader = new ArgumentReader("InternalLoadBalancer");
        Read(reader, args);
        return reader.Faults.All;
    }

    private static ImmutableArray<string> Texts(IEnumerable<object> values) => [.. values.Select(value => $"{value}")];

    private static (VpnRanges Vpn, ProviderAccess Providers, Output<ImmutableArray<string>> SubnetIds,
        Output<ImmutableArray<CidrBlock>>? SubnetRanges, Output<string>? CertificateArn, HostRecords Records) Read(ArgumentReader reader, InternalLoadBalancerArgs args)
    {
        var subnetIds = reader.Check(reader.Texts("subnetIds", args.SubnetIds, TextRule.Subnet), (ids, faults) =>
        {
            faults.Require(
                ids.Length >= 2, reader.Key("subnetIds"), string.Join(",", ids), "names fewer than two subnets",
                "Name private subnets in at least two availability zones.");
            for (var i = 0; i < ids.Length; i++)
                faults.Require(ids.IndexOf(ids[i]) == i, reader.Key($"subnetIds[{i}]"), ids[i], "is named twice", "Name each subnet once.");
        });
        var vpn = VpnRanges.Read(reader, args.VpnCidrBlocks, args.VpnPrefixListIds);
        var subnetRanges = args.SubnetCidrBlocks is null
            ? null : VpnRanges.RefuseSubnets(reader, vpn.Given, ReadSubnetRanges(reader, args.SubnetCidrBlocks, subnetIds));
        reader.Require(
            args.TlsPolicy is null || TlsPolicy.Accepted.Contains(args.TlsPolicy), "tlsPolicy", args.TlsPolicy,
            "is not a policy that ELB.17 accepts", $"Leave it out, or take one of {string.Join(", ", TlsPolicy.Accepted)}.");
        var (requests, users) = (args.RequestsPerFiveMinutes ?? InternalLoadBalancerArgs.DefaultRequestsPerFiveMinutes, args.UsersBehindOneAddress ?? 1);
        reader.Require(
            requests is >= 10 and <= HighestRate, "requestsPerFiveMinutes", $"{requests}", "is not a limit that AWS WAF accepts",
            $"Write a number from 10 to {HighestRate}.");
        reader.Require(
            users >= 1 && (long)Math.Min(requests, HighestRate) * users <= HighestRate, "usersBehindOneAddress", $"{users}",
            $"is not a number of users, or makes a limit above the {HighestRate} that AWS WAF accepts",
            "Write the number of people who are on the VPN at once, 1 or more.");
        reader.Require(
            !(args.WithoutWebAcl == true && args.WebAclArn is not null), "withoutWebAcl", "true", "contradicts webAclArn",
            "Leave one of the two out.");
        return (
            vpn,
            new ProviderAccess(
                [.. reader.PlainList<Destination>("identityProviderCidrBlocks", args.IdentityProviderCidrBlocks, Destination.TryParse).Distinct()],
                args.AllowHttpsToAnyAddress == true),
            subnetIds, subnetRanges, ReadCertificate(reader, args),
            HostRecords.Read(reader, args.HostNames, args.HostedZoneId));
    }

    private static Output<ImmutableArray<CidrBlock>> ReadSubnetRanges(
        ArgumentReader reader, InputList<string> given, Output<ImmutableArray<string>> subnetIds)
    {
        var ranges = reader.Values<CidrBlock, ImmutableArray<CidrBlock>>("subnetCidrBlocks", given, CidrBlock.TryParse, (all, faults) =>
        {
            for (var i = 0; i < all.Length; i++)
            {
                // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html; a load balancer asks for a /27 at least.
                faults.Require(
                    all[i].IsIPv6 || all[i].PrefixLength is >= 16 and <= 27, reader.Key($"subnetCidrBlocks[{i}]"), $"{all[i]}",
                    "is not the range of a load balancer's subnet, which is a /16 to a /27", "Give the range of the subnet, not of the VPC.");
                if (all.Take(i).FirstOrDefault(all[i].Overlaps) is { } other)
                    faults.Add(reader.Key($"subnetCidrBlocks[{i}]"), $"{all[i]}", $"overlaps {other}", "Keep one of the two.");
            }

            return all;
        });
        return reader.Check(Output.Tuple(ranges, subnetIds), (it, faults) => faults.Require(
            // Without subnets there is nothing to compare: they are the fault.
            it.Item1.IsDefault || it.Item2.Length == 0 || it.Item1.Length == it.Item2.Length, reader.Key("subnetCidrBlocks"),
            it.Item1.IsDefault ? null : string.Join(",", it.Item1),
            $"does not give one range for each of {it.Item2.Length} subnets", "Give the range of each subnet, or leave it out."))
            .Apply(it => it.Item1);
    }

    private static Output<string>? ReadCertificate(ArgumentReader reader, InternalLoadBalancerArgs args)
    {
        args.IssuedCertificate?.Check(reader.At("issuedCertificate"));
        reader.Require(
            (args.CertificateArn is null) != (args.IssuedCertificate is null), "certificateArn", null,
            args.CertificateArn is null ? "is missing" : "contradicts issuedCertificate",
            "Give the ARN of a certificate in ACM, such as arn:aws:acm:eu-west-1:123456789012:certificate/…, or issuedCertificate.");
        if (reader.OptionalText("certificateArn", args.CertificateArn, TextRule.Certificate) is not { } arn)
            return null;
        return args.Region is null ? arn : reader.Check(Output.Tuple(arn, args.Region.ToOutput()), (it, faults) => faults.Require(
            it.Item1?.Split(':') is not ["arn", _, "acm", var region, ..] || region == it.Item2, reader.Key("certificateArn"), it.Item1,
            $"is in another region than the load balancer, {it.Item2}",
            "A load balancer takes certificates of its own region: request or import one there.")).Apply(it => it.Item1);
    }

    private Output<ImmutableArray<CidrBlock>> LookUp(ArgumentReader reader, Output<ImmutableArray<string>> subnetIds) => reader.Values<CidrBlock>(
        "subnetCidrBlocks",
        subnetIds.Apply(ids => Output.All(ids.Select(id => (Input<string>)GetSubnet.Invoke(
            new GetSubnetInvokeArgs { Id = id }, new InvokeOptions { Parent = this }).Apply(subnet => subnet.CidrBlock)))),
        CidrBlock.TryParse);

    private Output<ImmutableArray<string>> Protect(string name, InternalLoadBalancerArgs args, VpnRanges vpn, LoadBalancer loadBalancer)
    {
        if (args.WithoutWebAcl == true)
            return Output.Create(ImmutableArray<string>.Empty);
        var firewall = args.WebAclArn is not null ? null : new LoadBalancerFirewall(
            name, this, vpn, (args.RequestsPerFiveMinutes ?? InternalLoadBalancerArgs.DefaultRequestsPerFiveMinutes) * (args.UsersBehindOneAddress ?? 1),
            args.LogKmsKeyArn, args.Tags ?? new InputMap<string>());
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
        string name, Input<string> topicArn, LoadBalancer loadBalancer, Output<string> securityGroupId, VpnRanges vpn,
        Output<ImmutableArray<string>> webAclIds, InputMap<string> tags)
    {
        var child = new CustomResourceOptions { Parent = this };
        FirewallAlerts.OnSecurityGroups(name, topicArn, [securityGroupId], tags, child);
        FirewallAlerts.OnLoadBalancer(name, topicArn, loadBalancer, webAclIds, tags, child);
        if (vpn.PrefixListIds.Count > 0)
            FirewallAlerts.OnPrefixLists(name, topicArn, vpn.PrefixListIds, tags, child);
    }
}
