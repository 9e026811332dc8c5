using System.Collections.Immutable;
using System.Text.Json;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class MockInputTests
{
    [Test]
    public async Task Simple_values_arrive_as_json_has_them()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Text = "a", Count = 3, Ratio = 0.5, Enabled = false, Plain = "b" });

        Assert.That(inputs, Is.EquivalentTo(new Dictionary<string, object>
        {
            ["text"] = "a",
            ["count"] = 3.0,
            ["ratio"] = 0.5,
            ["enabled"] = false,
            ["plain"] = "b",
        }));
    }

    [Test]
    public async Task What_is_not_set_does_not_arrive() =>
        Assert.That(await InputsAsync(() => new SampleArgs { Text = "a" }), Has.Count.EqualTo(1));

    [Test]
    public async Task Collections_arrive_immutable_and_untyped()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Names = { "a", "b" }, Labels = { ["app"] = "flower" } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((ImmutableArray<object>)inputs["names"], Is.EqualTo(["a", "b"]));
            Assert.That((ImmutableDictionary<string, object>)inputs["labels"], Is.EqualTo(new Dictionary<string, object> { ["app"] = "flower" }));
        }
    }

    [Test]
    public async Task Null_values_are_left_out_of_dictionaries_and_kept_in_lists()
    {
        var inputs = await InputsAsync(() => new SampleArgs
        {
            Anything = new Dictionary<string, object?> { ["list"] = new object?[] { 1, null }, ["gone"] = null },
        });

        var anything = (ImmutableDictionary<string, object>)inputs["anything"];
        Assert.That(anything.Keys, Is.EqualTo(["list"]));
        Assert.That((ImmutableArray<object>)anything["list"], Is.EqualTo(new object?[] { 1.0, null }));
    }

    [Test]
    public async Task Enumerations_arrive_as_their_values()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Mode = SampleMode.ReadOnly, Size = SampleSize.Large });

        Assert.That((inputs["mode"], inputs["size"]), Is.EqualTo(("read-only", 2.0)));
    }

    [Test]
    public async Task A_union_arrives_as_the_value_in_it()
    {
        var number = await InputsAsync(() => new SampleArgs { Port = 5555 });
        var text = await InputsAsync(() => new SampleArgs { Port = "http" });

        Assert.That((number["port"], text["port"]), Is.EqualTo((5555.0, "http")));
    }

    [Test]
    public async Task Json_arrives_as_the_values_in_it()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Document = """{"a": [1, true, "x", null], "b": null}""" });

        var document = (ImmutableDictionary<string, object>)inputs["document"];
        Assert.That((ImmutableArray<object>)document["a"], Is.EqualTo(new object?[] { 1.0, true, "x", null }));
    }

    [Test]
    public async Task Nested_arguments_arrive_as_a_dictionary()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Settings = new SampleSettingsArgs { Host = "a", Port = 1 } });

        Assert.That(
            (ImmutableDictionary<string, object>)inputs["settings"],
            Is.EquivalentTo(new Dictionary<string, object> { ["host"] = "a", ["port"] = 1.0 }));
    }

    [Test]
    public async Task Inputs_that_the_provider_takes_as_json_arrive_as_text()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Policy = new SampleSettingsArgs { Host = "a", Port = 1 }, Flag = true });

        using var policy = JsonDocument.Parse((string)inputs["policy"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.RootElement.GetProperty("host").GetString(), Is.EqualTo("a"));
            Assert.That(policy.RootElement.GetProperty("port").GetInt32(), Is.EqualTo(1));
            Assert.That(inputs["flag"], Is.EqualTo("true"));
        }
    }

    [Test]
    public async Task Inputs_of_a_provider_are_text()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new SampleProvider("eu", new SampleProviderArgs { Region = "eu-west-1", Retries = 3 }));

        Assert.That(mocks["eu"].Inputs, Is.EquivalentTo(new Dictionary<string, object> { ["region"] = "eu-west-1", ["retries"] = "3" }));
    }

    [Test]
    public async Task Assets_arrive_as_assets()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Body = new StringAsset("text") });

        Assert.That(inputs["body"], Is.InstanceOf<StringAsset>());
    }

    [Test]
    public async Task Archives_arrive_as_archives()
    {
        var inputs = await InputsAsync(() => new SampleArgs
        {
            Body = new AssetArchive(new Dictionary<string, AssetOrArchive> { ["nginx.conf"] = new FileAsset("nginx.conf") }),
        });

        Assert.That(inputs["body"], Is.InstanceOf<AssetArchive>());
    }

    [Test]
    public async Task Secrets_arrive_as_plain_values()
    {
        var inputs = await InputsAsync(() => new SampleArgs
        {
            Text = Output.CreateSecret("password"),
            Names = { Output.CreateSecret("nested") },
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(inputs["text"], Is.EqualTo("password"));
            Assert.That((ImmutableArray<object>)inputs["names"], Is.EqualTo(["nested"]));
        }
    }

    [Test]
    public async Task An_unknown_anywhere_in_a_property_drops_all_of_the_property()
    {
        var inputs = await InputsAsync(() => new SampleArgs
        {
            Text = OutputUtilities.CreateUnknown("unknown"),
            Names = { "known", OutputUtilities.CreateUnknown("unknown") },
            Labels = { ["known"] = "a", ["unknown"] = OutputUtilities.CreateUnknown("unknown") },
            Settings = new SampleSettingsArgs { Host = OutputUtilities.CreateUnknown("unknown"), Port = 1 },
            Count = 1,
        });

        Assert.That(inputs.Keys, Is.EqualTo(["count"]));
    }

    [Test]
    public async Task The_id_among_the_arguments_is_the_engines()
    {
        var inputs = await InputsAsync(() => new SampleArgs { Id = "mine", Count = 1 });

        Assert.That(inputs.Keys, Is.EqualTo(["count"]));
    }

    [Test]
    public async Task Arguments_can_be_a_dictionary()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new CustomResource(
            "test:index:Loose", "loose", new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty.Add("a", 1).Add("b", null)), new CustomResourceOptions()));

        Assert.That(mocks["loose"].Inputs, Is.EqualTo(new Dictionary<string, object> { ["a"] = 1.0 }));
    }

    [Test]
    public async Task Type_and_name_arrive_and_there_is_no_id_or_provider()
    {
        var mocks = new RecordingMocks();

        await mocks.PreviewAsync(() => _ = new Sample("one"));

        var args = mocks["one"];
        Assert.That((args.Type, args.Name, args.Id, args.Provider), Is.EqualTo((Sample.Token, "one", "", "")));
    }

    [Test]
    public void A_missing_required_argument_is_named()
    {
        var failure = Assert.CatchAsync(() => InputsAsync(() => new SampleArgs { Settings = new SampleSettingsArgs() }));

        Assert.That(
            Failures.Of(failure),
            Is.All.Contains($"[Input] {typeof(SampleSettingsArgs).FullName}.Host is required but was not given a value"));
    }

    [Test]
    public void A_task_is_no_input()
    {
        var failure = Assert.CatchAsync(() => InputsAsync(() => new SampleArgs { Task = Task.FromResult("a") }));

        Assert.That(Failures.Of(failure), Is.All.Contains("Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output"));
    }

    [Test]
    public void A_type_that_providers_do_not_know_is_no_input()
    {
        var failure = Assert.CatchAsync(() => InputsAsync(() => new SampleArgs { Anything = new Uri("https://flower.example") }));

        Assert.That(
            Failures.Of(failure),
            Is.All.Contains("error serializing property \"anything\": ").And.All.Contains("System.Uri is not a supported argument type"));
    }

    [Test]
    public void Dictionaries_have_strings_for_keys()
    {
        var failure = Assert.CatchAsync(() => InputsAsync(() => new SampleArgs { Anything = new Dictionary<int, string> { [1] = "a" } }));

        Assert.That(Failures.Of(failure), Is.All.Contains("Dictionaries are only supported with string keys"));
    }

    private static async Task<ImmutableDictionary<string, object>> InputsAsync(Func<SampleArgs> args)
    {
        var mocks = new RecordingMocks();
        await mocks.PreviewAsync(() => _ = new Sample("one", args()));
        return mocks["one"].Inputs;
    }
}
