using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.Dashboard;

[TestFixture]
internal sealed class DashboardRefusalTests
{
    [Test]
    public async Task All_faults_are_told_at_once_and_before_anything_is_created()
    {
        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new FlowerDashboard("flower", RefusedExample.Args()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EquivalentTo(new[]
            {
                "namespace", "host", "urlPrefix", "vpnCidrBlocks[0]", "credentialsVersion", "size", "auth.google.allowedEmails[0]",
                "existingServiceAccountName", "certificateArn", "admin.vpnCidrBlocks", "admin.credentialsVersion", "broker.cidrBlocks[0]",
                "deployerRoleArns", "resultBackend.urlSecretArn", "rotation.afterDays", "rotation.lambdaArn", "images.flower", "images.gateway",
                "cluster.nodeLocalDnsAddress", "rates.connections",
                "loadBalancer.subnetCidrBlocks", "loadBalancer.arnSuffix",
            }));
            Assert.That(refusal.Faults.Select(fault => fault.Fix), Is.All.Not.Empty);
            Assert.That(refusal.Message.Split('\n')[0], Is.EqualTo("FlowerDashboard \"flower\" has 22 faults:"));
            Assert.That(program.Resources.Select(resource => resource.Kind), Is.EqualTo(new[] { "FlowerDashboard" }));
        }
    }

    [Test]
    public async Task The_refusal_hides_the_stack_so_that_the_message_is_what_is_read()
    {
        var args = ComponentExamples.Dashboard();
        args.Host = "";

        var refusal = await ComponentExamples.RefusalAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal, Is.InstanceOf<ResourceException>());
            Assert.That(refusal.Message, Is.EqualTo(
                "FlowerDashboard \"flower\" has 1 fault:\n  - host: \"\" is missing. Write the bare name, for example flower.example.internal."));
        }
    }

    [TestCase("redis://:hidden@broker:6379/0", "is not the URL of a server with TLS")]
    [TestCase("amqp://flower:hidden@broker", "is not the URL of a server with TLS")]
    [TestCase("hidden", "is not the URL of a server with TLS")]
    public async Task A_broker_URL_without_TLS_is_refused_and_not_shown(string url, string problem)
    {
        var args = ComponentExamples.Dashboard();
        (args.Broker.UrlSecretArn, args.Broker.Url) = (null, url);

        var refusal = await ComponentExamples.RefusalAsync(args);

        Assert.That(refusal.Message, Does.Contain($"broker.url: {problem}").And.Contain("rediss://").And.Not.Contain("hidden"));
    }

    [Test]
    public async Task A_broker_URL_is_given_once()
    {
        var args = ComponentExamples.Dashboard();
        args.Broker.Url = "rediss://:hidden@broker:6379/0";

        Assert.That((await ComponentExamples.RefusalAsync(args)).Message, Does.Contain("broker.url: is given together with the ARN of its secret"));
    }

    [Test]
    public async Task A_broker_without_a_URL_is_refused()
    {
        var args = ComponentExamples.Dashboard();
        args.Broker.UrlSecretArn = null;

        Assert.That((await ComponentExamples.RefusalAsync(args)).Message, Does.Contain("broker.urlSecretArn: is missing"));
    }

    [TestCase("Flower")]
    [TestCase("1flower")]
    [TestCase("flower-")]
    [TestCase("flower\n")]
    [TestCase("a-name-of-more-than-thirty-characters")]
    public async Task A_name_that_Kubernetes_would_refuse_is_refused(string name)
    {
        var refusal = await MockedProgram.RefusalAsync(() => _ = new FlowerDashboard(name, ComponentExamples.Dashboard()));

        Assert.That(refusal.Faults.Single().ToString(), Does.StartWith("name: ").And.Contain("Use at most 30 lower-case letters"));
    }

    [TestCase("flower.example.internal")]
    [TestCase("FLOWER.example.internal")]
    public async Task Administrators_have_a_host_of_their_own(string host)
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.Host = host;

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.ToString(), Does.StartWith($"admin.host: \"{host}\" is the viewers' host."));
    }

    [TestCase("10.0.0.0/8")]
    [TestCase("10.9.0.0/16")]
    [TestCase("fd12:3456::/48")]
    public async Task Administrators_ranges_lie_inside_the_viewers(string range)
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.VpnCidrBlocks = ["10.8.16.0/24", range];

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.ToString(), Is.EqualTo(
            $"admin.vpnCidrBlocks[1]: \"{range}\" is wider than the viewers' ranges. Name a range inside 10.8.0.0/16."));
    }

    [TestCase("", "is not the name of a task")]
    [TestCase(" orders.send", "is not the name of a task")]
    [TestCase("orders\nsend", "is not the name of a task")]
    [TestCase("orders.sendé", "is not the name of a task")]
    [TestCase("celery.backend_cleanup", "is one of Celery's own tasks, which Flower knows already")]
    [TestCase("orders.slow", "is named twice")]
    public async Task Task_names_are_those_of_the_applications_and_each_stands_once(string name, string problem)
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.TaskNames = ["orders.slow", name];

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That((fault.Key, fault.Problem), Is.EqualTo(("admin.taskNames[1]", problem)));
    }

    [TestCase(255, 1000, true)]
    [TestCase(256, 1, false)]
    [TestCase(255, 1001, false)]
    public async Task Task_names_fit_into_a_config_map(int length, int count, bool fit)
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.TaskNames = [.. Enumerable.Range(0, count).Select(index => $"{index}".PadLeft(length, '"'))];

        if (!fit)
        {
            Assert.That((await ComponentExamples.RefusalAsync(args)).Faults.Single().Key, Does.StartWith("admin.taskNames"));
            return;
        }

        var files = (await ComponentExamples.RunAsync(args))["flower-admin-config"].At("data")!.AsObject();
        Assert.That(files.Sum(file => file.Value!.GetValue<string>().Length), Is.LessThan(1 << 20));
    }

    [Test]
    public async Task Administrators_sign_in_by_the_same_rules_as_viewers()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.Auth = ComponentExamples.Google("ops+admin@example.com");

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.Key, Is.EqualTo("admin.auth.google.allowedEmails[0]"));
    }

    [Test]
    public async Task Administrators_redirect_uri_is_that_of_their_own_host()
    {
        var auth = ComponentExamples.Google("ops@example.com");
        auth.Google!.RedirectUri = "https://flower.example.internal/login";
        var args = ComponentExamples.WithAdmin();
        args.Admin!.Auth = auth;

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.ToString(), Does.StartWith("admin.auth.google.redirectUri").And.Contain("https://flower-admin.example.internal/login"));
    }

    [Test]
    public async Task A_service_account_exists_only_in_a_namespace_that_exists()
    {
        var args = ComponentExamples.Dashboard();
        args.ExistingServiceAccountName = "celery-tools";

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();

        Assert.That(fault.ToString(), Does.StartWith("existingServiceAccountName").And.EndWith("Set useExistingNamespace too."));
    }
}
