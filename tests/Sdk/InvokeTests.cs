using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class InvokeTests
{
    private const string Token = "test:index:getSettings";

    private static readonly RecordingMocks NoMocks = new();

    [Test]
    public async Task A_function_gets_its_arguments_and_gives_its_result()
    {
        var mocks = Finding("found", 443);
        Output<SampleSettings>? result = null;

        await mocks.PreviewAsync(() => result = Deployment.Instance.Invoke<SampleSettings>(Token, new FindArgs { Name = "a" }));

        var call = mocks.Called.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((call.Token, call.Provider), Is.EqualTo((Token, "")));
            Assert.That(call.Args, Is.EqualTo(new Dictionary<string, object> { ["name"] = "a" }));
            Assert.That((await OutputUtilities.GetValueAsync(result!)).Host, Is.EqualTo("found"));
            Assert.That((await OutputUtilities.GetValueAsync(result!)).Port, Is.EqualTo(443));
        }
    }

    [Test]
    public async Task A_function_can_be_awaited()
    {
        string? host = null;

        await Deployment.TestAsync(Finding("found", 443), new Pulumi.Testing.TestOptions(), async () =>
        {
            host = (await Deployment.Instance.InvokeAsync<SampleSettings>(Token, new FindArgs { Name = "a" })).Host;
            await Deployment.Instance.InvokeAsync(Token, new FindArgs { Name = "a" });
        });

        Assert.That(host, Is.EqualTo("found"));
    }

    [Test]
    public async Task A_function_is_not_called_with_unknown_arguments()
    {
        var mocks = Finding("found", 443);
        Output<SampleSettings>? result = null;

        await mocks.PreviewAsync(() => result = Deployment.Instance.Invoke<SampleSettings>(
            Token, new FindArgs { Name = OutputUtilities.CreateUnknown("unknown") }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Called, Is.Empty);
            Assert.That(await OutputUtilities.GetIsKnownAsync(result!), Is.False);
        }
    }

    [Test]
    public async Task A_function_is_not_called_about_a_resource_that_does_not_exist_yet()
    {
        var mocks = new RecordingMocks { Answer = args => (null, args.Inputs) };
        Output<SampleSettings>? result = null;

        await mocks.PreviewAsync(() =>
        {
            var sample = new Sample("one", new SampleArgs { Text = "known" });
            result = Deployment.Instance.Invoke<SampleSettings>(Token, new FindArgs { Name = sample.Text });
        });

        Assert.That((mocks.Called.Count, await OutputUtilities.GetIsKnownAsync(result!)), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task A_result_depends_on_what_its_arguments_depend_on()
    {
        Sample? sample = null;
        Output<SampleSettings>? result = null;

        await Finding("found", 443).PreviewAsync(() =>
        {
            sample = new Sample("one", new SampleArgs { Text = "a" });
            result = Deployment.Instance.Invoke<SampleSettings>(Token, new FindArgs { Name = sample.Text });
        });

        Assert.That(await OutputUtilities.GetDependenciesAsync(result!), Is.EqualTo([sample]));
    }

    [Test]
    public async Task A_result_is_secret_where_the_provider_says_so_and_not_where_an_argument_is()
    {
        var mocks = new RecordingMocks
        {
            Result = call => ImmutableDictionary<string, object>.Empty.Add("host", call.Token == Token ? "plain" : Output.CreateSecret("secret")),
        };
        Output<SampleSettings>? plain = null, secret = null;

        await mocks.PreviewAsync(() =>
        {
            plain = Deployment.Instance.Invoke<SampleSettings>(Token, new FindArgs { Name = Output.CreateSecret("a") });
            secret = Deployment.Instance.Invoke<SampleSettings>("test:index:getSecret", new FindArgs { Name = "a" });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Called.Single(call => call.Token == Token).Args["name"], Is.EqualTo("a"));
            Assert.That(await Output.IsSecretAsync(plain!), Is.False);
            Assert.That(await Output.IsSecretAsync(secret!), Is.True);
        }
    }

    [Test]
    public void A_missing_required_argument_is_named()
    {
        var failure = Assert.CatchAsync(() => NoMocks.PreviewAsync(
            () => Deployment.Instance.Invoke<SampleSettings>(Token, new FindArgs())));

        Assert.That(Failures.Of(failure), Is.All.Contains("FindArgs.Name is required but was not given a value"));
    }

    [Test]
    public void An_exception_of_the_mocks_fails_the_run()
    {
        var mocks = new RecordingMocks { Result = call => throw new InvalidOperationException($"no {call.Token}") };

        var failure = Assert.CatchAsync(() => mocks.PreviewAsync(() => Deployment.Instance.Invoke<SampleSettings>(Token, InvokeArgs.Empty)));

        Assert.That(Failures.Of(failure), Is.All.Contains($"no {Token}"));
    }

    private static RecordingMocks Finding(string host, int port) => new()
    {
        Result = _ => ImmutableDictionary<string, object>.Empty.Add("host", host).Add("port", port),
    };

    private sealed class FindArgs : InvokeArgs
    {
        [Input("name", required: true)]
        public Input<string> Name { get; set; } = null!;
    }
}
