using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Render;

[TestFixture]
internal sealed class StrictValidationTests
{
    private const string Service =
        """
        {
          "apiVersion": "v1", "kind": "Service", "metadata": { "name": "s", "labels": { "a": "b" } },
          "spec": { "ports": [ { "port": 1, "targetPort": "https" } ], "selector": { "a": "b" } }
        }
        """;

    private static readonly KubernetesSchema Schema = new();

    [TestCaseSource(typeof(RenderedStacks), nameof(RenderedStacks.Names))]
    public async Task Every_object_of_a_stack_passes_the_strict_validation_of_the_api_server(string stack)
    {
        var objects = await RenderedStacks.ObjectsAsync(stack);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(objects.SelectMany(it => Schema.Faults(it.Value).Select(fault => $"{it.Key}: {fault}")), Is.Empty);
            Assert.That(objects.Values.Count(KubernetesSchema.IsBuiltIn), Is.GreaterThan(8));
        }
    }

    [TestCase("", null)]
    [TestCase("/spec/portz=[]", "spec.portz is no field")]
    [TestCase("/spec/ports/0/portt=1", "spec.ports[0].portt is no field")]
    [TestCase("/spec/ports/0/port=\"1\"", "spec.ports[0].port is no number")]
    [TestCase("/spec/ports/0/port=\"${urn:pulumi:s::p::aws:lb/listener:Listener::l.port}\"", "spec.ports[0].port is no number")]
    [TestCase("/spec/ports/0/port=null", "spec.ports[0].port is missing")]
    [TestCase("/spec/ports/0/targetPort=8443", null)]
    [TestCase("/spec/ports/0/targetPort=true", "spec.ports[0].targetPort is no number|string")]
    [TestCase("/spec/ports={}", "spec.ports is no [#core.v1.ServicePort")]
    [TestCase("/spec/selector/a=1", "spec.selector.a is no string")]
    [TestCase("/metadata/labels/a=true", "metadata.labels.a is no string")]
    [TestCase("/metadata/name=null", "metadata.name is missing")]
    [TestCase("/kind=\"Servant\"", ": the schema has no v1 Servant")]
    public void The_check_finds(string change, string? fault)
    {
        var manifest = JsonNode.Parse(Service)!.AsObject();
        if (change.Split('=', 2) is [var pointer, var value])
            JsonPointer.Set(manifest, pointer, value);

        Assert.That(Schema.Faults(manifest), fault is null ? Is.Empty : Is.EqualTo(new[] { fault }));
    }
}
