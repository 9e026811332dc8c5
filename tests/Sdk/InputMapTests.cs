using System.Collections;
using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class InputMapTests
{
    [Test]
    public async Task Initialisers_take_pairs_indices_and_maps()
    {
        InputMap<string> rest = new Dictionary<string, string> { ["d"] = "4" };

        InputMap<string> pairs = new() { { "a", "1" }, { "b", Output.Create("2") }, rest };
        InputMap<string> indices = new() { ["c"] = "3" };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ValuesAsync(pairs), Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["d"] = "4" }));
            Assert.That(await ValuesAsync(indices), Is.EquivalentTo(new Dictionary<string, string> { ["c"] = "3" }));
        }
    }

    [Test]
    public async Task Every_dictionary_converts()
    {
        var dictionary = new Dictionary<string, string> { ["a"] = "1" };
        InputMap<string>[] maps =
        [
            dictionary,
            dictionary.ToImmutableDictionary(),
            Output.Create(dictionary),
            Output.Create<IDictionary<string, string>>(dictionary),
            Output.Create(dictionary.ToImmutableDictionary()),
        ];

        foreach (var map in maps)
            Assert.That(await ValuesAsync(map), Is.EquivalentTo(dictionary));
    }

    [Test]
    public async Task In_a_merge_the_second_map_wins_and_both_stay_what_they_were()
    {
        InputMap<string> first = new() { ["a"] = "1", ["b"] = "1" };
        InputMap<string> second = new() { ["b"] = "2", ["c"] = "2" };

        var merged = InputMap<string>.Merge(first, second);
        merged.Add("d", "3");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await ValuesAsync(merged),
                Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["c"] = "2", ["d"] = "3" }));
            Assert.That(await ValuesAsync(first), Has.Count.EqualTo(2));
            Assert.That(await ValuesAsync(second), Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task The_same_value_can_be_added_twice()
    {
        InputMap<string> map = new() { ["a"] = "1" };

        map.Add("a", Output.Create("1"));

        Assert.That(await ValuesAsync(map), Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1" }));
    }

    [Test]
    public void Another_value_can_not_be_added_under_the_same_key()
    {
        InputMap<string> map = new() { ["a"] = "1" };

        map.Add("a", "2");

        Assert.That(() => ValuesAsync(map), Throws.ArgumentException);
    }

    [Test]
    public async Task A_null_value_does_not_reach_the_provider()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new Sample("one", new SampleArgs { Labels = { ["a"] = "1", ["none"] = (Input<string>)null! } }));

        Assert.That(((ImmutableDictionary<string, object>)mocks["one"].Inputs["labels"]).Keys, Is.EqualTo(["a"]));
    }

    [Test]
    public async Task A_map_can_be_enumerated_asynchronously()
    {
        InputMap<string> map = new() { ["a"] = Output.Create("1") };
        var pairs = new List<KeyValuePair<string, string>>();

        await foreach (var input in map)
            pairs.Add(await OutputUtilities.GetValueAsync(input.ToOutput()));

        Assert.That(pairs, Is.EqualTo([KeyValuePair.Create("a", "1")]));
    }

    [Test]
    public void A_map_can_not_be_enumerated_synchronously() => Assert.That(
        () => ((IEnumerable)new InputMap<string>()).GetEnumerator(),
        Throws.InstanceOf<NotSupportedException>().With.Message.Contains("GetAsyncEnumerator"));

    [Test]
    public async Task A_map_of_unions_takes_either_type()
    {
        InputMap<Union<int, string>> map = new();

        map.Add("a", Output.Create(1));
        map.Add("b", (Input<string>)"2");

        var values = await OutputUtilities.GetValueAsync(map.ToOutput());
        Assert.That((values["a"].Value, values["b"].Value), Is.EqualTo(((object)1, (object)"2")));
    }

    private static async Task<ImmutableDictionary<string, string>> ValuesAsync(InputMap<string> map) =>
        await OutputUtilities.GetValueAsync(map.ToOutput());
}
