using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What holds in every environment of the repository.</summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed class EveryStackTests(string stack)
{
    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync(stack);

    [Test]
    public async Task Every_security_control_holds()
    {
        using var copy = new EditedStack(stack, RepositoryStacks.File(stack));

        var run = await copy.RunAsync("preview", "--stack", stack);

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")), run.Output);
    }

    [Test]
    public void Nothing_in_it_begins_to_fail_on_a_date() => Assert.That(RepositoryStacks.File(stack), Does.Not.Contain("expires"));

    [Test]
    public void The_configured_region_stands_where_the_provider_would_answer_it()
    {
        var classes = _plan.OfType("kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass").ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(classes.Select(it => it.At("spec", "parameters", "region").Text), Is.Not.Empty.And.All.EqualTo("eu-west-1"));
            Assert.That(PlanWriter.ToJson(_plan), Does.Not.Contain("getRegion"));
        }
    }

    [Test]
    public void The_load_balancer_is_internal_and_speaks_TLS_only()
    {
        var listeners = _plan.OfType(ResourceType.Listener).ToDictionary(it => it.At("port").Number!.Value);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.OfType(ResourceType.LoadBalancer).Single().At("internal").Flag, Is.True);
            Assert.That(listeners.Keys, Is.EquivalentTo(new long[] { 80, 443 }));
            Assert.That(listeners[443].Text("protocol"), Is.EqualTo("HTTPS"));
            Assert.That(listeners[443].Text("sslPolicy"), Is.EqualTo("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"));
            Assert.That(listeners[443].At("defaultActions").First["fixedResponse"]["statusCode"].Text, Is.EqualTo("404"));
            Assert.That(listeners[80].At("defaultActions").First["redirect"]["statusCode"].Text, Is.EqualTo("HTTP_301"));
        }
    }

    [Test]
    public void Every_way_in_names_its_host_its_path_and_its_sources()
    {
        foreach (var rule in _plan.OfType(ResourceType.ListenerRule))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(LoadBalancing.Hosts(rule), Has.Exactly(1).Items, rule.Name);
                Assert.That(LoadBalancing.Paths(rule), Is.Not.Empty, rule.Name);
                Assert.That(LoadBalancing.Sources(rule), Is.Not.Empty, rule.Name);
            }
        }
    }

    [Test]
    public void No_security_group_admits_an_address_outside_private_space()
    {
        var ranges = _plan.OfType(ResourceType.IngressRule)
            .SelectMany(it => new[] { it.Text("cidrIpv4"), it.Text("cidrIpv6") }).OfType<string>().ToList();

        Assert.That(ranges, Is.Not.Empty.And.All.Matches<string>(range => CidrBlock.TryParse(range, out _, out _)));
    }

    [Test]
    public void Dashboards_pods_admit_the_cluster_and_the_load_balancer_or_their_site_and_workers_pods_admit_nobody()
    {
        var cluster = JsonNode.Parse(RepositoryStacks.Settings(stack).Values["flower-infra:cluster"])!["securityGroupId"]!.GetValue<string>();
        var pods = _plan.OfType(ResourceType.SecurityGroup).Where(it => it.Name.EndsWith("-isolation-pods", StringComparison.Ordinal)).ToList();
        var workers = Workers.Select(it => $"{it}-isolation-pods").ToList();
        var sites = _plan.Resources.Where(it => it.Component).SelectMany(it => new[]
        {
            (Group: $"{it.Name}-isolation-pods", Site: it.At("auth", "djangoProxy", "securityGroupId").Text),
            (Group: $"{it.Name}-admin-isolation-pods", Site: it.At("admin", "auth", "djangoProxy", "securityGroupId").Text),
        }).ToLookup(it => it.Group, it => it.Site);
        Assert.That(pods.Select(it => it.Name), Is.SupersetOf(workers));

        foreach (var group in pods)
        {
            var rules = _plan.OfType(ResourceType.IngressRule)
                .Where(it => it.Text("securityGroupId")!.Contains(group.Urn, StringComparison.Ordinal)).ToList();
            Assert.That(
                rules.Select(it => _plan.NameOf(it.Text("referencedSecurityGroupId") ?? "a range")).Distinct(),
                Is.EquivalentTo(workers.Contains(group.Name) ? [] : new[] { cluster, sites[group.Name].SingleOrDefault(it => it is not (null or Plan.Secret)) ?? "flower-lb-vpn-load-balancer" }), group.Name);
        }
    }

    [Test]
    public void Every_namespace_denies_traffic_by_default_and_enforces_the_restricted_standard()
    {
        foreach (var name in _plan.OfType(ResourceType.StatefulSet).Select(it => it.At("metadata", "namespace").Text).Distinct())
        {
            var denial = _plan.OfType(ResourceType.NetworkPolicy).Single(
                it => it.At("metadata", "namespace").Text == name && it.At("metadata", "name").Text == "default-deny");
            var labels = _plan.OfType(ResourceType.Namespace).Single(it => it.At("metadata", "name").Text == name).At("metadata", "labels");

            using (Assert.EnterMultipleScope())
            {
                Assert.That(denial.At("spec").Pairs.Select(pair => pair.Key), Is.EquivalentTo(new[] { "podSelector", "policyTypes" }), name);
                Assert.That(denial.At("spec", "podSelector").Pairs, Is.Empty, name);
                Assert.That(denial.At("spec", "policyTypes").Texts(), Is.EquivalentTo(new[] { "Egress", "Ingress" }), name);
                Assert.That(labels["pod-security.kubernetes.io/enforce"].Text, Is.EqualTo("restricted"), name);
            }
        }
    }

    [Test]
    public void Every_object_of_the_cluster_says_which_stack_and_instance_it_belongs_to()
    {
        var dashboards = _plan.OfType(ResourceType.StatefulSet).Select(it => it.Name.Replace("-stateful-set", "", StringComparison.Ordinal));
        var clients = Celery?["clients"]?.AsObject().Select(it => $"{it.Key}-settings") ?? [];
        var instances = dashboards.Concat(Workers).Concat(clients).Concat(Celery?["signing"] is null ? [] : ["celery-signing"])
            .Concat(RepositoryStacks.Settings(stack).Values.ContainsKey("flower-infra:logShipping") ? ["flower-logs"] : []);
        var objects = _plan.Resources.Where(it => it.Type.StartsWith("kubernetes:", StringComparison.Ordinal)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(objects, Is.Not.Empty);
            Assert.That(objects.Where(it => Label(it, "app.kubernetes.io/part-of") != "flower-infra" || Label(it, "flower-infra/stack") != stack), Is.Empty);
            Assert.That(
                objects.Where(it => !it.Name.StartsWith($"{Label(it, "app.kubernetes.io/instance")}-", StringComparison.Ordinal)).Select(it => it.Name), Is.Empty);
            Assert.That(objects.Select(it => Label(it, "app.kubernetes.io/instance")).Distinct(), Is.EquivalentTo(instances));
        }
    }

    [Test]
    public void Flower_listens_on_the_loopback_address_and_has_one_writer()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                _plan.OfType(ResourceType.ConfigMap).Select(it => it.At("data", "flowerconfig.py").Text).OfType<string>(),
                Is.Not.Empty.And.All.Contain("address = \"127.0.0.1\""));
            Assert.That(_plan.OfType(ResourceType.StatefulSet).Select(it => it.At("spec", "replicas").Number), Has.All.EqualTo(1));
            Assert.That(
                Workloads.Containers(_plan).Where(it => it["name"].Text == "flower").Select(it => it["ports"].IsAbsent), Has.All.True,
                "Flower's own port is not declared");
        }
    }

    [Test]
    public void No_service_leads_past_the_gateway()
    {
        foreach (var service in _plan.OfType(ResourceType.Service))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(service.At("spec", "type").Text, Is.EqualTo("ClusterIP"), service.Name);
                Assert.That(
                    service.At("spec", "ports").Items.Select(port => port["targetPort"].Text),
                    Is.SubsetOf(new[] { "health", "https", "metrics" }), service.Name);
                Assert.That(service.At("metadata", "name").Text, Is.Not.EqualTo("flower"), "Its variables would be read as Flower's options");
            }
        }
    }

    [Test]
    public void No_role_may_use_every_action_or_every_resource()
    {
        foreach (var policy in _plan.OfType(ResourceType.RolePolicy).Select(it => JsonNode.Parse(it.Text("policy")!)!))
        {
            var statements = policy["Statement"]!.AsArray().Select(it => it!.AsObject()).ToList();
            Assert.That(statements.SelectMany(it => it.Actions()), Has.None.Contains("*"), policy.ToJsonString());
            Assert.That(statements.SelectMany(it => it.Resources()), Has.None.EqualTo("*"), policy.ToJsonString());
        }
    }

    [Test]
    public void Every_instance_has_a_cookie_secret_that_nobody_else_uses()
    {
        var instances = _plan.OfType(ResourceType.StatefulSet).Count();
        var values = _plan.OfType(ResourceType.RandomPassword).Where(it => it.Name.EndsWith("-cookie-secret", StringComparison.Ordinal));
        var secrets = _plan.OfType(ResourceType.Secret).Where(it => it.Name.EndsWith("-cookie-secret", StringComparison.Ordinal)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Count(), Is.EqualTo(instances));
            Assert.That(secrets.Select(it => it.Text("kmsKeyId")).Distinct().Count(), Is.EqualTo(instances), "each under a key of its own");
        }
    }

    [Test]
    public void Everything_that_takes_tags_says_which_stack_it_belongs_to()
    {
        var schema = ProviderSchema.Read("aws");

        Assert.That(
            _plan.Resources
                .Where(it => schema.Resource(it.Type) is { } resource && resource.ContainsKey("tags"))
                .Where(it => it.At("tags", "stack").Text != stack)
                .Select(it => it.Name),
            Is.Empty);
    }

    private JsonNode? Celery =>
        RepositoryStacks.Settings(stack).Values.TryGetValue("flower-infra:celery", out var text) ? JsonNode.Parse(text) : null;

    private IEnumerable<string> Workers => Celery?["workers"]?.AsObject().Select(it => it.Key) ?? [];

    private static string? Label(PlanResource resource, string key) => resource.At("metadata", "labels", key).Text;
}
