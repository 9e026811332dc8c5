using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>What the development environment has, and what it must not have.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class DevStackTests
{
    private static readonly string[] TheVpn = ["10.8.0.0/16"];
    private static readonly string[] PasswordNames =
        ["flower-credentials-cookie-secret", "flower-credentials-password-oncall", "flower-credentials-password-ops"];

    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync("dev");

    [Test]
    public void Two_named_users_sign_in_with_generated_passwords()
    {
        var version = _plan.Get(ResourceType.SecretVersion, "flower-credentials-basic-auth-version");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.OfType(ResourceType.RandomPassword).Select(it => it.Name), Is.EquivalentTo(PasswordNames));
            Assert.That(
                _plan.OfType(ResourceType.RandomPassword).Select(it => it.At("length").Number), Has.All.GreaterThanOrEqualTo(40));
            Assert.That(version.SecretInputs, Is.EqualTo(new[] { "secretStringWo" }));
            Assert.That(Configuration, Does.Contain("basic_auth = "));
        }
    }

    [Test]
    public void There_is_no_sign_in_with_a_provider()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration, Does.Not.Contain("auth_provider").And.Not.Contain("oauth2"));
            Assert.That(_plan.OfType(ResourceType.EgressRule).Select(it => it.Text("cidrIpv4")), Has.All.Null, "Nothing leaves the VPC");
        }
    }

    [Test]
    public void One_vpn_range_reaches_the_load_balancer_and_nothing_else_does()
    {
        var group = _plan.Get(ResourceType.SecurityGroup, "flower-lb-vpn-load-balancer");
        var admitted = _plan.OfType(ResourceType.IngressRule)
            .Where(it => it.Text("securityGroupId")!.Contains(group.Urn, StringComparison.Ordinal)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(admitted.Select(it => it.Text("cidrIpv4")).Distinct(), Is.EqualTo(TheVpn));
            Assert.That(admitted.Select(it => it.At("fromPort").Number), Is.EquivalentTo(new long[] { 80, 443 }));
            Assert.That(
                _plan.OfType(ResourceType.ListenerRule).SelectMany(LoadBalancing.Sources), Is.EqualTo(TheVpn));
        }
    }

    [Test]
    public void Nothing_persists()
    {
        var types = _plan.Resources.Select(it => it.Type).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(types, Has.None.EqualTo(ResourceType.VolumeClaim).And.None.EqualTo(ResourceType.StorageClass));
            Assert.That(types, Has.None.StartsWith("aws:backup/").And.None.StartsWith("aws:efs/"));
            Assert.That(
                _plan.OfType(ResourceType.StatefulSet).SelectMany(it => it.At("spec", "template", "spec", "volumes").Items),
                Has.All.Matches<PlanProperty>(volume => volume["persistentVolumeClaim"].IsAbsent && volume["hostPath"].IsAbsent));
            Assert.That(Configuration, Does.Contain("persistent = False"));
        }
    }

    [Test]
    public void Nobody_can_change_anything_through_it()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_plan.OfType(ResourceType.StatefulSet).Select(it => it.Name), Is.EqualTo(new[] { "flower-stateful-set" }));
            Assert.That(Configuration, Does.Contain("read_only = True"));
            Assert.That(_plan.Outputs["adminUrls"]!.AsObject(), Is.Empty);
        }
    }

    [Test]
    public void Flower_lives_below_a_path_of_its_host()
    {
        var rule = _plan.Get(ResourceType.ListenerRule, "flower-route-rule");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(LoadBalancing.Paths(rule), Is.EqualTo(new[] { "/flower", "/flower/*" }));
            Assert.That(Configuration, Does.Contain("url_prefix = \"flower\""));
            Assert.That((string?)_plan.Outputs["urls"]!["flower"], Is.EqualTo("https://flower.dev.example.internal/flower/"));
        }
    }

    [Test]
    public void It_goes_without_a_web_acl_an_audit_trail_and_protection_from_deletion()
    {
        var types = _plan.Resources.Select(it => it.Type).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(types, Has.None.StartsWith("aws:wafv2/").And.None.EqualTo("flower-infra:index:AuditTrail"));
            Assert.That(types, Has.None.StartsWith("aws:s3/").And.None.EqualTo(ResourceType.FlowLog));
            Assert.That(_plan.OfType(ResourceType.LoadBalancer).Single().At("enableDeletionProtection").Flag, Is.False);
            Assert.That(_plan.Resources.Where(it => it.Protect).Select(it => it.Name), Is.Empty);
        }
    }

    private string Configuration =>
        _plan.Named("flower-config").At("data", "flowerconfig.py").Text!;
}
