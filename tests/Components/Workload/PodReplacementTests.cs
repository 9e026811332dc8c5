using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Workload;

/// <summary>What makes another pod of Flower's, when it is ready, and where it runs.</summary>
[TestFixture]
internal sealed class PodReplacementTests
{
    [Test]
    public async Task A_change_of_a_secret_restarts_the_pod()
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = ComponentExamples.ResultBackend();
        var first = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var second = await ComponentExamples.RunAsync(args);
        var secrets = $"flower-credentials-basic-auth.arn,{ComponentExamples.BrokerUrl},flower-credentials-cookie-secret.arn";

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Annotation(first, "secret-versions"),
                Is.EqualTo("flower-credentials-basic-auth-version.versionId,flower-credentials-cookie-secret-version.versionId"));
            Assert.That(Annotation(first, "secrets"), Is.EqualTo(secrets));
            Assert.That(Annotation(second, "secrets"), Is.EqualTo($"{secrets},{ComponentExamples.ResultBackendUrl}"));
        }
    }

    [Test]
    public async Task Another_security_group_restarts_the_pod()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        Assert.That(Annotation(program, "security-group"), Is.EqualTo("flower-isolation-pods.id"));
    }

    // In order, which is the default, a StatefulSet waits for a pod that never gets ready, whatever its new template says.
    [Test]
    public async Task A_pod_that_never_gets_ready_is_replaced_by_its_repair()
    {
        var set = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-stateful-set"];

        Assert.That(set.Text("spec.podManagementPolicy"), Is.EqualTo("Parallel"));
    }

    [TestCase("small", 120)]
    [TestCase("medium", 180)]
    [TestCase("large", 240)]
    public async Task Flower_has_the_time_to_load_its_state(string size, int seconds)
    {
        var args = ComponentExamples.Dashboard();
        args.Size = size;
        var probe = (await ComponentExamples.RunAsync(args))["flower-stateful-set"].At("spec.template.spec.containers[0].startupProbe")!;

        Assert.That(probe["periodSeconds"]!.GetValue<int>() * probe["failureThreshold"]!.GetValue<int>(), Is.EqualTo(seconds));
    }

    [Test]
    public async Task An_instance_keeps_off_the_nodes_of_others_in_all_namespaces_where_it_can()
    {
        var set = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-stateful-set"];
        var term = set.At("spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(term["topologyKey"]!.GetValue<string>(), Is.EqualTo("kubernetes.io/hostname"));
            Assert.That(term["namespaceSelector"]!.ToJsonString(), Is.EqualTo("{}"));
            Assert.That(
                term["labelSelector"]!["matchLabels"]!.AsObject().Select(label => set.At("spec.template.metadata.labels")![label.Key]!.GetValue<string>()),
                Is.EqualTo(new[] { "flower-infra" }));
            Assert.That(set.At("spec.template.spec.topologySpreadConstraints"), Is.Null, "it counts the pods of one namespace");
        }
    }

    private static string Annotation(MockedProgram program, string name) =>
        program["flower-stateful-set"].At("spec.template.metadata.annotations")![$"flower-infra/{name}"]!.GetValue<string>();
}
