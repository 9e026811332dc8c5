using System.Text.Json;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Tools.Configuration;

/// <summary>Arguments of every kind, from a configuration of their shape.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ArgumentBinderTests
{
    private const string Shop =
        """
        {
          "floors": 3, "port": "8080", "isOpen": true, "isNew": "false", "names": ["a", "b"], "aliases": ["c"], "city": "Rome",
          "tags": { "team": "x" }, "doors": { "front": "oak" }, "owners": [{ "name": "Ana" }, { "name": "Ben", "city": "Oslo" }]
        }
        """;

    [Test]
    public async Task Every_kind_of_value_reaches_its_argument()
    {
        await BindAsync($$"""{ "chain": "K", "owner": { "name": "Eve" }, "shops": { "one": {{Shop}} } }""", bound =>
        {
            var shop = bound.Args.Shops["one"];
            using (Assert.EnterMultipleScope())
            {
                Assert.That(bound.Faults, Is.Empty);
                Assert.That((shop.Floors, shop.IsOpen, Value(shop.Port!), Value(shop.IsNew!)), Is.EqualTo((3, true, 8080, false)));
                Assert.That(shop.Names, Is.EqualTo(new[] { "a", "b" }));
                Assert.That(Value(shop.Aliases!), Is.EqualTo(new[] { "c" }));
                Assert.That(Value(shop.Tags!), Is.EqualTo(new Dictionary<string, string> { ["team"] = "x" }));
                Assert.That(shop.Doors!.Select(it => (it.Key, Value(it.Value))), Is.EqualTo(new[] { ("front", "oak") }));
                Assert.That(shop.Owners!.Select(it => (it.Name, it.City is null)), Is.EqualTo(new[] { ("Ana", true), ("Ben", false) }));
                Assert.That((Value(shop.Chain), shop.Owner.Name, Value(shop.City!)), Is.EqualTo(("K", "Eve", "Rome")), "its own, or the chain's");
            }
        });
    }

    [Test]
    public async Task A_value_that_is_left_out_is_the_first_of_those_that_it_comes_from_and_is_refused_there()
    {
        await BindAsync("""{ "chain": "K", "town": "Bonn", "owner": { "name": "Eve" }, "shops": { "one": {}, "two": { "owner": { "name": "Ben" } } } }""", bound =>
        {
            foreach (var shop in bound.Args.Shops.Keys)
                bound.Refuse($"shops.{shop}", [new ArgumentFault("owner.name", "x", "is nobody", "Ask."), new ArgumentFault("city", null, "is far", "Move.")]);

            Assert.That(bound.Faults.Select(it => $"{it}"), Is.EqualTo(new[]
            {
                "shop:owner.name: \"x\" is nobody. Ask.",
                "shop:town: is far. Move.",
                "shop:shops.two.owner.name: \"x\" is nobody. Ask.",
            }));
        });
    }

    [TestCase("""{ "shops": {} }""", "shop:chain: is missing. Write a text: the command \"config chain\" explains it.")]
    [TestCase("""{ "chain": "K", "shops": { "one": {} } }""", "shop:owner: is missing. Write an object: the command \"config owner\" explains it.")]
    [TestCase("""{ "chain": "K", "shops": { "one": { "owner": {} } } }""", "shop:shops.one.owner.name: is missing. Write a text: the command \"config shops.NAME.owner.name\" explains it.")]
    [TestCase("""{ "chain": ["K"], "shops": {} }""", "shop:chain: is not a text. Write a text.")]
    [TestCase("""{ "chain": "K", "shops": ["one"] }""", "shop:shops: is not an object. Write names below it, each with its keys.")]
    [TestCase("""{ "chain": "K", "shops": { "one": "x" } }""", "shop:shops.one: is not an object. Write keys and their values below it.")]
    [TestCase("""{ "chain": "K", "shops": { "one": null } }""", "shop:shops.one: has no value. Write one, or remove the key.")]
    [TestCase("""{ "chain": "K", "shops": { "one": { "owner": { "name": 12 } } } }""", "shop:shops.one.owner.name: \"12\" is not a text. Write it in quotes.")]
    [TestCase("""{ "chain": "K", "shops": { "one": { "owner": { "name": "[secret]" } } } }""", "shop:shops.one.owner.name: is encrypted, and a preview without the engine can't check it. Write it in the open: it is no secret.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "floors": "many" } } }""", "shop:shops.one.floors: \"many\" is not a whole number. Write a whole number.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "floors": 99999999999 } } }""", "shop:shops.one.floors: \"99999999999\" is not a whole number. Write a whole number.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "isOpen": 1 } } }""", "shop:shops.one.isOpen: \"1\" is not true or false. Write true or false.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "names": "a" } } }""", "shop:shops.one.names: is not a list of texts. Write a list: a hyphen before each entry, numbers in quotes.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "tags": { "cost": 4711 } } } }""", "shop:shops.one.tags.cost: \"4711\" is not a text. Write it in quotes.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "owners": { "name": "A" } } } }""", "shop:shops.one.owners: is not a list of objects. Write a list: a hyphen before each entry, its keys below it.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "owners": [{ "name": "A", "town": "x" }] } } }""", "shop:shops.one.owners[0].town: is not a known key here. Remove it, or write one of city, name.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "flors": 2 } } }""", "shop:shops.one.flors: is not a known key here. Write floors, or remove it.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "chain": "L" } } }""", "shop:shops.one.chain: can't be given here. Write shop:chain, which holds for all.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "id": "L" } } }""", "shop:shops.one.id: can't be given here. Remove it: the program gives it.")]
    [TestCase("""{ "chain": "K", "ownerName": "E", "shops": { "one": {} } }""", "shop:ownerName: is owner.name now. Write it as shop:owner.name.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "password": "hunter2" } } }""", "shop:shops.one.password: stands in the open. Set it with: pulumi config set --secret --path 'shop:shops.one.password'.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "password": ["hunter2"] } } }""", "shop:shops.one.password: is not a text. Set it with: pulumi config set --secret --path 'shop:shops.one.password'.")]
    [TestCase("""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "password": 12345 } } }""", "shop:shops.one.password: is not a text. Set it with: pulumi config set --secret --path 'shop:shops.one.password'.")]
    public async Task A_mistake_is_one_fault(string json, string message) =>
        await BindAsync(json, bound => Assert.That(bound.Faults.Select(it => $"{it}".TrimEnd('.') + "."), Is.EqualTo(new[] { message })));

    [Test]
    public async Task All_mistakes_are_found_at_once()
    {
        await BindAsync(
            """{ "town": ["x"], "owner": { "nam": "E", "city": null }, "shops": { "one": { "floors": "x", "names": [1], "isOpn": true }, "two": 2 } }""",
            bound => Assert.That(bound.Faults.Select(it => it.Key), Is.EquivalentTo(new[]
            {
                "shop:chain", "shop:town", "shop:owner.nam", "shop:owner.name", "shop:owner.city", "shop:shops.one.isOpn", "shop:shops.one.floors",
                "shop:shops.one.names", "shop:shops.two",
            })));
    }

    [Test]
    public async Task What_follows_from_a_mistake_is_no_second_one()
    {
        await BindAsync("""{ "chain": "K", "owner": "E", "shops": { "one": { "owners": [{ "nme": "A" }] } } }""", bound =>
        {
            bound.Refuse("shops.one", [new ArgumentFault("owner.name", null, "is missing", "Write it."), new ArgumentFault("owners[0].name", null, "is empty", "Write it.")]);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(bound.Faults.Select(it => it.Key), Is.EqualTo(new[] { "shop:owner", "shop:shops.one.owners[0].nme" }));
                Assert.That(new[] { "owner", "owner.name", "shops.one.owners", "shops.one" }.Where(key => !bound.HasFault(key)), Is.Empty);
                Assert.That(bound.HasFault("shops.one.floors"), Is.False);
            }
        });
    }

    [TestCase("[secret]", "other", false, TestName = "Beside_a_masked_secret_another_one_in_the_open_is_refused")]
    [TestCase("one", "other", true, TestName = "What_the_engine_has_decrypted_is_taken")]
    public async Task Encryption_is_told_for_each_value(string first, string second, bool accepted)
    {
        var json = $$"""{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "password": "{{first}}" }, "two": { "password": "{{second}}" } } }""";
        await BindAsync(json, bound => Assert.That(bound.Faults.Select(it => it.Key), accepted ? Is.Empty : Is.EqualTo(new[] { "shop:shops.two.password" })), "shop:shops");
    }

    [Test]
    public async Task No_message_shows_what_stands_beside_a_secret() => await BindAsync(
        """{ "chain": "K", "owner": { "name": "E" }, "shops": { "one": { "password": "[secret]", "floors": "hunter2" } } }""",
        bound => Assert.That(bound.Faults.Select(it => it.Value), Is.EqualTo(new string?[] { null })), "shop:shops");

    [Test]
    public async Task Scalars_at_the_top_arrive_as_texts_and_are_read_as_what_is_asked() => await BindAsync(
        """{ "chain": "4711", "shops": {} }""", bound => Assert.That((Value(bound.Args.Chain), bound.Faults.Count), Is.EqualTo(("4711", 0))));

    private static async Task BindAsync(string json, Action<BoundConfiguration<SampleConfiguration>> assert, params string[] secretKeys)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!.ToDictionary(
            it => $"shop:{it.Key}", it => it.Value.ValueKind == JsonValueKind.String ? it.Value.GetString()! : it.Value.GetRawText());
        await ProgramStack.PreviewAsync(
            () =>
            {
                assert(ArgumentBinder.Read<SampleConfiguration>());
                return null;
            },
            new StackSettings("shop", "test", values, secretKeys));
    }

    private static T Value<T>(Input<T> input) => Pulumi.Utilities.OutputUtilities.GetValueAsync(input.ToOutput()).GetAwaiter().GetResult();
}
