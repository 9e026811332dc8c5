using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Auth;

[TestFixture]
[NonParallelizable]
internal sealed class LoadBalancerOidcTests
{
    [Test]
    public async Task The_load_balancer_signs_in_before_it_forwards()
    {
        var rule = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Oidc())))["flower-route-rule"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Text("actions[0].type"), Is.EqualTo("authenticate-oidc"));
            Assert.That(rule.At("actions[0].order")!.GetValue<double>(), Is.EqualTo(1));
            Assert.That(rule.Text("actions[0].authenticateOidc.issuer"), Is.EqualTo("https://login.example.com"));
            Assert.That(rule.Text("actions[0].authenticateOidc.onUnauthenticatedRequest"), Is.EqualTo("authenticate"));
            Assert.That(rule.Text("actions[1].type"), Is.EqualTo("forward"));
            Assert.That(rule.At("actions[1].order")!.GetValue<double>(), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task The_load_balancer_and_not_the_pod_reaches_the_provider_which_two_instances_share()
    {
        var program = await MockedProgram.RunAsync(() => CreateTwo(args =>
            args.IdentityProviderCidrBlocks = ["192.0.2.0/24", "2001:db8::/32", "192.0.2.0/24"]));
        var rules = program.Of("SecurityGroupEgressRule").Where(rule => rule.Name.Contains("identity-provider", StringComparison.Ordinal)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Select(rule => rule.Text("securityGroupId")), Is.All.EqualTo("tools-vpn-load-balancer.id"));
            Assert.That(
                rules.Select(rule => $"{rule.At("cidrIpv4")}{rule.At("cidrIpv6")}"), Is.EqualTo(new[] { "192.0.2.0/24", "2001:db8::/32" }),
                "EC2 refuses an equal rule");
            Assert.That(program.Of("NetworkPolicy").Select(policy => policy.Text()), Is.All.Not.Contain("192.0.2.0"));
        }
    }

    [Test]
    public async Task A_provider_that_the_load_balancer_does_not_reach_is_refused()
    {
        var refusal = await MockedProgram.RefusalAsync(() => CreateTwo(args => args.IdentityProviderCidrBlocks = ["198.51.100.0/24"]));

        Assert.That(refusal.Faults.Select(fault => $"{fault}"), Is.EqualTo(new[] { "auth", "admin.auth" }.Select(auth =>
            $"{auth}.loadBalancerOidc.providerCidrBlocks: \"192.0.2.0/24\" is not a range that the load balancer may reach. "
            + "Name it in identityProviderCidrBlocks of the InternalLoadBalancer too.")));
    }

    [Test]
    public async Task Every_address_is_reached_where_both_the_load_balancer_and_the_dashboard_say_so()
    {
        var auth = ComponentExamples.Oidc();
        (auth.LoadBalancerOidc!.ProviderCidrBlocks, auth.LoadBalancerOidc.AllowHttpsToAnyAddress) = (null, true);

        var refusal = await MockedProgram.RefusalAsync(() => CreateTwo(_ => { }, auth));
        var program = await MockedProgram.RunAsync(() => CreateTwo(args => args.AllowHttpsToAnyAddress = true, auth));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                refusal.Faults.Select(fault => fault.Key),
                Is.EqualTo(new[] { "auth.loadBalancerOidc.allowHttpsToAnyAddress", "admin.auth.loadBalancerOidc.allowHttpsToAnyAddress" }));
            Assert.That(program["tools-to-any-https"].Text("cidrIpv4"), Is.EqualTo("0.0.0.0/0"));
        }
    }

    [Test]
    public async Task The_firewall_of_a_load_balancer_that_was_there_before_is_its_owners()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Oidc()));

        Assert.That(program.Of("SecurityGroupEgressRule").Select(rule => rule.Text()), Is.All.Not.Contain("192.0.2.0"));
    }

    [Test]
    public async Task Flower_still_asks_for_a_password_which_only_the_gateway_knows()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Oidc()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-config"].At("data")!["flowerconfig.py"]!.GetValue<string>(), Does.Contain("basic_auth = _users("));
            Assert.That(program["flower-config"].At("data")!["gateway_credentials.py"]!.GetValue<string>(), Does.Contain("authorization.conf"));
            Assert.That(program["flower-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>(), Does.Contain("if ($http_x_amzn_oidc_identity = \"\")"));
            Assert.That(program["flower-credentials-password-load-balancer"].At("length")!.GetValue<double>(), Is.GreaterThanOrEqualTo(40));
        }
    }

    [TestCase("issuer")]
    [TestCase("authorizationEndpoint")]
    [TestCase("tokenEndpoint")]
    [TestCase("userInfoEndpoint")]
    [TestCase("clientId")]
    [TestCase("sessionTimeoutSeconds")]
    [TestCase("providerCidrBlocks")]
    public async Task A_wrong_argument_is_refused_by_name(string argument)
    {
        var auth = ComponentExamples.Oidc();
        var oidc = auth.LoadBalancerOidc!;
        switch (argument)
        {
            case "issuer":
                oidc.Issuer = "http://login.example.com";
                break;
            case "authorizationEndpoint":
                oidc.AuthorizationEndpoint = "login";
                break;
            case "tokenEndpoint":
                oidc.TokenEndpoint = "https://user@login.example.com/token";
                break;
            case "userInfoEndpoint":
                oidc.UserInfoEndpoint = "";
                break;
            case "clientId":
                oidc.ClientId = "client 1";
                break;
            case "sessionTimeoutSeconds":
                oidc.SessionTimeoutSeconds = 604_801;
                break;
            default:
                oidc.ProviderCidrBlocks = null;
                break;
        }

        var refusal = await ComponentExamples.RefusalAsync(ComponentExamples.Dashboard(auth));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { $"auth.loadBalancerOidc.{argument}" }));
    }

    [TestCase("https://login.example.com/token ")]
    [TestCase("https://login.example.com/{tenant}")]
    [TestCase("https://login.example.com/a/../token")]
    public async Task An_endpoint_that_has_to_be_repaired_to_be_one_is_refused(string endpoint)
    {
        var auth = ComponentExamples.Oidc();
        auth.LoadBalancerOidc!.TokenEndpoint = endpoint;

        var refusal = await ComponentExamples.RefusalAsync(ComponentExamples.Dashboard(auth));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "auth.loadBalancerOidc.tokenEndpoint" }));
    }

    [Test]
    public async Task A_line_break_behind_the_client_id_is_refused()
    {
        var auth = ComponentExamples.Oidc();
        auth.LoadBalancerOidc!.ClientId = "client-1\n";

        var refusal = await ComponentExamples.RefusalAsync(ComponentExamples.Dashboard(auth));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "auth.loadBalancerOidc.clientId" }));
    }

    private static void CreateTwo(Action<InternalLoadBalancerArgs> change, FlowerAuthArgs? auth = null)
    {
        var loadBalancer = ComponentExamples.LoadBalancer();
        change(loadBalancer);
        var args = ComponentExamples.WithAdmin();
        (args.Auth, args.Admin!.Auth) = (auth ?? ComponentExamples.Oidc(), auth ?? ComponentExamples.Oidc());
        args.LoadBalancer = new InternalLoadBalancer("tools", loadBalancer);
        _ = new FlowerDashboard("flower", args);
    }
}
