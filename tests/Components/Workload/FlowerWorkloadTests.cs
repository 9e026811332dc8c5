using FlowerInfra.Tests.Components.State;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Workload;

[TestFixture]
internal sealed class FlowerWorkloadTests
{
    [Test]
    public async Task One_replica_writes_the_state_and_may_be_drained()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("Deployment"), Is.Empty);
            Assert.That(program["flower-stateful-set"].JsonText("spec.replicas"), Is.EqualTo("1"));
            Assert.That(program["flower-disruption-budget"].JsonText("spec.maxUnavailable"), Is.EqualTo("1"));
            Assert.That(
                program["flower-disruption-budget"].JsonText("spec.selector"),
                Is.EqualTo(program["flower-stateful-set"].JsonText("spec.selector")));
        }
    }

    [Test]
    public async Task No_service_link_can_become_Flowers_port()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["flower-service"].Text("metadata.name"), Is.EqualTo("flower-gateway"), "FLOWER_PORT=tcp://… crashes Flower");
            Assert.That(program["flower-stateful-set"].At("spec.template.spec.enableServiceLinks")!.GetValue<bool>(), Is.False);
        }
    }

    [Test]
    public async Task Service_is_internal_and_offers_the_gateways_ports_only()
    {
        var service = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-service"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.Text("spec.type"), Is.EqualTo("ClusterIP"));
            Assert.That(
                service.At("spec.ports")!.AsArray().Select(port => $"{port!["port"]} {port["targetPort"]}"),
                Is.EqualTo(new[] { "8443 https", "8444 health", "9443 metrics" }));
        }
    }

    [Test]
    public async Task Flower_listens_on_the_loopback_address_and_reads_its_whole_configuration_from_a_file()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var flower = program["flower-stateful-set"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                flower.JsonText("spec.template.spec.containers[0].command"),
                Is.EqualTo("""["celery","flower","--conf=/etc/flower/flowerconfig.py"]"""));
            Assert.That(flower.At("spec.template.spec.containers[0].args"), Is.Null);
            Assert.That(flower.At("spec.template.spec.containers[0].ports"), Is.Null);
            Assert.That(Configuration(program), Does.Contain("\naddress = \"127.0.0.1\"\n").And.Contain("\nread_only = True\n"));
        }
    }

    [Test]
    public async Task Writes_are_allowed_on_purpose_only_and_in_Flower_and_the_gateway_alike()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration(program), Does.Contain("\nread_only = True\n"));
            Assert.That(Nginx(program), Does.Not.Contain("shutdown").And.Not.Contain("revoke"));
            Assert.That(Configuration(program, "flower-admin"), Does.Contain("\nread_only = False\n"));
            Assert.That(Nginx(program, "flower-admin"), Does.Contain("shutdown").And.Contain("revoke"));
        }
    }

    [TestCase("small", 10_000, 384, 60, 60)]
    [TestCase("medium", 50_000, 1152, 90, 120)]
    [TestCase("large", 100_000, 2048, 120, 300)]
    public async Task A_size_sets_tasks_memory_grace_period_and_save_interval_together(
        string size, int tasks, int memory, int gracePeriod, int saveInterval)
    {
        var args = ComponentExamples.Dashboard();
        args.Size = size;
        args.State = EncryptedStateExample.OnEbs();
        var program = await ComponentExamples.RunAsync(args);
        var set = program["flower-stateful-set"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Configuration(program),
                Does.Contain($"\nmax_tasks = {tasks}\n").And.Contain($"\nstate_save_interval = {saveInterval * 1000}\n"));
            Assert.That(set.Text("spec.template.spec.containers[0].resources.limits.memory"), Is.EqualTo($"{memory}Mi"));
            Assert.That(set.Text("spec.template.spec.containers[0].resources.requests.memory"), Is.EqualTo($"{memory}Mi"));
            Assert.That(set.JsonText("spec.template.spec.terminationGracePeriodSeconds"), Is.EqualTo($"{gracePeriod}"));
        }
    }

    [Test]
    public async Task Tasks_are_known_by_name_where_some_are_named_and_writes_are_allowed()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.TaskNames = ["orders.send"];
        var program = await ComponentExamples.RunAsync(args);
        var with = program["flower-admin-config"].At("data")!;
        var without = program["flower-config"].At("data")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(with["flower_tasks.py"]!.GetValue<string>(), Does.Contain("\n    \"orders.send\",\n"));
            Assert.That(with["celeryconfig.py"]!.GetValue<string>(), Does.Contain("\nimports = [\"flower_tasks\"]\n"));
            Assert.That(without["flower_tasks.py"], Is.Null);
            Assert.That(without["celeryconfig.py"]!.GetValue<string>(), Does.Not.Contain("imports"));
        }
    }

    [Test]
    public async Task State_is_kept_on_a_claim_and_nowhere_without_one()
    {
        var args = ComponentExamples.Dashboard();
        args.State = EncryptedStateExample.OnEbs();
        var without = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var with = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration(without), Does.Contain("\npersistent = False\n").And.Not.Contain("db ="));
            Assert.That(without["flower-stateful-set"].Text(), Does.Not.Contain("persistentVolumeClaim"));
            Assert.That(Configuration(with), Does.Contain("\npersistent = True\n").And.Contain("\ndb = \"/var/lib/flower/flower\"\n"));
            Assert.That(
                with["flower-stateful-set"].Text(),
                Does.Contain("""{"name":"state","persistentVolumeClaim":{"claimName":"flower-state-ebs"}}"""));
        }
    }

    [Test]
    public async Task A_change_of_a_file_restarts_the_pod_and_no_change_does_not()
    {
        var args = ComponentExamples.Dashboard();
        args.Size = "medium";
        var gateway = ComponentExamples.Dashboard();
        gateway.LoadBalancer!.SubnetCidrBlocks = ["10.40.9.0/24"];
        var first = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var same = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var otherFlower = await ComponentExamples.RunAsync(args);
        var otherGateway = await ComponentExamples.RunAsync(gateway);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.ChangesTo(same), Is.Empty);
            Assert.That(Annotation(otherFlower, "configuration"), Is.Not.EqualTo(Annotation(first, "configuration")));
            Assert.That(Annotation(otherGateway, "configuration"), Is.Not.EqualTo(Annotation(first, "configuration")));
        }
    }

    [Test]
    public async Task A_private_authority_of_the_broker_is_mounted_beside_the_configuration()
    {
        using var issuer = new Tools.Verify.TestAuthority();
        var authority = await File.ReadAllTextAsync(issuer.File);
        var args = ComponentExamples.Dashboard();
        args.Broker.CertificateAuthority = authority;
        var files = (await ComponentExamples.RunAsync(args))["flower-config"].At("data")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(files["broker-ca.pem"]!.GetValue<string>(), Is.EqualTo(authority));
            Assert.That(files["celeryconfig.py"]!.GetValue<string>(), Does.Contain("\"/etc/flower/broker-ca.pem\""));
        }
    }

    [Test]
    public async Task An_existing_service_account_is_used_and_none_is_created()
    {
        var args = ComponentExamples.Dashboard();
        args.UseExistingNamespace = true;
        args.ExistingServiceAccountName = "celery-tools";
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("ServiceAccount"), Is.Empty);
            Assert.That(program["flower-stateful-set"].Text("spec.template.spec.serviceAccountName"), Is.EqualTo("celery-tools"));
        }
    }

    [Test]
    public async Task IRSA_names_its_role_on_the_service_account()
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;
        var program = await ComponentExamples.RunAsync(args);
        var plain = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["flower-service-account"].JsonText("metadata.annotations"),
                Is.EqualTo("""{"eks.amazonaws.com/role-arn":"flower-credentials-role.arn"}"""));
            Assert.That(plain["flower-service-account"].At("metadata.annotations"), Is.Null);
        }
    }

    [TestCase("registry.example.com/mher/flower:2.1.0", false, "has no digest")]
    [TestCase("registry.example.com/mher/flower", true, "names no version")]
    [TestCase("registry.example.com/mher/flower:latest", true, "names whatever is newest")]
    [TestCase("registry.example.com/mher/flower@sha256:4a6e", true, "has a malformed digest")]
    [TestCase("", true, "is missing")]
    public async Task Images_whose_content_can_change_are_refused(string image, bool allowImagesByTag, string problem)
    {
        var args = ComponentExamples.Dashboard();
        args.Images = new() { Flower = image, Gateway = image, AllowImagesByTag = allowImagesByTag };

        var faults = (await ComponentExamples.RefusalAsync(args)).Faults;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults.Select(fault => fault.Key), Is.EqualTo(new[] { "images.flower", "images.gateway" }));
            Assert.That(faults.Select(fault => fault.Problem), Is.All.StartWith(problem));
        }
    }

    [Test]
    public async Task A_tag_is_taken_on_purpose_only()
    {
        const string image = "registry.example.com/mher/flower:2.1.0";
        var args = ComponentExamples.Dashboard();
        (args.Images.Flower, args.Images.AllowImagesByTag) = (image, true);

        var program = await ComponentExamples.RunAsync(args);

        Assert.That(program["flower-stateful-set"].Text("spec.template.spec.containers[0].image"), Is.EqualTo(image));
    }

    [Test]
    public async Task A_size_and_a_port_that_there_are_not_are_refused()
    {
        var args = ComponentExamples.Dashboard();
        args.Size = "huge";
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.Port = 70_000;

        var faults = (await ComponentExamples.RefusalAsync(args)).Faults;

        Assert.That(
            faults.Select(fault => (fault.Key, fault.Fix)),
            Is.EquivalentTo([("size", "Write one of small, medium, large."), ("resultBackend.port", "Give a port from 1 to 65535.")]));
    }

    private static string Configuration(MockedProgram program, string instance = "flower") =>
        program[$"{instance}-config"].At("data")!["flowerconfig.py"]!.GetValue<string>();

    private static string Nginx(MockedProgram program, string instance = "flower") =>
        program[$"{instance}-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>();

    private static string Annotation(MockedProgram program, string name) =>
        program["flower-stateful-set"].At("spec.template.metadata.annotations")![$"flower-infra/{name}"]!.GetValue<string>();
}
