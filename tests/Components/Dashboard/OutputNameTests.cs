using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlowerInfra.Tests.Components.State;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>
/// Which names are outputs and which are texts. The engine orders a change by outputs, and deletes what takes one of a
/// resource that it has to delete before replacing it.
/// </summary>
[TestFixture]
internal sealed class OutputNameTests
{
    [Test]
    public async Task Pods_name_the_ConfigMaps_that_are_made()
    {
        var cluster = await RunAsync(EncryptedStateExample.OnEbs());
        var volumes = cluster["flower-stateful-set"].At("spec.template.spec.volumes")!.AsArray();

        Assert.That(
            volumes.Select(volume => volume!["configMap"]?["name"]?.GetValue<string>()).OfType<string>(),
            Is.EquivalentTo(new[] { "flower-config-made", "flower-gateway-nginx-made" }));
    }

    [Test]
    public async Task A_claim_on_a_volume_survives_the_replacement_of_its_class()
    {
        var cluster = await RunAsync(EncryptedStateExample.OnEbs());

        Assert.That(
            cluster["flower-state-claim"].Text("spec.storageClassName"), Is.EqualTo(cluster["flower-state-class"].Text("metadata.name")));
    }

    [Test]
    public async Task A_claim_on_a_file_system_survives_the_replacement_of_its_volume()
    {
        var cluster = await RunAsync(EncryptedStateExample.OnEfs());

        Assert.That(
            cluster["flower-state-claim"].Text("spec.volumeName"), Is.EqualTo(cluster["flower-state-volume"].Text("metadata.name")));
    }

    private static async Task<IReadOnlyDictionary<string, MockedResource>> RunAsync(EncryptedStateArgs state)
    {
        var args = ComponentExamples.Dashboard();
        args.State = state;
        args.DeployerRoleArns = [StackEnvironment.Deployer];
        state.DeployerRoleArns = [StackEnvironment.Deployer];
        var mocks = new RenamingCluster();
        await Pulumi.Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            _ = new FlowerDashboard("flower", args);
            return new Dictionary<string, object?>();
        });
        return mocks.Objects;
    }

    // A cluster that gives every object another name than it was asked for, but namespaces.
    private sealed class RenamingCluster : IMocks
    {
        public ConcurrentDictionary<string, MockedResource> Objects { get; } = new(StringComparer.Ordinal);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            if (!args.Type!.StartsWith("kubernetes:", StringComparison.Ordinal))
                return Task.FromResult<(string?, object)>(($"{args.Name}.id", args.Inputs.SetItem("arn", $"{args.Name}.arn")));
            Objects[args.Name!] = new MockedResource(
                args.Type, args.Name!, System.Text.Json.JsonSerializer.SerializeToNode(args.Inputs)!.AsObject());
            var metadata = (ImmutableDictionary<string, object>)args.Inputs["metadata"];
            return Task.FromResult<(string?, object)>(($"{args.Name}.id", args.Type.EndsWith(":Namespace", StringComparison.Ordinal)
                ? args.Inputs
                : args.Inputs.SetItem("metadata", metadata.SetItem("name", $"{metadata["name"]}-made"))));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(StackEnvironment.Answer(args));
    }
}
