using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class OutputTests
{
    [Test]
    public async Task Apply_takes_functions_tasks_inputs_and_outputs()
    {
        var two = Output.Create(2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(two.Apply(it => it * 2)), Is.EqualTo(4));
            Assert.That(await OutputUtilities.GetValueAsync(two.Apply(it => Task.FromResult(it * 3))), Is.EqualTo(6));
            Assert.That(await OutputUtilities.GetValueAsync(two.Apply(it => Output.Create(it * 4))), Is.EqualTo(8));
            Assert.That(await OutputUtilities.GetValueAsync(two.Apply(it => (Input<int>)(it * 5))), Is.EqualTo(10));
        }
    }

    [Test]
    public async Task A_null_that_apply_gets_instead_of_an_output_is_the_default()
    {
        var output = Output.Create(2).Apply(Output<string>? (_) => null);

        Assert.That((await OutputUtilities.GetValueAsync(output), await OutputUtilities.GetIsKnownAsync(output)), Is.EqualTo(((string?)null, true)));
    }

    [Test]
    public async Task Apply_runs_on_unknown_values_neither_in_a_preview_nor_in_an_update_nor_outside_of_a_run()
    {
        var ran = false;
        var results = new List<Output<int>>();

        void Program() => results.Add(OutputUtilities.CreateUnknown(1).Apply(it =>
        {
            ran = true;
            return it;
        }));
        await new RecordingMocks().PreviewAsync(Program);
        await new RecordingMocks().UpdateAsync(Program);
        Program();

        Assert.That((ran, await Task.WhenAll(results.Select(OutputUtilities.GetIsKnownAsync))), Is.EqualTo((false, new[] { false, false, false })));
    }

    [Test]
    public async Task An_unknown_has_no_value()
    {
        var output = OutputUtilities.CreateUnknown(5);

        Assert.That(
            (await OutputUtilities.GetIsKnownAsync(output), await OutputUtilities.GetValueAsync(output)), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task The_factory_of_an_unknown_does_not_run()
    {
        var ran = false;

        var output = OutputUtilities.CreateUnknown(() =>
        {
            ran = true;
            return Task.FromResult(1);
        });

        Assert.That((await OutputUtilities.GetIsKnownAsync(output), ran), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Secrecy_spreads_to_what_is_made_of_a_secret()
    {
        var secret = Output.CreateSecret("s");
        var plain = Output.Create("p");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Output.IsSecretAsync(plain), Is.False);
            Assert.That(await Output.IsSecretAsync(secret), Is.True);
            Assert.That(await Output.IsSecretAsync(Output.CreateSecret(plain)), Is.True);
            Assert.That(await Output.IsSecretAsync(Output.CreateSecret(Task.FromResult("t"))), Is.True);
            Assert.That(await Output.IsSecretAsync(secret.Apply(it => it.Length)), Is.True);
            Assert.That(await Output.IsSecretAsync(plain.Apply(_ => secret)), Is.True);
            Assert.That(await Output.IsSecretAsync(Output.All(plain, secret)), Is.True);
            Assert.That(await Output.IsSecretAsync(Output.Tuple(plain, secret)), Is.True);
            Assert.That(await Output.IsSecretAsync(Output.Format($"{plain}{secret}")), Is.True);
            Assert.That(await Output.IsSecretAsync(Output.Unsecret(secret)), Is.False);
            Assert.That(await OutputUtilities.GetValueAsync(Output.Unsecret(secret)), Is.EqualTo("s"));
        }
    }

    [Test]
    public async Task Dependencies_add_up()
    {
        Sample? first = null, second = null;
        await new RecordingMocks().PreviewAsync(() =>
        {
            first = new Sample("first", new SampleArgs { Text = "a" });
            second = new Sample("second", new SampleArgs { Text = "b" });
        });

        var both = Output.Format($"{first!.Text}-{second!.Text}").Apply(text => text.Length);

        Assert.That(await OutputUtilities.GetDependenciesAsync(both), Is.EquivalentTo([first, second]));
    }

    [Test]
    public async Task One_unknown_makes_everything_unknown()
    {
        var known = Output.Create("a");
        var unknown = OutputUtilities.CreateUnknown("b");
        bool[] isKnown = [];

        await new RecordingMocks().PreviewAsync(() => isKnown =
        [
            OutputUtilities.GetIsKnownAsync(Output.All(known, unknown)).Result,
            OutputUtilities.GetIsKnownAsync(Output.Tuple(known, unknown)).Result,
            OutputUtilities.GetIsKnownAsync(Output.Format($"{known}{unknown}")).Result,
            OutputUtilities.GetIsKnownAsync(known.Apply(_ => unknown)).Result,
        ]);

        Assert.That(isKnown, Is.EqualTo([false, false, false, false]));
    }

    [Test]
    public async Task All_takes_inputs_and_outputs_in_their_order()
    {
        Input<int>[] inputs = [1, Output.Create(2)];
        List<Output<int>> outputs = [Output.Create(3), Output.Create(4)];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(Output.All(inputs)), Is.EqualTo([1, 2]));
            Assert.That(await OutputUtilities.GetValueAsync(Output.All(outputs)), Is.EqualTo([3, 4]));
            Assert.That(await OutputUtilities.GetValueAsync(Output.All<int>(Array.Empty<Input<int>>())), Is.Empty);
        }
    }

    [Test]
    public async Task Tuples_hold_two_to_eight_values()
    {
        var one = Output.Create(1);
        var a = Output.Create("a");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple(one, a)), Is.EqualTo((1, "a")));
            Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple<int, string>(1, "a")), Is.EqualTo((1, "a")));
            Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple(one, a, one)), Is.EqualTo((1, "a", 1)));
            Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple(one, a, one, a)), Is.EqualTo((1, "a", 1, "a")));
            Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple(one, a, one, a, one)), Is.EqualTo((1, "a", 1, "a", 1)));
            Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple(one, a, one, a, one, a)), Is.EqualTo((1, "a", 1, "a", 1, "a")));
            Assert.That(
                await OutputUtilities.GetValueAsync(Output.Tuple(one, a, one, a, one, a, one)), Is.EqualTo((1, "a", 1, "a", 1, "a", 1)));
            Assert.That(
                await OutputUtilities.GetValueAsync(Output.Tuple(one, a, one, a, one, a, one, a)), Is.EqualTo((1, "a", 1, "a", 1, "a", 1, "a")));
        }
    }

    [Test]
    public async Task Format_takes_values_inputs_and_outputs()
    {
        Input<string> input = "input";
        string? none = null;

        var text = Output.Format($"{1:D3} {"value"} {input} {Output.Create("output")}{none}");

        Assert.That(await OutputUtilities.GetValueAsync(text), Is.EqualTo("001 value input output"));
    }

    [Test]
    public async Task An_output_in_a_string_says_what_to_write_instead()
    {
        var text = "";

        await new RecordingMocks().PreviewAsync(() => text = $"{Output.Create("a")}");

        Assert.That(text, Does.StartWith("Calling [ToString] on an [Output<T>] is not supported."));
    }

    [Test]
    public void An_output_in_a_string_throws_outside_of_a_run() =>
        Assert.That(() => $"{Output.Create("a")}", Throws.InvalidOperationException);

    [TestCase("1")]
    [TestCase("TRUE")]
    public void An_output_in_a_string_throws_where_the_environment_asks_for_it(string setting)
    {
        Environment.SetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", setting);
        try
        {
            var failure = Assert.CatchAsync(() => new RecordingMocks().PreviewAsync(() => _ = $"{Output.Create("a")}"));

            Assert.That(failure!.Message, Does.Contain("Calling [ToString] on an [Output<T>] is not supported."));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", null);
        }
    }

    [Test]
    public async Task A_missing_input_is_the_default()
    {
        Input<string>? missing = null;

        Assert.That(await OutputUtilities.GetValueAsync(missing.ToOutput()), Is.Null);
        Assert.That(await OutputUtilities.GetValueAsync(missing.Apply(it => it is null)), Is.True);
    }

    [Test]
    public async Task Arrays_can_be_looked_into()
    {
        var array = Output.All<string>("a", "b");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(array.First()), Is.EqualTo("a"));
            Assert.That(await OutputUtilities.GetValueAsync(array.GetAt(1)), Is.EqualTo("b"));
            Assert.That(await OutputUtilities.GetValueAsync(array.Length()), Is.EqualTo(2));
        }
    }
}
