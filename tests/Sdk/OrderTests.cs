using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class OrderTests
{
    [Test]
    public async Task With_synchronous_mocks_registration_follows_the_source()
    {
        var events = new List<string>();
        var mocks = new RecordingMocks
        {
            Answer = args =>
            {
                events.Add($"register {args.Name}");
                return ($"{args.Name}-id", args.Inputs);
            },
        };

        await mocks.PreviewAsync(() =>
        {
            _ = new Sample("one");
            events.Add("after one");
            _ = new SampleComponent("two");
            events.Add("after two");
            _ = new Sample("three");
        });

        Assert.That(events, Is.EqualTo(
            ["register one", "after one", "register two", "register two-child", "after two", "register three"]));
    }

    [Test]
    public async Task What_a_resource_takes_from_another_is_there_before_it_is_registered()
    {
        var mocks = new SlowMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), new Action(() =>
        {
            var first = new Sample("first", new SampleArgs { Text = "a" });
            var second = new Sample("second", new SampleArgs { Text = first.Text.Apply(text => text + "b") });
            _ = new Sample("third", new SampleArgs { Text = Output.Format($"{second.Text}c") });
        }));

        Assert.That(mocks.Texts, Is.EqualTo(["a", "ab", "abc"]));
    }

    [Test]
    public async Task A_resource_waits_for_what_it_depends_on()
    {
        var mocks = new SlowMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), new Action(() =>
        {
            var slow = new SampleComponent("slow");
            _ = new Sample("last", new SampleArgs { Text = "last" }, new CustomResourceOptions { DependsOn = slow });
        }));

        // A component stands for the resources in it.
        Assert.That(mocks.Texts, Is.EqualTo(["slow", "last"]));
    }

    private sealed class SlowMocks : IMocks
    {
        private readonly Lock _lock = new();
        private readonly List<string> _texts = [];

        public IReadOnlyList<string> Texts => _texts;

        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            // The first resource takes the longest, so that what doesn't wait overtakes it.
            for (var i = 0; i < (args.Name is "first" or "slow-child" ? 50 : 0); i++)
                await Task.Yield();
            if (args.Inputs.TryGetValue("text", out var text))
            {
                lock (_lock)
                    _texts.Add((string)text);
            }

            return ($"{args.Name}-id", args.Inputs);
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
