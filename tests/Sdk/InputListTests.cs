using System.Collections;
using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class InputListTests
{
    private static readonly Output<string> B = Output.Create("b");

    [Test]
    public async Task Initialisers_take_values_inputs_outputs_and_lists()
    {
        InputList<string> rest = new[] { "c", "d" };

        InputList<string> list = new() { "a", B, rest };

        Assert.That(await ValuesAsync(list), Is.EqualTo(["a", "b", "c", "d"]));
    }

    [Test]
    public async Task Everything_that_is_one_or_many_converts()
    {
        InputList<string>[] lists =
        [
            "a",
            (Input<string>)"a",
            Output.Create("a"),
            new[] { "a" },
            new Input<string>[] { "a" },
            new[] { Output.Create("a") },
            new List<string> { "a" },
            new List<Input<string>> { "a" },
            new List<Output<string>> { Output.Create("a") },
            ImmutableArray.Create("a"),
            ImmutableArray.Create((Input<string>)"a"),
            ImmutableArray.Create(Output.Create("a")),
            Output.Create(new[] { "a" }),
            Output.Create(new List<string> { "a" }),
            Output.Create<IEnumerable<string>>(["a"]),
            Output.Create(ImmutableArray.Create("a")),
        ];

        foreach (var list in lists)
            Assert.That(await ValuesAsync(list), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task An_output_of_no_array_is_an_empty_list() =>
        Assert.That(await ValuesAsync(Output.Create(default(ImmutableArray<string>))), Is.Empty);

    [Test]
    public async Task Lists_are_put_together_in_order_and_stay_what_they_were()
    {
        InputList<string> first = new[] { "a" };
        InputList<string> second = Output.Create(new[] { "b" });

        var both = first.Concat(second);
        first.AddRange(both);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ValuesAsync(both), Is.EqualTo(["a", "b"]));
            Assert.That(await ValuesAsync(first), Is.EqualTo(["a", "a", "b"]));
            Assert.That(await ValuesAsync(second), Is.EqualTo(["b"]));
        }
    }

    [Test]
    public async Task A_list_can_be_enumerated_asynchronously()
    {
        InputList<string> list = new() { "a", B };
        var values = new List<string>();

        await foreach (var input in list)
            values.Add(await OutputUtilities.GetValueAsync(input.ToOutput()));

        Assert.That(values, Is.EqualTo(["a", "b"]));
    }

    [Test]
    public async Task A_list_with_an_unknown_has_nothing_to_enumerate()
    {
        InputList<string> list = new() { "a", OutputUtilities.CreateUnknown("b") };
        var count = 0;

        await foreach (var input in list)
            count++;

        Assert.That(count, Is.Zero);
    }

    [Test]
    public void A_list_can_not_be_enumerated_synchronously() => Assert.That(
        () => ((IEnumerable)new InputList<string>()).GetEnumerator(),
        Throws.InstanceOf<NotSupportedException>().With.Message.Contains("GetAsyncEnumerator"));

    [Test]
    public async Task A_list_of_unions_takes_either_type()
    {
        InputList<Union<int, string>> list = new();

        list.Add(Output.Create(1));
        list.Add((Input<string>)"b");

        var values = await OutputUtilities.GetValueAsync(list.ToOutput());
        Assert.That(values.Select(it => it.Value), Is.EqualTo(new object[] { 1, "b" }));
    }

    private static async Task<ImmutableArray<string>> ValuesAsync(InputList<string> list) => await OutputUtilities.GetValueAsync(list.ToOutput());
}
