using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.Sns;

namespace FlowerInfra.Tests.Tools.Preview;

[TestFixture]
[NonParallelizable]
internal sealed class RunTests
{
    [Test]
    public async Task A_program_reads_the_configuration_given()
    {
        var settings = ProgramStack.Settings(("shop:color", "red"), ("aws:region", "eu-west-1"));

        var plan = await ProgramStack.PreviewAsync(
            () => Output.Create($"{new Config().Require("color")} {new Config("aws").Require("region")}"), settings);

        Assert.That((string?)plan.Outputs["result"], Is.EqualTo("red eu-west-1"));
    }

    [Test]
    public async Task A_run_leaves_the_process_as_it_was()
    {
        var before = (Environment.GetEnvironmentVariable("PULUMI_CONFIG"), Environment.ExitCode);

        await ProgramStack.PreviewAsync(() => { });
        Assert.ThrowsAsync<InvalidOperationException>(() => ProgramStack.PreviewAsync(Fails));

        Assert.That((Environment.GetEnvironmentVariable("PULUMI_CONFIG"), Environment.ExitCode), Is.EqualTo(before));
    }

    [Test]
    public void Refused_arguments_arrive_with_all_their_faults()
    {
        var refusal = Assert.ThrowsAsync<ArgumentFaultsException>(() => ProgramStack.PreviewAsync(() =>
        {
            var faults = new ArgumentFaults();
            faults.Add("a", "1", "is wrong", "Mend it.");
            faults.Add("b", null, "is missing", "Write it.");
            faults.ThrowIfAny("The sample");
        }))!;

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void An_error_that_the_program_reports_is_no_defect()
    {
        var failure = Assert.ThrowsAsync<PreviewException>(() => ProgramStack.PreviewAsync(() => Log.Error("The region is closed.")))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.IsDefect, Is.False);
            Assert.That(failure.Message, Is.EqualTo("The region is closed."));
        }
    }

    [Test]
    public void A_failure_in_an_apply_is_a_defect_and_its_message_holds_no_stack_trace()
    {
        var failure = Assert.ThrowsAsync<PreviewException>(() => ProgramStack.PreviewAsync(
            () => new Topic("topic").Arn.Apply<string>((string arn) => arn.Length > 0 ? throw new InvalidOperationException("No such color.") : arn)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.IsDefect, Is.True);
            Assert.That(failure.Message, Does.Contain("No such color."));
            Assert.That(failure.Message, Does.Not.Contain("   at "));
        }
    }

    private static void Fails() => throw new InvalidOperationException("It is broken.");
}
