using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>The controls of instances behind a view of a Django site, on the stack that has two, edited.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class DjangoProxyControlTests
{
    private const string Everybody = """[{"podSelector":{}}]""";

    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync("django");

    [Test]
    public void The_stack_passes() => Assert.That(Failed(_plan), Is.Empty);

    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress/0/from", null)]
    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress/0/from", Everybody)]
    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress/0/from", """[{"ipBlock":{"cidr":"10.50.0.0/16"}}]""")]
    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress/0/from/0/podSelector", null)]
    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress/0/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name", "\"other\"")]
    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress/0/ports", "[]", "spec/ingress/0/from", Everybody)]
    [TestCase("FLW-DJG-05", "proxied-isolation-allow-django-proxy", "spec/ingress", "[]")]
    [TestCase("FLW-DJG-05", "proxied-isolation-from-django-proxy", "referencedSecurityGroupId", null, "cidrIpv4", "\"10.50.0.0/16\"")]
    [TestCase("FLW-DJG-06", "proxied-django-config", "data/FLOWER_URL", "\"http://proxied-gateway.proxied.svc.cluster.local:8443\"")]
    [TestCase("FLW-DJG-06", "proxied-django-config", "data/FLOWER_URL", "\"https://other.proxied.svc.cluster.local:8443\"")]
    [TestCase("FLW-DJG-06", "proxied-django-config", "data/ca.crt", null)]
    [TestCase("FLW-DJG-06", "proxied-django-config", "data/ca.crt", "\"none\"")]
    [TestCase("FLW-DJG-06", "proxied-gateway-certificate", "spec/dnsNames", "[\"ops.example.internal\"]")]
    [TestCase("FLW-DJG-06", "proxied-gateway-certificate", "spec/issuerRef/kind", "\"Issuer\"")]
    [TestCase("FLW-DJG-07", "proxied-django-config", "data/FLOWER_PASSWORD", "\"hunter2\"")]
    [TestCase("FLW-DJG-07", "proxied-django-config", "data/FLOWER_URL", "\"https://django@proxied-gateway.proxied.svc.cluster.local:8443\"")]
    [TestCase("FLW-DJG-07", "proxied-django-config", "metadata/namespace", "\"elsewhere\"")]
    public void Another_way_in_is_noticed(string id, string resource, string pointer, string? json, string? otherPointer = null, string? otherJson = null)
    {
        var plan = With(_plan, resource, pointer, json);
        if (otherPointer is not null)
            plan = With(plan, resource, otherPointer, otherJson);

        Assert.That(Failed(plan), Does.Contain($"{id} proxied-stateful-set"));
    }

    [Test]
    public void A_target_group_that_is_bound_to_the_gateway_is_noticed()
    {
        var binding = _plan.Resources.First(it => it.Type.EndsWith(":TargetGroupBinding", StringComparison.Ordinal));
        var policy = _plan.Resources.Single(it => it.Name == "proxied-isolation-allow-django-proxy");
        var plan = With(_plan, binding.Name, "metadata/namespace", policy.Inputs["metadata"]!["namespace"]!.ToJsonString());

        Assert.That(Failed(plan), Is.EqualTo(new[] { "FLW-DJG-05 proxied-stateful-set" }));
    }

    private static List<string> Failed(Plan plan)
    {
        var names = plan.Resources.ToDictionary(it => it.Urn, it => it.Name);
        return [.. ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls
            .Where(it => it.Status != ControlStatus.Pass && string.CompareOrdinal(it.Id, "FLW-DJG-05") >= 0 && it.Id.StartsWith("FLW-DJG", StringComparison.Ordinal))
            .Select(it => $"{it.Id} {names[it.Urn!]}")];
    }

    // The stack's plan is every test's: only a copy is changed.
    private static Plan With(Plan plan, string name, string pointer, string? json) => plan with
    {
        Resources = [.. plan.Resources.Select(it =>
        {
            if (it.Name != name)
                return it;
            var inputs = it.Inputs.DeepClone().AsObject();
            JsonNode node = inputs;
            var segments = pointer.Split('/').Select(segment => segment.Replace("~1", "/", StringComparison.Ordinal)).ToArray();
            foreach (var segment in segments[..^1])
                node = node is JsonArray items ? items[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)]! : node[segment]!;
            if (json is null)
                node.AsObject().Remove(segments[^1]);
            else
                node[segments[^1]] = JsonNode.Parse(json);
            return it with { Inputs = inputs };
        })],
    };
}
