using Pulumi;

namespace FlowerInfra;

/// <summary>An internal load balancer for one or many dashboards.</summary>
public sealed class InternalLoadBalancerArgs : ResourceArgs
{
    internal const int DefaultRequestsPerFiveMinutes = 15_000;

    /// <summary>The id of the VPC.</summary>
    /// <example>vpc-0a1b2c3d4e5f60718</example>
    [Input("vpcId", required: true)]
    public required Input<string> VpcId { get; set; }

    /// <summary>The ids of private subnets in at least two availability zones (ELB.13).</summary>
    /// <example>["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]</example>
    [Input("subnetIds", required: true)]
    public required InputList<string> SubnetIds { get; set; }

    /// <summary>
    /// The address ranges of those subnets. The load balancer's requests come from them: the pods admit them, and take the
    /// client's address from their <c>X-Forwarded-For</c> alone. Default: looked up from the subnets.
    /// </summary>
    /// <example>["10.40.0.0/24", "10.40.1.0/24"]</example>
    [Input("subnetCidrBlocks")]
    public InputList<string>? SubnetCidrBlocks { get; set; }

    /// <summary>
    /// The VPN's private ranges IPv4 or IPv6, of which none contains another, as the load balancer sees them. AWS Client VPN
    /// shows the addresses of its network interfaces instead of its IPv4 clients': give the ranges of the subnets that are
    /// associated with its endpoint, and <see cref="UsersBehindOneAddress"/>. Plain: each has rules of its own.
    /// </summary>
    /// <example>["10.8.0.0/16", "fd12:3456:789a::/48"]</example>
    [Input("vpnCidrBlocks")]
    public List<string>? VpnCidrBlocks { get; set; }

    /// <summary>Ids of managed prefix lists that hold VPN ranges (<c>pl-…</c>). Plain: each has rules of its own.</summary>
    /// <example>["pl-0a1b2c3d4e5f60718"]</example>
    [Input("vpnPrefixListIds")]
    public List<string>? VpnPrefixListIds { get; set; }

    /// <summary>
    /// The ARN of an existing certificate for the dashboards' host names: one of ACM in the load balancer's region, or a server
    /// certificate of IAM. Either this or <see cref="IssuedCertificate"/>.
    /// </summary>
    /// <example>arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ad</example>
    [Input("certificateArn")]
    public Input<string>? CertificateArn { get; set; }

    /// <summary>The certificate to be issued and validated; either this or <see cref="CertificateArn"/>.</summary>
    [Input("issuedCertificate")]
    public IssuedCertificateArgs? IssuedCertificate { get; set; }

    /// <summary>
    /// The load balancer's region, for example <c>eu-west-1</c>, with which the certificate's is compared. Default: not
    /// compared.
    /// </summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>
    /// The TLS policy: one of <see cref="FlowerInfra.TlsPolicy.Accepted"/>. Plain: it is checked before anything is created.
    /// Default: <see cref="FlowerInfra.TlsPolicy.Default"/>.
    /// </summary>
    /// <example>ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09</example>
    [Input("tlsPolicy")]
    public string? TlsPolicy { get; set; }

    /// <summary>The S3 bucket for access logs; without it none are written, which the control of ELB.5 reports.</summary>
    /// <example>platform-access-logs</example>
    [Input("accessLogsBucket")]
    public Input<string>? AccessLogsBucket { get; set; }

    /// <summary>
    /// The ARN of an existing web ACL instead of the component's own, which limits the rate and admits the VPN's ranges.
    /// </summary>
    /// <example>arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("webAclArn")]
    public Input<string>? WebAclArn { get; set; }

    /// <summary>
    /// Requests that one user may send in five minutes before the component's web ACL blocks the user's address; AWS's least
    /// is 10. Plain: it is checked together with <see cref="UsersBehindOneAddress"/>. Default: 15000: 40 open tabs of the workers
    /// table, which ask every second, send 12000.
    /// </summary>
    [Input("requestsPerFiveMinutes")]
    public int? RequestsPerFiveMinutes { get; set; }

    /// <summary>
    /// How many users share one address: as many times <see cref="RequestsPerFiveMinutes"/> pass from it. A VPN that
    /// translates addresses, as AWS Client VPN does with IPv4
    /// (<see href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is-best-practices.html"/>), shows one address
    /// for all users of a subnet, and the web ACL would block all of them for the requests of a few. Give the most users that
    /// are connected at once. It weakens the limit: a single user may then send as much as all. Plain: it multiplies
    /// the limit. Default: 1, for a VPN that shows each client's own address.
    /// </summary>
    [Input("usersBehindOneAddress")]
    public int? UsersBehindOneAddress { get; set; }

    /// <summary>
    /// The ranges of the identity providers that the load balancer asks over HTTPS: those of every dashboard with
    /// <see cref="LoadBalancerOidcArgs"/>. It has them here, once for all dashboards, because EC2 refuses a security group's
    /// second equal rule. Plain: each has a rule of its own. Default: none.
    /// </summary>
    /// <example>["192.30.252.0/22"]</example>
    [Input("identityProviderCidrBlocks")]
    public List<string>? IdentityProviderCidrBlocks { get; set; }

    /// <summary>
    /// Lets the load balancer send HTTPS to every address, for an identity provider without published ranges (weakens
    /// CKV_AWS_382, AWS-0104). Default: false.
    /// </summary>
    [Input("allowHttpsToAnyAddress")]
    public bool? AllowHttpsToAnyAddress { get; set; }

    /// <summary>
    /// The private hosted zone in which records for <see cref="HostNames"/> are made. Default: the records are made elsewhere.
    /// </summary>
    [Input("hostedZoneId")]
    public Input<string>? HostedZoneId { get; set; }

    /// <summary>
    /// The hosts whose records are made here, once each, because dashboards may share a host; those then name no zone. Plain:
    /// each record is named after its host. Default: none.
    /// </summary>
    [Input("hostNames")]
    public List<string>? HostNames { get; set; }

    /// <summary>Leaves the load balancer without a web ACL (weakens ELB.16). Default: false.</summary>
    [Input("withoutWebAcl")]
    public bool? WithoutWebAcl { get; set; }

    /// <summary>The KMS key that encrypts the web ACL's log. Default: CloudWatch's own encryption.</summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("logKmsKeyArn")]
    public Input<string>? LogKmsKeyArn { get; set; }

    /// <summary>
    /// The topic that hears when the load balancer, its security group, a rule or the web ACL is changed:
    /// <see cref="AuditTrail.TopicArn"/>. Default: none.
    /// </summary>
    /// <example>arn:aws:sns:eu-west-1:123456789012:flower-alerts</example>
    [Input("alertTopicArn")]
    public Input<string>? AlertTopicArn { get; set; }

    /// <summary>Lets the load balancer be deleted without a change of its settings first (weakens ELB.6). Default: false.</summary>
    [Input("allowDeletion")]
    public bool? AllowDeletion { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
