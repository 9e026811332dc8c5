using System.Text.Json;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

internal sealed class UnionTests
{
    private static readonly Union<int, string> Number = 1;
    private static readonly Union<int, string> Text = "a";

    [Test]
    public void A_union_knows_which_it_is()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Number.IsT0, Number.IsT1, Text.IsT0, Text.IsT1), Is.EqualTo((true, false, false, true)));
            Assert.That((Number.AsT0, Text.AsT1), Is.EqualTo((1, "a")));
            Assert.That((Number.Value, Text.Value), Is.EqualTo(((object)1, (object)"a")));
            Assert.That(() => Number.AsT1, Throws.InvalidOperationException);
            Assert.That(() => Text.AsT0, Throws.InvalidOperationException);
        }
    }

    [Test]
    public void A_union_can_be_taken_apart_and_mapped()
    {
        var seen = "";
        Text.Switch(_ => seen = "number", text => seen = text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo("a"));
            Assert.That(Number.Match(number => $"{number}", text => text), Is.EqualTo("1"));
            Assert.That(Number.MapT0(number => number * 2.5).AsT0, Is.EqualTo(2.5));
            Assert.That(Text.MapT0(number => number * 2.5).AsT1, Is.EqualTo("a"));
            Assert.That(Text.MapT1(text => text.Length > 0).AsT1, Is.True);
            Assert.That(Text.Bimap(number => number > 0, text => text + "b").AsT1, Is.EqualTo("ab"));
            Assert.That(Number.TryPickT0(out var picked, out _), Is.True);
            Assert.That(picked, Is.EqualTo(1));
            Assert.That(Number.TryPickT1(out _, out var remainder), Is.False);
            Assert.That(remainder, Is.EqualTo(1));
        }
    }

    [Test]
    public void Unions_of_equal_values_of_the_same_type_are_equal()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Number, Is.EqualTo(Union<int, string>.FromT0(1)));
            Assert.That(Number.GetHashCode(), Is.EqualTo(Union<int, string>.FromT0(1).GetHashCode()));
            Assert.That(Number, Is.Not.EqualTo(Text));
            Assert.That(Union<string, string>.FromT0("a").Equals(Union<string, string>.FromT1("a")), Is.False);
        }
    }

    [Test]
    public async Task Outputs_of_unions_can_be_asked_too()
    {
        var output = Output.Create(Text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(output.IsT0()), Is.False);
            Assert.That(await OutputUtilities.GetValueAsync(output.IsT1()), Is.True);
            Assert.That(await OutputUtilities.GetValueAsync(output.AsT1()), Is.EqualTo("a"));
            Assert.That(await OutputUtilities.GetValueAsync(Output.Create(Number).AsT0()), Is.EqualTo(1));
            Assert.That(await OutputUtilities.GetValueAsync(output.Value()), Is.EqualTo("a"));
        }
    }

    [Test]
    public async Task Everything_that_fits_converts_to_an_input_union()
    {
        InputUnion<int, string>[] unions =
        [
            "a",
            Text,
            Output.Create("a"),
            Output.Create(Text),
        ];
        InputUnion<int, string>[] numbers = [1, Output.Create(1)];

        foreach (var union in unions)
            Assert.That((await OutputUtilities.GetValueAsync(union.ToOutput())).AsT1, Is.EqualTo("a"));
        foreach (var number in numbers)
            Assert.That((await OutputUtilities.GetValueAsync(number.ToOutput())).AsT0, Is.EqualTo(1));
    }

    [Test]
    public async Task Everything_that_is_json_converts_to_an_input()
    {
        using var document = JsonDocument.Parse("""{"a": 1}""");
        InputJson[] inputs =
        [
            """{"a": 1}""",
            document,
            document.RootElement,
            Output.Create("""{"a": 1}"""),
            Output.Create(document),
            Output.Create(document.RootElement),
        ];

        foreach (var input in inputs)
            Assert.That((await OutputUtilities.GetValueAsync(input.ToOutput())).GetProperty("a").GetInt32(), Is.EqualTo(1));
    }
}
