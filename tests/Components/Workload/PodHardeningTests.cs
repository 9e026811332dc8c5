using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components.State;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Workload;

[TestFixture]
internal sealed class PodHardeningTests
{
    [Test]
    public async Task Every_field_of_the_restricted_profile_is_set_on_every_container()
    {
        var pod = Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard()));

        foreach (var container in Containers(pod))
        {
            var security = container["securityContext"]!;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(security["allowPrivilegeEscalation"]!.GetValue<bool>(), Is.False);
                Assert.That(security["privileged"]!.GetValue<bool>(), Is.False);
                Assert.That(security["runAsNonRoot"]!.GetValue<bool>(), Is.True);
                Assert.That(security["readOnlyRootFilesystem"]!.GetValue<bool>(), Is.True);
                Assert.That(security["capabilities"]!.ToJsonString(), Is.EqualTo("""{"drop":["ALL"]}"""));
            }
        }
    }

    [Test]
    public async Task The_pod_runs_as_a_high_user_with_the_default_seccomp_profile()
    {
        var security = Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["securityContext"]!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(security["runAsNonRoot"]!.GetValue<bool>(), Is.True);
            Assert.That(
                new[] { "runAsUser", "runAsGroup", "fsGroup" }.Select(field => security[field]!.GetValue<int>()),
                Is.All.GreaterThan(10000));
            Assert.That(security["seccompProfile"]!.ToJsonString(), Is.EqualTo("""{"type":"RuntimeDefault"}"""));
        }
    }

    [TestCase("hostNetwork")]
    [TestCase("hostPID")]
    [TestCase("hostIPC")]
    [TestCase("hostUsers")]
    [TestCase("shareProcessNamespace")]
    public async Task Nothing_of_the_host_is_shared(string field)
    {
        var pod = Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard()));

        Assert.That(pod[field], Is.Null);
    }

    [Test]
    public async Task No_port_is_the_hosts_and_no_probe_names_a_host()
    {
        var containers = Containers(Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard())))
            .Select(container => container.ToJsonString());

        Assert.That(containers, Is.All.Not.Contain("\"hostPort\"").And.All.Not.Contain("\"host\""));
    }

    [Test]
    public async Task Volumes_are_of_the_kinds_that_the_restricted_profile_admits()
    {
        string[] admitted = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];
        var volumes = Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["volumes"]!.AsArray();

        Assert.That(
            volumes.SelectMany(volume => volume!.AsObject()).Select(member => member.Key).Where(key => key != "name").Distinct(),
            Is.SubsetOf(admitted));
    }

    [Test]
    public async Task Only_temporary_directories_and_the_state_are_writable()
    {
        var args = ComponentExamples.Dashboard();
        args.State = EncryptedStateExample.OnEbs();
        var mounts = Containers(Pod(await ComponentExamples.RunAsync(args)))
            .SelectMany(container => container["volumeMounts"]!.AsArray())
            .Where(mount => mount!["readOnly"]?.GetValue<bool>() != true)
            .Select(mount => $"{mount!["name"]} {mount["mountPath"]}");

        Assert.That(mounts, Is.EquivalentTo(new[] { "flower-tmp /tmp", "gateway-credentials /run/gateway", "gateway-tmp /tmp", "state /var/lib/flower" }));
    }

    [Test]
    public async Task The_gateway_reads_which_credentials_are_right_and_no_secret_file()
    {
        var containers = Containers(Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard())));
        var mounts = containers.Single(container => $"{container["name"]}" == "gateway")["volumeMounts"]!.AsArray()
            .Select(mount => $"{mount!["name"]} {mount["readOnly"]}");

        Assert.That(mounts, Is.EquivalentTo(new[] { "gateway-credentials true", "gateway-tmp ", "nginx true", "tls true" }));
    }

    [Test]
    public async Task With_an_identity_provider_passes_are_made_up_without_any_secret()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Google()));
        var container = Pod(program)["initContainers"]!.AsArray().Single()!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                container["volumeMounts"]!.AsArray().Select(mount => $"{mount!["name"]} {mount["readOnly"]}"),
                Is.EquivalentTo(new[] { "config true", "gateway-credentials " }));
            Assert.That(container["env"], Is.Null);
            Assert.That(program["flower-config"].At("data")!["gateway_credentials.py"]!.GetValue<string>(), Is.EqualTo(GatewayPasses.Render()));
            Assert.That(
                Containers(Pod(program)).Where(it => it["volumeMounts"]!.AsArray().Any(mount => $"{mount!["name"]}" == "gateway-credentials"))
                    .Select(it => $"{it["name"]}"),
                Is.EquivalentTo(new[] { "gateway", "gateway-credentials" }));
        }
    }

    [Test]
    public async Task Temporary_directories_are_limited_and_in_memory()
    {
        var volumes = Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["volumes"]!.AsArray()
            .Where(volume => volume!["emptyDir"] is not null)
            .Select(volume => $"{volume!["emptyDir"]!["medium"]} {volume["emptyDir"]!["sizeLimit"]}");

        Assert.That(volumes, Has.Exactly(3).Items.And.All.EqualTo("Memory 32Mi"));
    }

    [Test]
    public async Task The_pod_has_no_token_of_the_cluster()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Pod(program)["automountServiceAccountToken"]!.GetValue<bool>(), Is.False);
            Assert.That(program["flower-service-account"].At("automountServiceAccountToken")!.GetValue<bool>(), Is.False);
            Assert.That(Pod(program)["serviceAccountName"]!.GetValue<string>(), Is.EqualTo("flower").And.Not.EqualTo("default"));
        }
    }

    [Test]
    public async Task No_container_has_a_token_of_the_role_which_EKS_would_bring_in([Values] bool oauth)
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(oauth ? ComponentExamples.Google() : ComponentExamples.Basic()));
        var skipped = program["flower-stateful-set"].At("spec.template.metadata.annotations")!["eks.amazonaws.com/skip-containers"]!;

        Assert.That(
            skipped.GetValue<string>().Split(','), Is.EqualTo(Containers(Pod(program)).Select(container => $"{container["name"]}").Order()));
    }

    [Test]
    public async Task Every_container_requests_and_limits_cpu_memory_and_storage()
    {
        var resources = Containers(Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard())))
            .SelectMany(container => new[] { container["resources"]!["requests"]!, container["resources"]!["limits"]! })
            .Select(amounts => amounts.AsObject().Select(amount => amount.Key));

        Assert.That(resources, Has.Exactly(6).Items.And.All.EquivalentTo(new[] { "cpu", "ephemeral-storage", "memory" }));
    }

    [Test]
    public async Task Every_container_is_probed_and_readiness_is_not_liveness()
    {
        var containers = Containers(Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard())))
            .ToDictionary(container => $"{container["name"]}", container => container);
        var flower = containers["flower"];
        var gateway = containers["gateway"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(flower["startupProbe"]!["exec"], Is.Not.Null);
            Assert.That(flower["livenessProbe"]!.ToJsonString(), Does.Contain("http://127.0.0.1:5555/healthcheck"));
            Assert.That(gateway["readinessProbe"]!["httpGet"]!["port"]!.GetValue<string>(), Is.EqualTo("health"));
            Assert.That(gateway["readinessProbe"]!["httpGet"]!["scheme"]!.GetValue<string>(), Is.EqualTo("HTTPS"));
            Assert.That(gateway["livenessProbe"]!["tcpSocket"]!["port"]!.GetValue<string>(), Is.EqualTo("health"));
        }
    }

    [Test]
    public async Task Probe_of_Flower_follows_the_prefix()
    {
        var args = ComponentExamples.Dashboard();
        args.UrlPrefix = "/a/b";
        var flower = Containers(Pod(await ComponentExamples.RunAsync(args))).First();

        Assert.That(flower["livenessProbe"]!.ToJsonString(), Does.Contain("http://127.0.0.1:5555/a/b/healthcheck"));
    }

    [Test]
    public async Task Images_are_those_of_the_arguments_and_pulled_at_each_start()
    {
        var containers = Containers(Pod(await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                containers.Select(container => $"{container["image"]}"),
                Is.EqualTo(new[] { ComponentExamples.FlowerImage, ComponentExamples.GatewayImage, ComponentExamples.FlowerImage }));
            Assert.That(containers.Select(container => $"{container["imagePullPolicy"]}"), Is.All.EqualTo("Always"));
        }
    }

    private static JsonNode Pod(MockedProgram program) => program["flower-stateful-set"].At("spec.template.spec")!;

    private static IEnumerable<JsonNode> Containers(JsonNode pod) => pod["containers"]!.AsArray()
        .Concat(pod["initContainers"]?.AsArray() ?? []).Select(container => container!);
}
