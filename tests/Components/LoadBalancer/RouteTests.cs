using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.LoadBalancer;

[TestFixture]
internal sealed class RouteTests
{
    [Test]
    public async Task The_hop_to_the_pods_and_its_health_check_are_https()
    {
        var target = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-route-target"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(target.Text("protocol"), Is.EqualTo("HTTPS"));
            Assert.That(target.JsonText("port"), Is.EqualTo("8443"));
            Assert.That(target.Text("targetType"), Is.EqualTo("ip"));
            Assert.That(target.Text("healthCheck.protocol"), Is.EqualTo("HTTPS"));
            Assert.That(target.Text("healthCheck.port"), Is.EqualTo("8444"));
            Assert.That(target.Text("healthCheck.path"), Is.EqualTo("/healthcheck"));
            Assert.That(target.Text("healthCheck.matcher"), Is.EqualTo("200"));
        }
    }

    [TestCase("/", "/*")]
    [TestCase("/a/b", "/a/b", "/a/b/*")]
    public async Task One_rule_admits_one_host_one_path_and_the_named_ranges(string prefix, params string[] patterns)
    {
        var args = ComponentExamples.Dashboard();
        args.UrlPrefix = prefix;
        args.Host = "Flower.Example.internal";
        args.VpnCidrBlocks = ["10.9.0.0/16", "FD12:3456:0::/48", "10.9.0.0/16"];
        var rule = (await ComponentExamples.RunAsync(args))["flower-route-rule"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Values(rule, "hostHeader"), Is.EqualTo(new[] { "flower.example.internal" }));
            Assert.That(Values(rule, "pathPattern"), Is.EqualTo(patterns));
            Assert.That(Values(rule, "sourceIp"), Is.EqualTo(new[] { "10.9.0.0/16", "fd12:3456::/48" }));
            Assert.That(rule.JsonText("actions"), Is.EqualTo("""[{"targetGroupArn":"flower-route-target.arn","type":"forward"}]"""));
            Assert.That(rule.Text("listenerArn"), Is.EqualTo("listener.arn"));
        }
    }

    [TestCase("/", 3)]
    [TestCase("/flower", 4)]
    public async Task Many_ranges_are_spread_over_rules_of_at_most_five_values(string prefix, int count)
    {
        var args = ComponentExamples.Dashboard();
        args.UrlPrefix = prefix;
        args.VpnCidrBlocks = [.. Enumerable.Range(0, 8).Select(range => $"10.{range}.0.0/16")];
        var rules = (await ComponentExamples.RunAsync(args)).Of("ListenerRule").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules, Has.Length.EqualTo(count));
            Assert.That(rules.Select(rule => rule.At("conditions")!.AsArray().Sum(CountOfValues)), Is.All.LessThanOrEqualTo(5));
            Assert.That(rules.SelectMany(rule => Values(rule, "sourceIp")), Is.EquivalentTo(args.VpnCidrBlocks));
            Assert.That(rules.Select(rule => Values(rule, "hostHeader").Single()), Is.All.EqualTo("flower.example.internal"));
            Assert.That(rules.Select(rule => string.Join(' ', Values(rule, "pathPattern"))).Distinct(), Has.Exactly(1).Items);
        }
    }

    [Test]
    public async Task Rules_have_no_priority_that_another_dashboard_could_take()
    {
        var rules = (await ComponentExamples.RunAsync(ComponentExamples.WithAdmin())).Of("ListenerRule");

        Assert.That(rules.Select(rule => rule.At("priority")), Has.Exactly(2).Items.And.All.Null);
    }

    [Test]
    public async Task Without_ranges_of_its_own_a_dashboard_leaves_the_sources_to_the_load_balancer()
    {
        var args = ComponentExamples.Dashboard();
        args.VpnCidrBlocks = null;
        var rule = (await ComponentExamples.RunAsync(args))["flower-route-rule"];

        Assert.That(rule.At("conditions")!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Binding_admits_the_load_balancers_group_on_two_ports_only()
    {
        var binding = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-route-binding"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(binding.Text("metadata.namespace"), Is.EqualTo("flower"));
            Assert.That(binding.JsonText("spec.serviceRef"), Is.EqualTo("""{"name":"flower-gateway","port":8443}"""));
            Assert.That(binding.Text("spec.targetGroupARN"), Is.EqualTo("flower-route-target.arn"));
            Assert.That(binding.Text("spec.targetType"), Is.EqualTo("ip"));
            Assert.That(binding.JsonText("spec.networking"), Is.EqualTo(
                """{"ingress":[{"from":[{"securityGroup":{"groupID":"sg-load-balancer"}}],"ports":[{"port":8443,"protocol":"TCP"},{"port":8444,"protocol":"TCP"}]}]}"""));
        }
    }

    [Test]
    public async Task A_new_target_group_takes_a_new_binding_and_the_old_one_goes_first()
    {
        var watched = new WatchedOptions();
        await MockedProgram.RunAsync(() => _ = new FlowerDashboard("flower", ComponentExamples.Dashboard(), watched.Watch()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(watched["flower-route-binding"].ReplaceOnChanges, Is.EqualTo(new[] { "spec.targetGroupARN" }),
                "the controller's webhook refuses a changed one");
            Assert.That(watched["flower-route-binding"].DeleteBeforeReplace, Is.True, "its name is fixed");
        }
    }

    [Test]
    public async Task A_renamed_dashboard_keeps_the_record_and_the_certificate_of_its_host()
    {
        var (before, after) = (new WatchedOptions(), new WatchedOptions());
        await RunAsync("flower", before);
        await RunAsync("celery", after);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.UrnsOf("Record").Count(), Is.EqualTo(2));
            Assert.That(after.UrnsOf("Record"), Is.EqualTo(before.UrnsOf("Record")), "Route 53 refuses a second record while the first is there");
            Assert.That(before.UrnsOf("ListenerCertificate").Count(), Is.EqualTo(1));
            Assert.That(
                after.UrnsOf("ListenerCertificate"), Is.EqualTo(before.UrnsOf("ListenerCertificate")),
                "the old one's deletion would take the certificate from the listener");
        }

        static Task RunAsync(string name, WatchedOptions watched)
        {
            var args = ComponentExamples.Dashboard();
            args.CertificateArn = ComponentExamples.Certificate;
            args.LoadBalancer!.IsDualStack = true;
            return MockedProgram.RunAsync(() => _ = new FlowerDashboard(name, args, watched.Watch()));
        }
    }

    [Test]
    public async Task Record_of_the_host_is_an_alias_of_the_load_balancer_in_the_private_zone()
    {
        var record = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower.example.internal-record"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Text("zoneId"), Is.EqualTo("Z0123456789ABPRIVATE"));
            Assert.That(record.Text("name"), Is.EqualTo("flower.example.internal"));
            Assert.That(record.JsonText("aliases"), Is.EqualTo(
                """[{"evaluateTargetHealth":true,"name":"internal-flwr.eu-west-1.elb.amazonaws.com","zoneId":"Z32O12XQLNTSW2"}]"""));
        }
    }

    [Test]
    public async Task Without_a_zone_no_record_is_made()
    {
        var args = ComponentExamples.Dashboard();
        args.HostedZoneId = null;

        Assert.That((await ComponentExamples.RunAsync(args)).Of("Record"), Is.Empty);
    }

    [Test]
    public async Task A_certificate_of_the_dashboards_own_is_added_to_the_listener()
    {
        var args = ComponentExamples.Dashboard();
        args.CertificateArn = ComponentExamples.Certificate;
        var watched = new WatchedOptions();
        var program = await MockedProgram.RunAsync(() => _ = new FlowerDashboard("flower", args, watched.Watch()));
        var certificate = program["flower.example.internal-listener-certificate"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(certificate.Text("listenerArn"), Is.EqualTo("listener.arn"));
            Assert.That(certificate.Text("certificateArn"), Is.EqualTo(ComponentExamples.Certificate));
            Assert.That(watched[certificate.Name].DeleteBeforeReplace, Is.True);
        }
    }

    [Test]
    public async Task A_certificate_of_both_instances_is_added_to_the_listener_once()
    {
        var args = ComponentExamples.WithAdmin();
        args.CertificateArn = ComponentExamples.Certificate;
        args.Admin!.CertificateArn = ComponentExamples.Certificate;

        Assert.That((await ComponentExamples.RunAsync(args)).Of("ListenerCertificate").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_second_dashboard_changes_nothing_of_the_first_and_nothing_of_the_load_balancer()
    {
        var one = await TwoAsync(withSecond: false);
        var two = await TwoAsync(withSecond: true);

        Assert.That(one.ChangesTo(two), Is.Not.Empty.And.All.StartsWith("+ billing"));
    }

    [Test]
    public async Task An_unhealthy_dashboard_is_an_alarm_on_its_own_target_group()
    {
        var args = ComponentExamples.WithAdmin();
        args.AlertTopicArn = "topic.arn";
        args.LoadBalancer!.ArnSuffix = "app/flwr/1";
        var alarms = (await ComponentExamples.RunAsync(args)).Of("MetricAlarm").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(alarms.Select(alarm => alarm.Text("dimensions.TargetGroup")), Is.EqualTo(
                new[] { "flower-admin-route-target.arnSuffix", "flower-route-target.arnSuffix" }));
            Assert.That(alarms.Select(alarm => alarm.Text("dimensions.LoadBalancer")), Is.All.EqualTo("app/flwr/1"));
            Assert.That(alarms.Select(alarm => alarm.JsonText("alarmActions")), Is.All.EqualTo("""["topic.arn"]"""));
            Assert.That(alarms.Select(alarm => alarm.Text("treatMissingData")), Is.All.EqualTo("breaching"));
        }
    }

    private static Task<MockedProgram> TwoAsync(bool withSecond) => MockedProgram.RunAsync(() =>
    {
        var loadBalancer = new InternalLoadBalancer("tools", ComponentExamples.LoadBalancer());
        var args = ComponentExamples.WithAdmin();
        args.LoadBalancer = loadBalancer;
        _ = new FlowerDashboard("flower", args);
        if (!withSecond)
            return;
        var second = ComponentExamples.Dashboard(ComponentExamples.Google());
        second.Host = "billing.example.internal";
        second.LoadBalancer = loadBalancer;
        _ = new FlowerDashboard("billing", second);
    });

    private static IEnumerable<string> Values(MockedResource rule, string condition) => rule.At("conditions")!.AsArray()
        .Select(it => it![condition]?["values"]).OfType<JsonArray>().SelectMany(values => values).Select(value => $"{value}");

    private static int CountOfValues(JsonNode? condition) => condition!.AsObject().Sum(member => member.Value!["values"]!.AsArray().Count);
}
