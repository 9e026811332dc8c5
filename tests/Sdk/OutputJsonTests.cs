using System.Text.Json;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class OutputJsonTests
{
    [Test]
    public async Task Outputs_inside_of_the_value_are_written_as_their_values()
    {
        var json = Output.JsonSerialize(Output.Create(new { Host = Output.Create("a"), Port = (Input<int>)1, Names = new[] { Output.Create("x") } }));

        Assert.That(await OutputUtilities.GetValueAsync(json), Is.EqualTo("""{"Host":"a","Port":1,"Names":["x"]}"""));
    }

    [Test]
    public async Task The_options_are_the_callers()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

        var json = Output.JsonSerialize(Output.Create(new { Host = Output.Create("a") }), options);

        Assert.That(await OutputUtilities.GetValueAsync(json), Is.EqualTo("""{"host":"a"}"""));
    }

    [Test]
    public async Task A_secret_inside_of_the_value_makes_the_text_secret()
    {
        var secret = Output.JsonSerialize(Output.Create(new { Password = Output.CreateSecret("a") }));
        var plain = Output.JsonSerialize(Output.Create(new { Host = Output.Create("a") }));

        Assert.That((await Output.IsSecretAsync(secret), await Output.IsSecretAsync(plain)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task An_unknown_inside_of_the_value_makes_the_text_unknown()
    {
        var json = Output.JsonSerialize(Output.Create(new { Host = OutputUtilities.CreateUnknown("a") }));

        Assert.That(await OutputUtilities.GetIsKnownAsync(json), Is.False);
    }

    [Test]
    public async Task The_text_depends_on_the_resources_inside_of_the_value()
    {
        Sample? sample = null;
        Output<string>? json = null;

        await new RecordingMocks().PreviewAsync(() =>
        {
            sample = new Sample("one", new SampleArgs { Text = "a" });
            json = Output.JsonSerialize(Output.Create(new { sample.Text }));
        });

        Assert.That(await OutputUtilities.GetDependenciesAsync(json!), Is.EqualTo([sample]));
    }

    [Test]
    public async Task Text_is_read_into_a_type()
    {
        var value = Output.JsonDeserialize<Dictionary<string, int>>(Output.CreateSecret("""{"a": 1}"""));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await OutputUtilities.GetValueAsync(value))["a"], Is.EqualTo(1));
            Assert.That(await Output.IsSecretAsync(value), Is.True);
        }
    }

    [Test]
    public async Task Outputs_can_be_read()
    {
        var value = Output.JsonDeserialize<Dictionary<string, Output<int>>>(Output.Create("""{"a": 1}"""));

        Assert.That(await OutputUtilities.GetValueAsync((await OutputUtilities.GetValueAsync(value))["a"]), Is.EqualTo(1));
    }

    [Test]
    public async Task Unknown_text_is_an_unknown_value() =>
        Assert.That(await OutputUtilities.GetIsKnownAsync(Output.JsonDeserialize<int>(OutputUtilities.CreateUnknown("1"))), Is.False);
}
