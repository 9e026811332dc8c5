using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Auth;

[TestFixture]
internal sealed class DjangoForwardAuthTests
{
    [Test]
    public async Task The_gateway_is_told_what_to_ask_and_mounts_the_sites_authority()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.DashboardOfDjango());

        var nginx = program["flower-gateway-nginx"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(nginx.At("data")!["django-ca.pem"]!.GetValue<string>(), Is.EqualTo(ComponentExamples.AuthorityPem));
            Assert.That(nginx.At("data")!["nginx.conf"]!.GetValue<string>(), Does.Contain("set $django_site flower.example.internal:443;")
                .And.Contain("resolver kube-dns.kube-system.svc.cluster.local valid=10s ipv6=off;")
                .And.Contain("proxy_pass https://$django_site/flower-gate/viewer/;")
                .And.Contain("return 302 https://flower.example.internal/accounts/login/?next=https://flower.example.internal$return_path;"));
            Assert.That(program["flower-config"].At("data")!["gateway_credentials.py"]!.GetValue<string>(), Is.EqualTo(GatewayCredentials.RenderForDjango(InstanceRole.Viewer)));
            Assert.That(program["flower-config"].At("data")!["flowerconfig.py"]!.GetValue<string>(), Does.Contain("basic_auth = _users("));
        }
    }

    [Test]
    public async Task Flower_keeps_a_password_that_only_the_gateway_has()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.DashboardOfDjango());

        Assert.That(
            program.Resources.Where(it => it.Type == "random:index/randomPassword:RandomPassword").Select(it => it.Name),
            Is.EquivalentTo(new[] { "flower-credentials-cookie-secret", "flower-credentials-password-django-gate" }));
    }

    [Test]
    public async Task A_site_behind_a_load_balancer_is_reached_in_its_ranges_and_nowhere_else()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.DashboardOfDjango());

        var rule = program["flower-isolation-to-django-10-40-48-0-24"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((rule.Text("cidrIpv4"), rule.JsonText("fromPort"), rule.JsonText("toPort")), Is.EqualTo(("10.40.48.0/24", "443", "443")));
            Assert.That(program["flower-isolation-allow-django"].JsonText("spec.egress"), Is.EqualTo(
                """[{"ports":[{"port":443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.40.48.0/24"}}]}]"""));
        }
    }

    [Test]
    public async Task A_site_in_the_cluster_is_reached_at_its_pods_by_its_service()
    {
        var auth = ComponentExamples.DjangoPods();
        auth.Django!.Pods!.SecurityGroupId = "sg-web";
        var program = await ComponentExamples.RunAsync(ComponentExamples.DashboardOfDjango(auth));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-isolation-allow-django"].JsonText("spec.egress"), Is.EqualTo(
                """[{"ports":[{"port":8443,"protocol":"TCP"}],"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"web"}},"podSelector":{"matchLabels":{"app":"django"}}}]}]"""));
            Assert.That(program["flower-isolation-to-django"].Text("referencedSecurityGroupId"), Is.EqualTo("sg-web"));
            Assert.That(program["flower-isolation-django-from"].Text("securityGroupId"), Is.EqualTo("sg-web"));
            Assert.That(program["flower-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>(), Does.Contain("set $django_site django.web.svc.cluster.local:443;")
                .And.Contain("proxy_ssl_name flower.example.internal;").And.Contain("valid=10s;"));
        }
    }

    [Test]
    public async Task A_new_authority_restarts_the_pod()
    {
        var before = await ComponentExamples.RunAsync(ComponentExamples.DashboardOfDjango());
        var args = ComponentExamples.DashboardOfDjango();
        args.Auth.Django!.CertificateAuthority = ComponentExamples.AuthorityPem + "\n";

        Assert.That(before.ChangesTo(await ComponentExamples.RunAsync(args)), Is.EquivalentTo(new[] { "~ flower-gateway-nginx", "~ flower-stateful-set" }));
    }

    private static IEnumerable<TestCaseData> Refusals =>
    [
        Case("http", it => it.GateUrl = "http://flower.example.internal/gate/", "gateUrl", "does not start with https://"),
        Case("no path", it => it.GateUrl = "https://flower.example.internal", "gateUrl", "has no path"),
        Case("a query", it => it.GateUrl = "https://flower.example.internal/gate/?x=1", "gateUrl", "has a query, a fragment or a user"),
        Case("a user", it => it.GateUrl = "https://a:b@flower.example.internal/gate/", "gateUrl", "has a query, a fragment or a user"),
        Case("a traversal", it => it.GateUrl = "https://flower.example.internal/a/../gate/", "gateUrl", "has an empty segment or a dot segment"),
        Case("a directive", it => it.GateUrl = "https://flower.example.internal/gate;return 204", "gateUrl", "has no path, or a character in it"),
        Case("a variable", it => it.GateUrl = "https://flower.example.internal/$uri", "gateUrl", "has no path, or a character in it"),
        Case("a port too high", it => it.GateUrl = "https://flower.example.internal:65536/gate/", "gateUrl", "has no port from 1 to 65535"),
        Case("an address", it => it.GateUrl = "https://10.0.0.1/gate/", "gateUrl", "is an IP address"),
        Case("the dashboard", it => it.GateUrl = "https://flower.example.internal/flower/gate/", "gateUrl", "lies below https://flower.example.internal/flower/, which is the dashboard itself"),
        Case("another host", it => it.GateUrl = "https://ops.example.internal/gate/", "gateUrl", "has another host than the dashboard, flower.example.internal, to which browsers send no session"),
        Case("no parent domain", it => (it.GateUrl, it.LoginUrl, it.AllowCookieOfParentDomain) = ("https://ops.other.internal/gate/", "https://ops.other.internal/login/", true),
            "gateUrl", "has no parent domain in common"),
        Case("a parent domain without need", it => it.AllowCookieOfParentDomain = true, "allowCookieOfParentDomain", "is needed only where the hosts differ"),
        Case("a login below Flower", it => it.LoginUrl = "https://flower.example.internal/flower/login/", "loginUrl", "which is the dashboard itself"),
        Case("a login elsewhere", it => it.LoginUrl = "https://ops.example.internal/login/", "loginUrl", "has another host than gateUrl"),
        Case("a cookie's value", it => it.SessionCookieName = "sessionid=x; other", "sessionCookieName", "is not the name of a cookie"),
        Case("a cookie of an expression", it => it.SessionCookieName = "session.*", "sessionCookieName", "is not the name of a cookie"),
        Case("no certificate", it => it.CertificateAuthority = "hello", "certificateAuthority", "is not a certificate in PEM"),
        Case("a key", it => it.CertificateAuthority = ComponentExamples.AuthorityPem + "-----BEGIN PRIVATE KEY-----", "certificateAuthority", "or holds a private key"),
        Case("nowhere", it => it.CidrBlocks = null, "cidrBlocks", "is missing, and so is pods"),
        Case("everywhere", it => it.CidrBlocks = ["0.0.0.0/0"], "cidrBlocks[0]", "is wider than any provider's range"),
        Case("both", it => it.Pods = new() { Namespace = "web", ServiceName = "django", Labels = new() { ["app"] = "django" } }, "cidrBlocks", "stands beside pods"),
        Case("no label", it => (it.CidrBlocks, it.Pods) = (null, new() { Namespace = "web", ServiceName = "django", Labels = [] }), "pods.labels", "names no label"),
        Case("no namespace's name", it => (it.CidrBlocks, it.Pods) = (null, new() { Namespace = "web;", ServiceName = "django", Labels = new() { ["app"] = "x" } }), "pods.namespace", "is not a name"),
        Case("DNS's port", it => (it.CidrBlocks, it.Pods) = (null, new() { Namespace = "web", ServiceName = "django", Labels = new() { ["app"] = "x" }, Port = 53 }), "pods.port", "is not a port"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public async Task What_would_ask_the_wrong_site_or_nobody_is_refused(Action<DjangoForwardAuthArgs> change, string key, string problem)
    {
        var args = ComponentExamples.DashboardOfDjango();
        change(args.Auth.Django!);

        var faults = (await ComponentExamples.RefusalAsync(args)).Faults;

        Assert.That(faults.Select(it => $"{it.Key} {it.Problem}"), Has.Some.StartsWith($"auth.django.{key} ").And.Some.Contains(problem));
        Assert.That(faults.Select(it => it.Fix), Has.All.Not.Empty);
    }

    [Test]
    public async Task The_administrators_gate_is_another_than_the_viewers()
    {
        var args = WithAdmin("viewer");

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That((fault.Key, fault.Problem), Is.EqualTo(("admin.auth.django.gateUrl", "is the viewers' gate, which admits staff")));
    }

    [Test]
    public async Task The_administrators_instance_asks_for_their_role()
    {
        var program = await ComponentExamples.RunAsync(WithAdmin("administrator"));

        Assert.That(program["flower-admin-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>(), Does.Contain("\"~^administrator\\z\" flower;").And.Contain("/flower-gate/administrator/;"));
    }

    private static FlowerDashboardArgs WithAdmin(string gate)
    {
        var args = ComponentExamples.DashboardOfDjango();
        args.Admin = ComponentExamples.Admin();
        args.Admin.Auth = ComponentExamples.Django(gate);
        args.Admin.Auth.Django!.AllowCookieOfParentDomain = true;
        return args;
    }

    private static TestCaseData Case(string name, Action<DjangoForwardAuthArgs> change, string key, string problem) =>
        new TestCaseData(change, key, problem).SetArgDisplayNames(name);
}
