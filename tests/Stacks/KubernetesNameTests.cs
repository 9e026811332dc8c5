using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
[NonParallelizable]
internal sealed class KubernetesNameTests(string stack)
{
    private const int LargestConfigMap = 1024 * 1024;

    [Test]
    public async Task Names_are_admitted_and_references_lead_to_what_is_there() =>
        Assert.That(KubernetesNames.Faults(await RepositoryStacks.PlanAsync(stack)), Is.Empty);

    [Test]
    public async Task Nothing_is_larger_than_the_cluster_stores()
    {
        var plan = await RepositoryStacks.PlanAsync(stack);

        Assert.That(
            plan.OfType(ResourceType.ConfigMap).Select(it => it.Inputs["data"]!.ToJsonString().Length), Is.Not.Empty.And.All.LessThan(LargestConfigMap));
    }

    [TestCase("metadata", "name", "Upper", "Upper is not a name for a Service")]
    [TestCase("metadata", "name", "1-flower", "1-flower is not a name for a Service")]
    [TestCase("metadata", "namespace", "elsewhere", "there is no namespace elsewhere")]
    public async Task The_check_finds(string section, string key, string value, string fault)
    {
        var plan = await RepositoryStacks.PlanAsync(stack);
        var service = plan.OfType(ResourceType.Service).First();
        var inputs = service.Inputs.DeepClone().AsObject();
        inputs[section]![key] = value;

        var changed = plan with { Resources = [.. plan.Resources.Select(it => it == service ? service with { Inputs = inputs } : it)] };

        Assert.That(KubernetesNames.Faults(changed), Does.Contain($"{service.Name}: {fault}"));
    }

    [Test]
    public async Task The_check_finds_a_pod_of_a_deployment_with_a_reference_to_nothing()
    {
        var plan = await RepositoryStacks.PlanAsync(stack);

        var without = plan with { Resources = [.. plan.Resources.Where(it => it.Name is not ("orders-worker-config" or "celery-signing-shop-1"))] };

        Assert.That(
            KubernetesNames.Faults(without),
            Is.EqualTo(stack is "dev" or "django" ? [] : new[]
            {
                "orders-worker-deployment: there is no ConfigMap orders-worker-config in orders",
                "orders-worker-deployment: there is no a Secret celery-signing-shop-1 in orders",
            }));
    }
}
