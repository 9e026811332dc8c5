using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What the staging environment has, and what it must not have.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class StagingStackTests
{
    private static readonly string[] GitHubRanges = ["140.82.112.0/20", "143.55.64.0/20", "185.199.108.0/22", "192.30.252.0/22"];

    private static readonly string[] BrokerUsers = ["flower", "orders-worker", "shop"];

    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync("staging");

    [Test]
    public void Two_people_sign_in_with_GitHub()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration, Does.Contain("auth_provider = \"flower.views.auth.GithubLoginHandler\""));
            Assert.That(Configuration, Does.Contain("auth = \"ana@example.com|ben@example.com\""));
            Assert.That(Configuration, Does.Contain("oauth2_redirect_uri = \"https://flower.staging.example.internal/login\""));
        }
    }

    [Test]
    public void Nobody_signs_in_with_a_password()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration, Does.Not.Contain("basic_auth"));
            Assert.That(
                _plan.OfType(ResourceType.RandomPassword).Select(it => it.Name),
                Is.EquivalentTo(BrokerUsers.Select(it => $"celery-password-{it}-a").Append("flower-credentials-cookie-secret")),
                "The cookie's secret is generated, and the passwords of the broker's users");
        }
    }

    [Test]
    public void The_client_secret_never_passes_through_Pulumi()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration, Does.Contain("oauth2_secret = _secret(\"/etc/flower/secrets/oauth-client-secret\")"));
            Assert.That(
                _plan.OfType(ResourceType.SecretVersion).Select(it => it.Name),
                Is.EquivalentTo(BrokerUsers.SelectMany(it => new[] { $"celery-results-url-{it}-version", $"celery-url-{it}-version" }).Concat(
                [
                    "flower-credentials-broker-url-version", "flower-credentials-cookie-secret-version", "flower-credentials-result-backend-url-version",
                    "orders-worker-broker-url-version", "orders-worker-result-backend-url-version",
                ])));
        }
    }

    [Test]
    public void The_dashboards_pods_reach_GitHub_and_the_workers_their_database_and_nothing_else_outside()
    {
        var outside = _plan.OfType(ResourceType.EgressRule).Where(it => it.Text("cidrIpv4") is not null)
            .Select(it => (_plan.NameOf(it.Text("securityGroupId")!), it.Text("cidrIpv4")!, it.At("fromPort").Number, it.At("toPort").Number));

        Assert.That(
            outside,
            Is.EquivalentTo(GitHubRanges.Select(it => ("flower-isolation-pods", it, (long?)443, (long?)443))
                .Append(("orders-worker-isolation-pods", "10.30.32.0/20", 5432, 5432))));
    }

    [Test]
    public void The_state_lies_on_an_encrypted_volume_with_one_writer()
    {
        var storage = _plan.Get(ResourceType.StorageClass, "flower-state-class");
        var claim = _plan.Get(ResourceType.VolumeClaim, "flower-state-claim");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(storage.Text("provisioner"), Is.EqualTo("ebs.csi.aws.com"));
            Assert.That(storage.At("parameters", "encrypted").Text, Is.EqualTo("true"));
            Assert.That(_plan.References(storage), Is.EqualTo(new[] { "flower-state-key" }));
            Assert.That(storage.Text("reclaimPolicy"), Is.EqualTo("Retain"));
            Assert.That(claim.At("spec", "accessModes").Texts(), Is.EqualTo(new[] { "ReadWriteOncePod" }));
            Assert.That(claim.At("spec", "resources", "requests", "storage").Text, Is.EqualTo("8Gi"));
            Assert.That(Configuration, Does.Contain("persistent = True"));
        }
    }

    [Test]
    public void The_key_of_the_state_decrypts_for_the_volume_driver_the_backup_and_who_deploys_that()
    {
        var decrypting = JsonNode.Parse(_plan.Get(ResourceType.Key, "flower-state-key").Text("policy")!)!["Statement"]!.AsArray()
            .Select(it => it!.AsObject())
            .Where(it => it.Actions().Any(action => action is "kms:Decrypt" or "kms:*"))
            .ToList();
        var deployer = decrypting.Single(it => it.PrincipalsOf().Contains("arn:aws:iam::123456789012:role/flower-deployer"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                decrypting.SelectMany(it => it.PrincipalsOf()).Select(_plan.NameOf),
                Is.EquivalentTo(new[]
                {
                    "arn:aws:iam::123456789012:role/ebs-csi-controller", "arn:aws:iam::123456789012:role/flower-deployer", "flower-state-backup-role",
                }));
            Assert.That(deployer.Condition("StringEquals", "kms:ViaService"), Has.All.StartsWith("backup."));
        }
    }

    [Test]
    public void What_happens_is_logged_and_firewall_changes_are_reported()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.References(_plan.OfType(ResourceType.LoadBalancer).Single()), Does.Contain("flower-audit-logs"));
            Assert.That(_plan.Named("flower-audit-flow-log").Text("vpcId"), Is.EqualTo("vpc-0123456789ab05a00"));
            Assert.That(
                _plan.OfType(ResourceType.EventRule).Select(it => it.Name),
                Is.EquivalentTo(new[]
                {
                    "celery-security-groups", "flower-audit-network-acls", "flower-lb-load-balancer", "flower-lb-security-groups",
                    "flower-security-groups", "orders-worker-security-groups",
                }));
            Assert.That(
                _plan.OfType(ResourceType.LogGroup), Has.All.Matches<PlanResource>(
                    group => _plan.References(group).Contains("flower-audit-key") && group.At("retentionInDays").Number >= 365));
            Assert.That(
                _plan.Resources.Where(it => it.Name.StartsWith("flower-audit-mail-", StringComparison.Ordinal)).Select(it => it.Text("endpoint")),
                Is.EqualTo(new[] { "flower-alerts@example.com" }));
        }
    }

    [Test]
    public void A_web_acl_stands_before_the_load_balancer()
    {
        var association = _plan.Named("flower-lb-web-acl");

        Assert.That(_plan.References(association), Is.EqualTo(new[] { "flower-lb-alb", "flower-lb-firewall-acl" }));
    }

    [Test]
    public void Images_are_named_by_digest() => Assert.That(
        Workloads.Containers(_plan).Select(it => it["image"].Text), Has.All.Match("@sha256:[0-9a-f]{64}$"));

    [Test]
    public void There_is_no_instance_for_administrators()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.OfType(ResourceType.StatefulSet).Count(), Is.EqualTo(1));
            Assert.That(Configuration, Does.Contain("read_only = True"));
        }
    }

    private string Configuration => _plan.Named("flower-config").At("data", "flowerconfig.py").Text!;
}
