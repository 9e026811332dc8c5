using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Auth;

[TestFixture]
internal sealed class DjangoProxyAuthTests
{
    [Test]
    public async Task No_load_balancer_leads_to_the_instance()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.ProxiedDashboard(withAdmin: true));

        Assert.That(program.Resources.Select(it => it.Type), Has.None.StartsWith("aws:lb/").And.None.StartsWith("aws:route53/").And.None.Contains("TargetGroupBinding"));
    }

    [TestCase("flower")]
    [TestCase("flower-admin")]
    public async Task The_sites_pods_alone_may_connect(string instance)
    {
        var args = ComponentExamples.ProxiedDashboard(withAdmin: true);
        args.Auth.DjangoProxy!.SecurityGroupId = args.Admin!.Auth.DjangoProxy!.SecurityGroupId = "sg-web";
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program[$"{instance}-isolation-allow-django-proxy"].JsonText("spec.ingress"), Is.EqualTo(
                """[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"web"}},"podSelector":{"matchLabels":{"app":"django"}}}],"ports":[{"port":8443,"protocol":"TCP"}]}]"""));
            Assert.That(program[$"{instance}-isolation-from-django-proxy"].Text("referencedSecurityGroupId"), Is.EqualTo("sg-web"));
            Assert.That(program[$"{instance}-isolation-django-proxy-to"].Text("securityGroupId"), Is.EqualTo("sg-web"));
            Assert.That(program.Resources.Select(it => it.Name), Has.None.Contains("load-balancer"));
        }
    }

    [Test]
    public async Task Without_a_group_of_its_own_the_site_comes_from_the_clusters() => Assert.That(
        (await ComponentExamples.RunAsync(ComponentExamples.ProxiedDashboard()))["flower-isolation-from-django-proxy"].Text("referencedSecurityGroupId"), Is.EqualTo("sg-cluster"));

    [Test]
    public async Task The_sites_namespace_gets_the_address_the_authority_and_the_password_as_a_file()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.ProxiedDashboard());
        var config = program["flower-django-config"];
        var files = program["flower-django-files"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That((config.Text("metadata.namespace"), config.Text("metadata.name")), Is.EqualTo(("web", "flower-django")));
            Assert.That(config.At("data")!.AsObject().ToDictionary(it => it.Key, it => it.Value!.GetValue<string>()), Is.EqualTo(new Dictionary<string, string>
            {
                ["FLOWER_URL"] = "https://flower-gateway.flower.svc.cluster.local:8443",
                ["FLOWER_URL_PREFIX"] = "/flower",
                ["ca.crt"] = ComponentExamples.AuthorityPem,
            }));
            Assert.That((files.Text("kind"), files.Text("metadata.namespace")), Is.EqualTo(("SecretProviderClass", "web")));
            Assert.That(files.Text("spec.parameters.objects"), Is.EqualTo(
                "- objectName: \"flower-credentials-basic-auth.arn\"\n  objectType: secretsmanager\n  objectAlias: \"basic-auth.json\"\n"));
        }
    }

    [Test]
    public async Task The_sites_role_reads_the_password_and_no_other_secret()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.ProxiedDashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-credentials-basic-auth-policy"].Text("policy"), Does.Contain(
                $$"""{"Sid":"ReadPasswords","Effect":"Allow","Principal":{"AWS":"{{ComponentExamples.SiteRole}}"},"Action":["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"]"""));
            Assert.That(program["flower-credentials-cookie-secret-policy"].Text("policy"), Does.Not.Contain(ComponentExamples.SiteRole));
            Assert.That(program["flower-credentials-key"].Text("policy"), Does.Contain(ComponentExamples.SiteRole));
            Assert.That(
                program.Resources.Where(it => it.Type == "random:index/randomPassword:RandomPassword").Select(it => it.Name),
                Is.EquivalentTo(new[] { "flower-credentials-cookie-secret", "flower-credentials-password-django" }));
        }
    }

    [Test]
    public async Task External_Secrets_delivers_as_the_sites_service_account()
    {
        var args = ComponentExamples.ProxiedDashboard();
        (args.DeliverWithExternalSecrets, args.Cluster.OidcProviderArn) = (true, ComponentExamples.OidcProvider);
        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();
        args.Auth.DjangoProxy!.ServiceAccountName = "web-server";

        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Key, Is.EqualTo("auth.djangoProxy.serviceAccountName"));
            Assert.That(program["flower-django-store"].JsonText("spec.provider.aws.auth.jwt"), Is.EqualTo("""{"serviceAccountRef":{"name":"web-server"}}"""));
            Assert.That(program["flower-django-files"].Text("metadata.namespace"), Is.EqualTo("web"));
        }
    }

    [Test]
    public async Task The_gateways_certificate_is_for_its_Service_from_the_named_issuer()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.ProxiedDashboard());
        var certificate = program["flower-gateway-certificate"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(certificate.JsonText("spec.dnsNames"), Is.EqualTo("""["flower-gateway.flower.svc.cluster.local"]"""));
            Assert.That(certificate.JsonText("spec.issuerRef"), Is.EqualTo("""{"group":"cert-manager.io","kind":"ClusterIssuer","name":"internal"}"""));
            Assert.That(program.Of("Issuer"), Is.Empty);
            Assert.That(program["flower-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>(), Does.Not.Contain("set_real_ip_from"), "nobody's word about addresses is believed");
        }
    }

    [Test]
    public async Task One_instance_may_be_behind_the_site_and_the_other_behind_the_load_balancer()
    {
        var args = ComponentExamples.WithAdmin();
        args.Auth = ComponentExamples.DjangoProxy();
        (args.UrlPrefix, args.VpnCidrBlocks) = ("/flower", null);

        var program = await ComponentExamples.RunAsync(args);

        Assert.That(program.Resources.Where(it => it.Type == "aws:lb/targetGroup:TargetGroup").Select(it => it.Name), Is.EqualTo(new[] { "flower-admin-route-target" }));
    }

    private static IEnumerable<TestCaseData> Refusals =>
    [
        Case("a whole site", it => it.UrlPrefix = null, "urlPrefix", "would take the whole Django site"),
        Case("ranges", it => it.VpnCidrBlocks = ["10.8.0.0/16"], "vpnCidrBlocks", "admits nobody"),
        Case("a certificate", it => it.CertificateArn = ComponentExamples.Certificate, "certificateArn", "is on no listener"),
        Case("a record", it => it.HostedZoneId = "Z0123456789ABPRIVATE", "hostedZoneId", "gets no record"),
        Case("administrators' ranges", it => it.Admin!.VpnCidrBlocks = ["10.8.0.0/16"], "admin.vpnCidrBlocks", "admits nobody"),
        Case("one path", it => it.Admin!.UrlPrefix = "/flower", "admin.urlPrefix", "overlaps /flower"),
        Case("a path below", it => it.Admin!.UrlPrefix = "/flower/admin", "admin.urlPrefix", "overlaps /flower"),
        Case("no load balancer", it => it.Auth = ComponentExamples.Basic(), "loadBalancer", "is missing"),
        Case("no label", it => it.Auth.DjangoProxy!.Labels = [], "auth.djangoProxy.labels", "names no label"),
        Case("no namespace's name", it => it.Auth.DjangoProxy!.Namespace = "web;", "auth.djangoProxy.namespace", "is not a name"),
        Case("the dashboard's own namespace", it => it.Auth.DjangoProxy!.Namespace = "flower", "auth.djangoProxy.namespace", "is a namespace of this dashboard's own"),
        Case("the administrators' namespace", it => it.Auth.DjangoProxy!.Namespace = "flower-admin", "auth.djangoProxy.namespace", "is a namespace of this dashboard's own"),
        Case("the viewers' namespace", it => (it.Namespace, it.Admin!.Auth.DjangoProxy!.Namespace) = ("web", "web"), "admin.auth.djangoProxy.namespace", "is a namespace of this dashboard's own"),
        Case("no role", it => it.Auth.DjangoProxy!.RoleArn = "django", "auth.djangoProxy.roleArn", "is not"),
        Case("a deployer", it => it.Auth.DjangoProxy!.RoleArn = ComponentExamples.Deployer, "auth.djangoProxy.roleArn", "also deploys or rotates"),
        Case("no issuer", it => it.Auth.DjangoProxy!.ClusterIssuerName = "In Ternal", "auth.djangoProxy.clusterIssuerName", "is not a name"),
        Case("a key", it => it.Auth.DjangoProxy!.CertificateAuthority = ComponentExamples.AuthorityPem + "-----BEGIN PRIVATE KEY-----", "auth.djangoProxy.certificateAuthority", "is not a certificate in PEM, or holds a private key"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public async Task What_has_no_effect_or_opens_too_much_is_refused(Action<FlowerDashboardArgs> change, string key, string problem)
    {
        var args = ComponentExamples.ProxiedDashboard(withAdmin: true);
        change(args);

        var faults = (await ComponentExamples.RefusalAsync(args)).Faults;

        Assert.That(faults.Select(it => $"{it.Key} {it.Problem}"), Has.Some.StartsWith($"{key} {problem}"));
        Assert.That(faults.Select(it => it.Fix), Has.All.Not.Empty);
    }

    private static TestCaseData Case(string name, Action<FlowerDashboardArgs> change, string key, string problem) =>
        new TestCaseData(change, key, problem).SetArgDisplayNames(name);
}
