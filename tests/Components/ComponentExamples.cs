using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pulumi;

namespace FlowerInfra.Tests.Components;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class ComponentExamples
{
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e";
    public const string FlowerImage = "registry.example.com/mher/flower@" + Digest;
    public const string GatewayImage = "registry.example.com/nginxinc/nginx-unprivileged@" + Digest;
    public const string BrokerUrl = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-broker-AbCdEf";
    public const string ResultBackendUrl = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-results-AbCdEf";
    public const string ClientSecret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:flower-client-AbCdEf";
    public const string Key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    public const string Certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab";
    public const string Deployer = "arn:aws:iam::123456789012:role/deployer";
    public const string RotationLambda = "arn:aws:lambda:eu-west-1:123456789012:function:rotate-flower";
    public const string RotationRole = "arn:aws:iam::123456789012:role/flower-rotation";
    public const string SiteRole = "arn:aws:iam::123456789012:role/django";
    // That of the cluster "prod", as the mocks answer.
    public const string OidcProvider = "arn:aws-cn:iam::210987654321:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/prod";

    public static string AuthorityPem { get; } = MakeAuthority();

    public static FlowerAuthArgs Basic(params string[] users) => new() { Basic = new() { Users = users.Length == 0 ? ["ops"] : [.. users] } };

    public static FlowerAuthArgs Google(params string[] emails) => new()
    {
        Google = new()
        {
            ClientId = "client-1",
            ClientSecretArn = ClientSecret,
            AllowedEmails = emails.Length == 0 ? ["*@example.com"] : emails,
            ProviderCidrBlocks = ["142.250.0.0/15"],
        },
    };

    public static FlowerAuthArgs Okta() => new()
    {
        Okta = new()
        {
            BaseUrl = "https://example.okta.com/oauth2/default",
            ClientId = "client-1",
            ClientSecretArn = ClientSecret,
            AllowedEmails = ["*@example.com"],
            ProviderCidrBlocks = ["3.12.119.0/24"],
        },
    };

    public static FlowerAuthArgs GitHub() => new()
    {
        GitHub = new()
        {
            ClientId = "client-1",
            ClientSecretArn = ClientSecret,
            AllowedEmails = ["ops@example.com"],
            ProviderCidrBlocks = ["192.30.252.0/22"],
        },
    };

    public static FlowerAuthArgs GitLab() => new()
    {
        GitLab = new()
        {
            ClientId = "client-1",
            ClientSecretArn = ClientSecret,
            AllowedEmails = ["ops@example.com", "lead@example.com"],
            AllowHttpsToAnyAddress = true,
        },
    };

    public static FlowerAuthArgs Oidc() => new()
    {
        LoadBalancerOidc = new()
        {
            Issuer = "https://login.example.com",
            AuthorizationEndpoint = "https://login.example.com/authorize",
            TokenEndpoint = "https://login.example.com/token",
            UserInfoEndpoint = "https://login.example.com/userinfo",
            ClientId = "client-1",
            ClientSecret = "hidden",
            ProviderCidrBlocks = ["192.0.2.0/24"],
        },
    };

    /// <summary>A dashboard below a path of the site's own host.</summary>
    public static FlowerAuthArgs Django(string role = "viewer") => new()
    {
        Django = new()
        {
            GateUrl = $"https://flower.example.internal/flower-gate/{role}/",
            LoginUrl = "https://flower.example.internal/accounts/login/",
            CertificateAuthority = AuthorityPem,
            CidrBlocks = ["10.40.48.0/24"],
        },
    };

    /// <summary>The same for a site in the cluster.</summary>
    public static FlowerAuthArgs DjangoPods()
    {
        var auth = Django();
        (auth.Django!.CidrBlocks, auth.Django.Pods) = (null, new() { Namespace = "web", ServiceName = "django", Labels = new() { ["app"] = "django" }, Port = 8443 });
        return auth;
    }

    public static FlowerDashboardArgs DashboardOfDjango(FlowerAuthArgs? auth = null)
    {
        var args = Dashboard(auth ?? Django());
        args.UrlPrefix = "/flower";
        return args;
    }

