using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class ProviderTests
{
    private const string Reference = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::eu::eu-id";

    [Test]
    public async Task A_provider_is_a_resource_of_its_package()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new SampleProvider("eu"));

        Assert.That(mocks["eu"].Type, Is.EqualTo("pulumi:providers:test"));
    }

    [Test]
    public async Task A_resource_names_its_provider_by_urn_and_id()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new Sample("one", null, new CustomResourceOptions { Provider = new SampleProvider("eu") }));

        Assert.That(mocks["one"].Provider, Is.EqualTo(Reference));
    }

    [Test]
    public async Task A_provider_without_an_id_is_an_unknown_one()
    {
        var mocks = new RecordingMocks { Answer = args => (null, args.Inputs) };

        await mocks.PreviewAsync(() => _ = new Sample("one", null, new CustomResourceOptions { Provider = new SampleProvider("eu") }));

        Assert.That(mocks["one"].Provider, Is.EqualTo(Reference.Replace("eu-id", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", StringComparison.Ordinal)));
    }

    [Test]
    public async Task The_children_of_a_component_take_its_provider()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() =>
        {
            var eu = new SampleProvider("eu");
            _ = new SampleComponent("provider", new ComponentResourceOptions { Provider = eu });
            _ = new SampleComponent("providers", new ComponentResourceOptions { Providers = { eu } });
            _ = new SampleComponent("none");
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks["provider-child"].Provider, Is.EqualTo(Reference));
            Assert.That(mocks["providers-child"].Provider, Is.EqualTo(Reference));
            Assert.That(mocks["none-child"].Provider, Is.Empty);
            Assert.That(mocks["provider"].Provider, Is.Empty);
        }
    }

    [Test]
    public async Task A_provider_is_inherited_through_several_parents_and_by_its_own_package_only()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() =>
        {
            var outer = new ComponentResource("a:b:Outer", "outer", new ComponentResourceOptions { Providers = { new SampleProvider("eu") } });
            var inner = new ComponentResource("a:b:Inner", "inner", new ComponentResourceOptions { Parent = outer });
            _ = new Sample("same", null, new CustomResourceOptions { Parent = inner });
            _ = new CustomResource("other:index:Thing", "other", null, new CustomResourceOptions { Parent = inner });
        });

        Assert.That((mocks["same"].Provider, mocks["other"].Provider), Is.EqualTo((Reference, "")));
    }

    [Test]
    public void A_component_takes_a_provider_or_providers()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() =>
        {
            var eu = new SampleProvider("eu");
            _ = new SampleComponent("one", new ComponentResourceOptions { Provider = eu, Providers = { eu } });
        }));

        Assert.That(Failures.Of(failure), Is.All.Contains("Do not supply both 'provider' and 'providers' options to a ComponentResource."));
    }

    [Test]
    public async Task A_call_takes_the_provider_of_its_options_or_of_its_parent()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() =>
        {
            var eu = new SampleProvider("eu");
            var component = new SampleComponent("one", new ComponentResourceOptions { Provider = eu });
            Deployment.Instance.Invoke<object>("test:index:own", InvokeArgs.Empty, new InvokeOptions { Provider = eu });
            Deployment.Instance.Invoke<object>("test:index:parents", InvokeArgs.Empty, new InvokeOptions { Parent = component });
            Deployment.Instance.Invoke<object>("test:index:none", InvokeArgs.Empty);
        });

        Assert.That(
            mocks.Called.Select(call => (call.Token, call.Provider)),
            Is.EquivalentTo([("test:index:own", Reference), ("test:index:parents", Reference), ("test:index:none", "")]));
    }
}
