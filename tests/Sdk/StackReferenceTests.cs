using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class StackReferenceTests
{
    [Test]
    public async Task A_reference_is_read_by_the_name_of_the_stack()
    {
        var mocks = Publishing();

        await mocks.PreviewAsync(() =>
        {
            _ = new StackReference("platform/network/prod");
            _ = new StackReference("network", new StackReferenceArgs { Name = "platform/network/dev" });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Registered.Select(args => args.Type), Is.All.EqualTo("pulumi:pulumi:StackReference"));
            Assert.That(mocks.Registered.Select(args => args.Id), Is.EquivalentTo(["platform/network/prod", "platform/network/dev"]));
            Assert.That(mocks["network"].Inputs["name"], Is.EqualTo("platform/network/dev"));
        }
    }

    [Test]
    public async Task Outputs_are_read_by_their_names()
    {
        var reference = await ReferenceAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(reference.GetOutput("vpcId")), Is.EqualTo("vpc-1"));
            Assert.That(await OutputUtilities.GetValueAsync(reference.RequireOutput("vpcId")), Is.EqualTo("vpc-1"));
            Assert.That(await OutputUtilities.GetValueAsync(reference.GetOutput("absent")), Is.Null);
            Assert.That(await reference.GetValueAsync("vpcId"), Is.EqualTo("vpc-1"));
            Assert.That(await reference.RequireValueAsync("vpcId"), Is.EqualTo("vpc-1"));
            Assert.That(() => reference.RequireValueAsync("absent"), Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo(
                "Required output 'absent' does not exist on stack 'network'."));
        }
    }

    [Test]
    public async Task Only_what_is_named_secret_is_secret()
    {
        var reference = await ReferenceAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Output.IsSecretAsync(reference.GetOutput("password")), Is.True);
            Assert.That(await Output.IsSecretAsync(reference.RequireOutput("vpcId")), Is.False);
            Assert.That(() => reference.GetValueAsync("password"), Throws.InvalidOperationException);
            Assert.That(() => reference.RequireValueAsync("password"), Throws.InvalidOperationException);
        }
    }

    private static async Task<StackReference> ReferenceAsync()
    {
        var references = new List<StackReference>();
        await Publishing().PreviewAsync(() => references.Add(new StackReference("network")));
        return references.Single();
    }

    private static RecordingMocks Publishing() => RecordingMocks.Answering(
        ("name", "network"),
        ("outputs", ImmutableDictionary<string, object>.Empty.Add("vpcId", "vpc-1").Add("password", "p")),
        ("secretOutputNames", new[] { "password" }));
}