    /// <summary>An instance behind a view of a Django site.</summary>
    public static FlowerAuthArgs DjangoProxy() => new()
    {
        DjangoProxy = new()
        {
            Namespace = "web",
            Labels = new() { ["app"] = "django" },
            RoleArn = SiteRole,
            ClusterIssuerName = "internal",
            CertificateAuthority = AuthorityPem,
        },
    };

    public static FlowerDashboardArgs ProxiedDashboard(bool withAdmin = false)
    {
        var args = DashboardOfDjango(DjangoProxy());
        (args.LoadBalancer, args.VpnCidrBlocks, args.HostedZoneId) = (null, null, null);
        if (withAdmin)
            args.Admin = new() { Host = args.Host, UrlPrefix = "/flower-admin", Auth = DjangoProxy(), VpnCidrBlocks = [] };
        return args;
    }

    public static BrokerArgs Broker() => new()
    {
        UrlSecretArn = BrokerUrl,
        SecurityGroupId = "sg-broker",
        CidrBlocks = ["10.40.16.0/20"],
    };

    public static ResultBackendArgs ResultBackend() => new()
    {
        UrlSecretArn = ResultBackendUrl,
        SecurityGroupId = "sg-results",
        CidrBlocks = ["10.40.32.0/20"],
        Port = 6380,
    };

    public static LoadBalancerReferenceArgs LoadBalancerReference() => new()
    {
        ListenerArn = "listener.arn",
        SecurityGroupId = "sg-load-balancer",
        DnsName = "internal-flwr.eu-west-1.elb.amazonaws.com",
        ZoneId = "Z32O12XQLNTSW2",
        SubnetCidrBlocks = ["10.40.0.0/24", "10.40.1.0/24"],
    };

    public static InternalLoadBalancerArgs LoadBalancer() => new()
    {
        VpcId = "vpc-1",
        SubnetIds = ["subnet-0000000b", "subnet-0000000a"],
        SubnetCidrBlocks = ["10.40.0.0/24", "10.40.1.0/24"],
        VpnCidrBlocks = ["10.8.0.0/16"],
        CertificateArn = Certificate,
        AccessLogsBucket = "logs",
        Tags = Tags(),
    };

    public static FlowerDashboardArgs Dashboard(FlowerAuthArgs? auth = null) => new()
    {
        Host = "flower.example.internal",
        Auth = auth ?? Basic(),
        Broker = Broker(),
        LoadBalancer = LoadBalancerReference(),
        VpnCidrBlocks = ["10.8.0.0/16"],
        Cluster = new() { Name = "prod", VpcId = "vpc-1", SecurityGroupId = "sg-cluster" },
        DeployerRoleArns = [Deployer],
        Images = new() { Flower = FlowerImage, Gateway = GatewayImage },
        HostedZoneId = "Z0123456789ABPRIVATE",
        Tags = Tags(),
    };

    public static FlowerAdminArgs Admin() => new()
    {
        Host = "flower-admin.example.internal",
        Auth = Basic("lead"),
        VpnCidrBlocks = ["10.8.16.0/24"],
    };

    public static FlowerDashboardArgs WithAdmin()
    {
        var args = Dashboard();
        args.Admin = Admin();
        return args;
    }

    private static string MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Site", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    public static InputMap<string> Tags() => new() { ["team"] = "platform" };

    public static Task<MockedProgram> RunAsync(FlowerDashboardArgs args, ComponentResourceOptions? options = null) =>
        MockedProgram.RunAsync(() => _ = new FlowerDashboard("flower", args, options));

    public static Task<MockedProgram> RunAsync(InternalLoadBalancerArgs args) =>
        MockedProgram.RunAsync(() => _ = new InternalLoadBalancer("tools", args));

    public static Task<ArgumentFaultsException> RefusalAsync(FlowerDashboardArgs args) =>
        MockedProgram.RefusalAsync(() => _ = new FlowerDashboard("flower", args));

    public static Task<ArgumentFaultsException> RefusalAsync(InternalLoadBalancerArgs args) =>
        MockedProgram.RefusalAsync(() => _ = new InternalLoadBalancer("tools", args));
}
