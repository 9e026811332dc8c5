using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What the production environment has, and what it must not have.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ProdStackTests
{
    private static readonly string[] Instances = ["billing-flower", "flower", "flower-admin"];

    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync("prod");

    [Test]
    public void Viewers_and_administrators_sign_in_with_applications_of_their_own_at_Okta()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                new[] { "flower", "flower-admin" }.Select(Configuration),
                Has.All.Contain("auth_provider = \"flower.views.auth.OktaLoginHandler\""));
            Assert.That(Configuration("flower"), Does.Contain("oauth2_key = \"0oa0123456789abview7\"").And.Contain("auth = \".*@example.com\""));
            Assert.That(
                Configuration("flower-admin"),
                Does.Contain("oauth2_key = \"0oa0123456789abadmn7\"").And.Contain("auth = \"oncall-lead@example.com|platform-lead@example.com\""));
            Assert.That(Configuration("flower"), Does.Contain("oauth2_redirect_uri = \"https://flower.example.com/login\""));
            Assert.That(Configuration("flower-admin"), Does.Contain("oauth2_redirect_uri = \"https://flower-admin.example.com/login\""));
        }
    }

    [Test]
    public void Only_the_administrators_instance_can_change_anything()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration("flower-admin"), Does.Contain("read_only = False"));
            Assert.That(new[] { "flower", "billing-flower" }.Select(Configuration), Has.All.Contain("read_only = True"));
            Assert.That(Gateway("flower-admin"), Does.Contain("admin profile"));
            Assert.That(new[] { "flower", "billing-flower" }.Select(Gateway), Has.All.Contain("viewer profile"));
        }
    }

    [Test]
    public void Only_the_administrators_instance_knows_the_tasks_that_the_stack_names()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File("flower-admin", "flower_tasks.py"), Does.Contain("\"billing.tasks.charge\",\n    \"billing.tasks.refund\","));
            Assert.That(new[] { "flower", "billing-flower" }.Select(it => File(it, "flower_tasks.py")), Is.All.Null);
        }
    }

    [Test]
    public void Each_instance_has_a_host_and_source_ranges_of_its_own()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Instances.Select(it => LoadBalancing.Hosts(Rule(it)).Single()),
                Is.EqualTo(new[] { "billing-flower.example.com", "flower.example.com", "flower-admin.example.com" }));
            Assert.That(LoadBalancing.Sources(Rule("billing-flower")), Is.EqualTo(new[] { "10.9.0.0/16" }));
            Assert.That(LoadBalancing.Sources(Rule("flower")), Is.EquivalentTo(new[] { "10.8.0.0/16", "fd12:3456:789a::/48" }));
            Assert.That(LoadBalancing.Sources(Rule("flower-admin")), Is.EqualTo(new[] { "10.8.16.0/24" }));
        }
    }

    [Test]
    public void Each_instance_has_a_rule_a_target_group_a_namespace_and_a_firewall_of_its_own()
    {
        foreach (var instance in Instances)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(
                    _plan.References(Rule(instance)), Is.EquivalentTo(new[] { "flower-lb-https", $"{instance}-route-target" }));
                Assert.That(_plan.Named($"{instance}-namespace").At("metadata", "name").Text, Is.EqualTo(instance));
                Assert.That(_plan.Named($"{instance}-stateful-set").At("metadata", "namespace").Text, Is.EqualTo(instance));
                Assert.That(
                    _plan.References(_plan.Named($"{instance}-isolation-pods-policy")), Is.EqualTo(new[] { $"{instance}-isolation-pods" }));
            }
        }
    }

    [TestCase("billing-flower", "billing-flower-google-client-secret-e5F6g7", "billing-broker-url-f6G7h8")]
    [TestCase("flower", "flower-okta-client-secret-a7B8c9", "flower-credentials-broker-url", "flower-credentials-result-backend-url")]
    [TestCase("flower-admin", "flower-admin-okta-client-secret-b8C9d0", "flower-admin-credentials-broker-url", "flower-admin-credentials-result-backend-url")]
    public void Each_role_reads_the_secrets_of_its_instance_only(string instance, string client, params string[] urls)
    {
        const string arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";
        var policy = JsonNode.Parse(_plan.Get(ResourceType.RolePolicy, $"{instance}-credentials-role-policy").Text("policy")!)!;

        Assert.That(
            policy.Statement("ReadSecrets").Resources().Select(_plan.NameOf).Select(it => it.Replace(arn, "", StringComparison.Ordinal)),
            Is.EquivalentTo(urls.Concat([client, $"{instance}-credentials-cookie-secret"])));
    }

    [Test]
    public void The_second_team_shares_the_load_balancer_and_what_reports_to_it_and_nothing_else()
    {
        var own = _plan.Below(ResourceType.Dashboard, "billing-flower");
        var ownNames = own.Select(it => it.Name).ToHashSet();

        Assert.That(
            own.SelectMany(_plan.References).Where(name => !ownNames.Contains(name)).Distinct(),
            Is.EquivalentTo(new[] { "flower-audit-alerts", "flower-lb-alb", "flower-lb-https", "flower-lb-vpn-load-balancer" }));
    }

    [Test]
    public void Nothing_of_the_first_team_refers_to_the_second()
    {
        var second = _plan.Below(ResourceType.Dashboard, "billing-flower").Select(it => it.Name).ToHashSet();

        Assert.That(
            _plan.Below(ResourceType.Dashboard, "flower").SelectMany(_plan.References), Has.None.Matches<string>(second.Contains));
    }

    [Test]
    public void The_second_team_has_a_broker_of_its_own()
    {
        var toBroker = _plan.Get(ResourceType.EgressRule, "billing-flower-isolation-to-broker");
        var first = _plan.Below("flower-infra:index:CeleryBroker", "celery").Select(it => it.Name).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(toBroker.Text("referencedSecurityGroupId"), Is.EqualTo("sg-0123456789ab0bd0f"));
            Assert.That(toBroker.At("toPort").Number, Is.EqualTo(5671));
            Assert.That(
                _plan.Below(ResourceType.Dashboard, "billing-flower").SelectMany(_plan.References).Intersect(first), Is.Empty, "the first team's broker");
            Assert.That(_plan.Below(ResourceType.Dashboard, "flower").SelectMany(_plan.References), Does.Contain("celery-access"));
        }
    }

    [Test]
    public void The_state_is_encrypted_kept_and_backed_up_every_day()
    {
        var storage = _plan.Get(ResourceType.StorageClass, "flower-state-class");
        var rule = _plan.Get(ResourceType.BackupPlan, "flower-state-plan").At("rules").First;
        var tag = _plan.Get(ResourceType.BackupSelection, "flower-state-backup-selection").At("conditions").First["stringEquals"].First;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(storage.At("parameters", "encrypted").Text, Is.EqualTo("true"));
            Assert.That(storage.Text("reclaimPolicy"), Is.EqualTo("Retain"));
            Assert.That(rule["schedule"].Text, Is.EqualTo("cron(0 3 * * ? *)"));
            Assert.That(_plan.NameOf(rule["targetVaultName"].Text!), Is.EqualTo("flower-state-vault"));
            Assert.That(_plan.References(_plan.Get(ResourceType.Vault, "flower-state-vault")), Is.EqualTo(new[] { "flower-state-key" }));
            Assert.That(
                storage.At("parameters").Pairs.Select(pair => pair.Value.Text),
                Does.Contain($"{tag["key"].Text!["aws:ResourceTag/".Length..]}={tag["value"].Text}"), "The backup finds the volume by the tag that the class sets");
        }
    }

    [Test]
    public void What_holds_data_or_logs_can_not_be_deleted()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                _plan.Resources.Where(it => it.Protect).Select(it => it.Name),
                Is.EquivalentTo(new[]
                {
                    "celery-key", "celery-redis", "flower-audit-key", "flower-audit-log-group", "flower-audit-logs",
                    "flower-namespace", "flower-state-claim", "flower-state-key", "flower-state-vault",
                }));
            Assert.That(_plan.OfType(ResourceType.LoadBalancer).Single().At("enableDeletionProtection").Flag, Is.True);
            Assert.That(_plan.OfType(ResourceType.Bucket).Single().At("forceDestroy").Flag, Is.False);
            Assert.That(_plan.OfType(ResourceType.Bucket).Single().At("objectLockEnabled").Flag, Is.False, "until it is shown to work");
            Assert.That(_plan.OfType(ResourceType.Vault).Single().At("forceDestroy").Flag, Is.False);
        }
    }

    [Test]
    public void The_web_acl_blocks_what_the_vpn_ranges_do_not_admit()
    {
        var acl = _plan.OfType(ResourceType.WebAcl).Single();
        var ranges = _plan.OfType("aws:wafv2/ipSet:IpSet").SelectMany(it => it.At("addresses").Texts());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(acl.At("defaultAction", "block").IsAbsent, Is.False);
            Assert.That(ranges, Is.EquivalentTo(new[] { "10.8.0.0/16", "10.9.0.0/16", "fd12:3456:789a::/48" }));
            Assert.That(acl.At("rules").Items.Select(it => it["name"].Text), Does.Contain("rate").And.Contain("known-bad-inputs"));
            Assert.That(_plan.References(_plan.Named("flower-lb-web-acl")), Does.Contain("flower-lb-alb"));
        }
    }

    [Test]
    public void Requests_network_flows_and_firewall_changes_leave_a_trail()
    {
        var logs = _plan.OfType(ResourceType.LoadBalancer).Single().At("accessLogs");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(logs["enabled"].Flag, Is.True);
            Assert.That(_plan.NameOf(logs["bucket"].Text!), Is.EqualTo("flower-audit-logs"));
            Assert.That(_plan.Named("flower-audit-flow-log").Text("trafficType"), Is.EqualTo("REJECT"));
            Assert.That(_plan.References(_plan.Named("flower-lb-firewall-logging")), Does.Contain("flower-lb-firewall-log"));
            Assert.That(
                _plan.OfType(ResourceType.EventRule).Select(it => it.Name),
                Is.EquivalentTo(new[] { "flower-audit-network-acls", "flower-lb-load-balancer", "flower-lb-security-groups" }
                    .Concat(Instances.Concat(["celery", "orders-worker"]).Select(it => $"{it}-security-groups"))));
            Assert.That(
                _plan.OfType("aws:cloudwatch/eventTarget:EventTarget").Select(it => _plan.NameOf(it.Text("arn")!)), Has.All.EqualTo("flower-audit-alerts"));
            Assert.That(
                _plan.OfType(ResourceType.MetricAlarm).Select(it => it.Name),
                Is.EquivalentTo(new[] { "flower-audit-drift-alarm", "flower-audit-drift-check-alarm", "flower-audit-refusals-alarm", "flower-audit-sign-in-failures-alarm" }
                    .Concat(Instances.Select(it => $"{it}-route-unhealthy-alarm"))));
            Assert.That(
                _plan.OfType(ResourceType.MetricAlarm).Select(it => _plan.NameOf(it.At("alarmActions").First.Text!)),
                Has.All.EqualTo("flower-audit-alerts"));
        }
    }

    [Test]
    public void The_certificate_names_the_hosts_of_the_instances_and_no_wildcard()
    {
        var certificate = _plan.Get(ResourceType.Certificate, "flower-lb-tls-certificate");

        Assert.That(
            certificate.At("subjectAlternativeNames").Texts().Append(certificate.Text("domainName")),
            Is.EquivalentTo(Instances.Select(it => $"{it}.example.com")));
    }

    [Test]
    public void Images_are_named_by_digest() => Assert.That(
        Workloads.Containers(_plan).Select(it => it["image"].Text), Has.All.Match("@sha256:[0-9a-f]{64}$"));

    private PlanResource Rule(string instance) => _plan.Get(ResourceType.ListenerRule, $"{instance}-route-rule");

    private string Configuration(string instance) => File(instance, "flowerconfig.py")!;

    private string? File(string instance, string name) => _plan.Named($"{instance}-config").At("data", name).Text;

    private string Gateway(string instance) => _plan.Named($"{instance}-gateway-nginx").At("data", "nginx.conf").Text!;
}
