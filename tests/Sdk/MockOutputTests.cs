using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class MockOutputTests
{
    [Test]
    public async Task Answers_are_read_into_the_types_of_the_outputs()
    {
        var sample = await ReadAsync(
            ("text", "a"),
            ("count", 3),
            ("optionalCount", 4),
            ("ratio", 0.5),
            ("enabled", true),
            ("names", new[] { "x", "y" }),
            ("labels", new Dictionary<string, string> { ["app"] = "flower" }),
            ("mode", "read-only"),
            ("size", 1),
            ("anything", "whatever"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(sample.Text), Is.EqualTo("a"));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Count), Is.EqualTo(3));
            Assert.That(await OutputUtilities.GetValueAsync(sample.OptionalCount), Is.EqualTo(4));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Ratio), Is.EqualTo(0.5));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Enabled), Is.True);
            Assert.That(await OutputUtilities.GetValueAsync(sample.Names), Is.EqualTo(["x", "y"]));
            Assert.That((await OutputUtilities.GetValueAsync(sample.Labels))["app"], Is.EqualTo("flower"));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Mode), Is.EqualTo(SampleMode.ReadOnly));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Size), Is.EqualTo(SampleSize.Medium));
            Assert.That(await OutputUtilities.GetValueAsync(sample.Anything), Is.EqualTo("whatever"));
        }
    }

    [Test]
    public async Task Nested_answers_are_read_into_output_types()
    {
        var sample = await ReadAsync(("settings", new Dictionary<string, object>
        {
            ["host"] = "a",
            ["port"] = 1,
            ["fallbacks"] = new[] { new Dictionary<string, object> { ["host"] = "b" } },
        }));

        var settings = await OutputUtilities.GetValueAsync(sample.Settings);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((settings!.Host, settings.Port), Is.EqualTo(("a", 1)));
            Assert.That(settings.Fallbacks.Single().Host, Is.EqualTo("b"));
            Assert.That(settings.Fallbacks.Single().Port, Is.Zero);
            Assert.That(settings.Fallbacks.Single().Fallbacks.IsDefault, Is.True);
        }
    }

    [Test]
    public async Task A_union_is_of_the_first_type_that_fits()
    {
        var number = await OutputUtilities.GetValueAsync((await ReadAsync(("port", 5555))).Port);
        var text = await OutputUtilities.GetValueAsync((await ReadAsync(("port", "http"))).Port);

        Assert.That((number.AsT0, text.AsT1), Is.EqualTo((5555, "http")));
    }

    [Test]
    public async Task Json_is_read_as_json()
    {
        var sample = await ReadAsync(("document", new Dictionary<string, object> { ["a"] = new object[] { 1, "x" } }));

        var document = await OutputUtilities.GetValueAsync(sample.Document);

        Assert.That((document.GetProperty("a")[0].GetInt32(), document.GetProperty("a")[1].GetString()), Is.EqualTo((1, "x")));
    }

    [Test]
    public async Task Assets_are_read_as_assets()
    {
        var sample = await ReadAsync(("body", new StringAsset("text")));

        Assert.That(await OutputUtilities.GetValueAsync(sample.Body), Is.InstanceOf<StringAsset>());
    }

    [Test]
    public async Task A_value_of_the_wrong_type_is_read_as_the_default()
    {
        var sample = await ReadAsync(("text", 1), ("count", "many"), ("settings", "none"), ("names", new object[] { "x", 1 }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(sample.Text), Is.Null);
            Assert.That(await OutputUtilities.GetIsKnownAsync(sample.Text), Is.True);
            Assert.That(await OutputUtilities.GetValueAsync(sample.Count), Is.Zero);
            Assert.That(await OutputUtilities.GetValueAsync(sample.Settings), Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(sample.Names), Is.EqualTo(new[] { "x", null }));
        }
    }

    [Test]
    public async Task State_can_be_arguments()
    {
        Sample? sample = null;
        var mocks = new RecordingMocks { Answer = _ => ("id", new SampleArgs { Text = "a", Count = 3 }) };

        await mocks.PreviewAsync(() => sample = new Sample("one"));

        Assert.That(
            (await OutputUtilities.GetValueAsync(sample!.Text), await OutputUtilities.GetValueAsync(sample.Count)), Is.EqualTo(("a", 3)));
    }

    [Test]
    public void State_that_has_no_properties_fails()
    {
        var mocks = new RecordingMocks { Answer = _ => ("id", "state") };

        var failure = Assert.CatchAsync(() => mocks.PreviewAsync(() => _ = new Sample("one")));

        Assert.That(Failures.Of(failure), Is.All.Contains("System.String is not a supported argument type"));
    }

    [Test]
    public async Task In_a_preview_what_the_mocks_do_not_answer_is_unknown()
    {
        var ran = false;
        Sample? sample = null;

        await new RecordingMocks().PreviewAsync(() =>
        {
            sample = new Sample("one");
            sample.Text.Apply(text => ran = true);
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetIsKnownAsync(sample!.Text), Is.False);
            Assert.That(ran, Is.False);
        }
    }

    [Test]
    public async Task Outside_of_a_preview_what_the_mocks_do_not_answer_is_the_default()
    {
        string? seen = "nothing";
        Sample? sample = null;

        await new RecordingMocks().UpdateAsync(() =>
        {
            sample = new Sample("one");
            sample.Text.Apply(text => seen = text);
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetIsKnownAsync(sample!.Text), Is.True);
            Assert.That(seen, Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(sample.Count), Is.Zero);
        }
    }

    [Test]
    public async Task A_null_in_the_answer_is_no_answer()
    {
        var sample = await ReadAsync(("text", null!));

        Assert.That(await OutputUtilities.GetIsKnownAsync(sample.Text), Is.False);
    }

    [Test]
    public async Task An_id_that_is_null_is_unknown()
    {
        Sample? sample = null;
        var mocks = new RecordingMocks { Answer = args => (null, args.Inputs) };

        await mocks.PreviewAsync(() => sample = new Sample("one"));

        Assert.That(await OutputUtilities.GetIsKnownAsync(sample!.Id), Is.False);
    }

    [Test]
    public async Task An_id_is_known_in_a_preview_too()
    {
        var sample = await ReadAsync();

        Assert.That(await OutputUtilities.GetValueAsync(sample.Id), Is.EqualTo("one-id"));
    }

    [Test]
    public async Task Secrecy_does_not_survive_the_mocks()
    {
        Sample? sample = null;

        await new RecordingMocks().PreviewAsync(() => sample = new Sample("one", new SampleArgs { Text = Output.CreateSecret("password") }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(sample!.Text), Is.EqualTo("password"));
            Assert.That(await Output.IsSecretAsync(sample.Text), Is.False);
        }
    }

    [Test]
    public async Task Mocks_can_answer_with_secrets_and_unknowns()
    {
        var sample = await ReadAsync(
            ("text", Output.CreateSecret("password")),
            ("labels", new Dictionary<string, object> { ["a"] = Output.CreateSecret("nested") }),
            ("count", OutputUtilities.CreateUnknown(1)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(sample.Text), Is.EqualTo("password"));
            Assert.That(await Output.IsSecretAsync(sample.Text), Is.True);
            Assert.That(await Output.IsSecretAsync(sample.Labels), Is.True);
            Assert.That(await OutputUtilities.GetIsKnownAsync(sample.Count), Is.False);
        }
    }

    [Test]
    public async Task Outputs_depend_on_their_resource_and_on_no_other()
    {
        Sample? first = null, second = null;

        await new RecordingMocks().PreviewAsync(() =>
        {
            first = new Sample("first", new SampleArgs { Text = "a" });
            second = new Sample("second", new SampleArgs { Text = first.Text });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetDependenciesAsync(second!.Text), Is.EqualTo([second]));
            Assert.That(await OutputUtilities.GetDependenciesAsync(second.Id), Is.EqualTo([second]));
            Assert.That(await OutputUtilities.GetDependenciesAsync(second.Urn), Is.EqualTo([second]));
        }
    }

    [Test]
    public void An_output_property_of_a_type_that_is_not_supported_is_refused()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => _ = new WrongOutput()));

        Assert.That(Failures.Of(failure), Is.All.Contains("contains invalid type System.Int64"));
    }

    [Test]
    public void An_output_property_that_is_no_output_is_refused()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => _ = new NoOutput()));

        Assert.That(Failures.Of(failure), Is.EqualTo(
            ["Output(s) 'text' have incorrect type. [Output] attributed properties must be instances of Output<T>."]));
    }

    [Test]
    public void An_output_property_that_can_not_be_set_is_refused()
    {
        var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => _ = new NoSetter()));

        Assert.That(Failures.Of(failure), Is.All.Contains("did not have a 'set' method"));
    }

    private static async Task<Sample> ReadAsync(params (string Name, object Value)[] state)
    {
        var samples = new List<Sample>();
        await RecordingMocks.Answering(state).PreviewAsync(() => samples.Add(new Sample("one")));
        return samples.Single();
    }

    private sealed class WrongOutput() : CustomResource("test:index:Wrong", "wrong", null, new CustomResourceOptions())
    {
        [Output("size")]
        public Output<long> Size { get; private set; } = null!;
    }

    private sealed class NoOutput() : CustomResource("test:index:Wrong", "wrong", null, new CustomResourceOptions())
    {
        [Output("text")]
        public string Text { get; private set; } = null!;
    }

    private sealed class NoSetter() : CustomResource("test:index:Wrong", "wrong", null, new CustomResourceOptions())
    {
        [Output("text")]
        public Output<string> Text { get; } = null!;
    }
}
