using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What the stack has whose gatekeeper is a Django site.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class DjangoStackTests
{
    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync("django");

    [TestCase("flower", "viewer")]
    [TestCase("flower-admin", "administrator")]
    public void Each_instance_asks_for_its_own_role(string instance, string role)
    {
        var nginx = _plan.Named($"{instance}-gateway-nginx").At("data", "nginx.conf").Text;

        Assert.That(nginx, Does.Contain($"proxy_pass https://$django_site/flower-gate/{role}/;")
            .And.Contain($"\"~^{role}\\z\" flower;").And.Contain("set $django_site django.ops.svc.cluster.local:443;"));
    }

    [Test]
    public void The_pods_reach_the_sites_pods_on_their_port_and_no_address_outside()
    {
        var policy = _plan.Named("flower-isolation-allow-django").At("spec", "egress").First;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy["to"].First["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"].Text, Is.EqualTo("ops"));
            Assert.That(policy["to"].First["podSelector"]["matchLabels"]["app.kubernetes.io/name"].Text, Is.EqualTo("django"));
            Assert.That(policy["ports"].First["port"].Number, Is.EqualTo(8443));
            Assert.That(_plan.OfType(ResourceType.EgressRule).Where(it => it.Name.Contains("isolation", StringComparison.Ordinal)).Select(it => it.Text("cidrIpv4")), Has.All.Null);
        }
    }

    [Test]
    public void The_one_password_of_an_instance_is_the_gateways_or_the_sites() => Assert.That(
        _plan.OfType(ResourceType.RandomPassword).Select(it => it.Name).Where(it => it.Contains("password", StringComparison.Ordinal)),
        Is.EquivalentTo(new[]
        {
            "flower-admin-credentials-password-django-gate", "flower-credentials-password-django-gate",
            "proxied-admin-credentials-password-django", "proxied-credentials-password-django",
        }));

    [Test]
    public void The_sites_app_is_rendered_with_what_the_stack_says()
    {
        var files = RenderedStack.Of(_plan).Files;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                files.Keys.Where(it => it.StartsWith("django/", StringComparison.Ordinal) && it.Contains("/flower_gate/", StringComparison.Ordinal)),
                Is.EqualTo(new[] { "__init__", "apps", "checks", "conf", "tests", "urls", "views" }.Select(it => $"django/ops.example.internal/flower_gate/{it}.py")));
            Assert.That(files["django/ops.example.internal/flower_gate/conf.py"], Does.Contain("SITE_HOST = \"ops.example.internal\"\n")
                .And.Contain("DASHBOARD_HOSTS = [\"flower-admin.ops.example.internal\", \"flower.ops.example.internal\"]\n")
                .And.Contain("GATES = {\"/flower-gate/administrator/\": \"administrator\", \"/flower-gate/viewer/\": \"viewer\"}\n")
                .And.Contain("LOGIN_PATHS = [\"/accounts/login/\"]\n").And.Contain("SESSION_COOKIE_NAME = \"sessionid\"\n"));
        }
    }

    [Test]
    public void The_proxys_app_is_rendered_with_what_the_stack_says()
    {
        var files = RenderedStack.Of(_plan).Files;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                files.Keys.Where(it => it.Contains("/flower_proxy/", StringComparison.Ordinal)),
                Is.EqualTo(new[] { "__init__", "apps", "checks", "conf", "routes", "tests", "upstream", "urls", "views" }.Select(it => $"django/ops.example.internal/flower_proxy/{it}.py")));
            Assert.That(files["django/ops.example.internal/flower_proxy/conf.py"], Does.Contain("\"proxied-admin\": {\n        \"role\": \"administrator\",\n")
                .And.Contain("\"host\": \"ops.example.internal\",\n        \"prefix\": \"/flower\",\n").And.Contain("connect-src https://ops.example.internal/flower/;"));
        }
    }

    [Test]
    public void To_proxied_instances_no_load_balancer_and_no_record_leads()
    {
        var names = _plan.Resources.Where(it => it.Type.StartsWith("aws:lb/", StringComparison.Ordinal) || it.Type.StartsWith("aws:route53/", StringComparison.Ordinal)).Select(it => it.Name);

        Assert.That(names, Is.Not.Empty.And.None.Contains("proxied").And.None.Contains("flower-lb-record-ops.example.internal"));
    }

    [Test]
    public async Task A_stack_whose_instances_are_all_proxied_needs_no_load_balancer()
    {
        var settings = RepositoryStacks.Settings("django");
        var values = settings.Values.ToDictionary(it => it.Key, it => it.Value);
        var dashboards = System.Text.Json.Nodes.JsonNode.Parse(values["flower-infra:dashboards"])!.AsObject();
        dashboards.Remove("flower");
        values["flower-infra:dashboards"] = dashboards.ToJsonString();
        values.Remove("flower-infra:loadBalancer");

        var plan = await RepositoryStacks.PreviewAsync(settings with { Values = values });

        Assert.That(plan.Resources.Select(it => it.Type), Has.None.StartsWith("aws:lb/").And.None.StartsWith("aws:route53/").And.None.StartsWith("aws:wafv2/"));
    }

    [Test]
    public void No_dashboard_of_the_stack_is_in_the_sites_namespace()
    {
        var settings = RepositoryStacks.Settings("django");
        var values = settings.Values.ToDictionary(it => it.Key, it => it.Value);
        var dashboards = System.Text.Json.Nodes.JsonNode.Parse(values["flower-infra:dashboards"])!.AsObject();
        dashboards["flower"]!["namespace"] = "ops";
        values["flower-infra:dashboards"] = dashboards.ToJsonString();

        Assert.That(
            async () => await RepositoryStacks.PreviewAsync(settings with { Values = values }),
            Throws.Exception.With.Message.Contains("dashboards.flower.namespace: \"ops\" is already taken by a Django site"));
    }

    [Test]
    public async Task A_stack_without_a_Django_site_has_no_app_for_one() => Assert.That(
        RenderedStack.Of(await RepositoryStacks.PlanAsync("dev")).Files.Keys, Has.None.StartsWith("django/"));

    [Test]
    public void Certificates_in_a_stacks_file_have_lines()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.Named("flower-gateway-nginx").At("data", "django-ca.pem").Text, Does.StartWith("-----BEGIN CERTIFICATE-----\n"));
            Assert.That(HiddenCharacter.ProblemOf("-----BEGIN CERTIFICATE-----\nhidden\u0007\n-----END CERTIFICATE-----"), Is.Not.Null);
            Assert.That(HiddenCharacter.ProblemOf("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\nforged line"), Is.Not.Null);
        }
    }
}
