using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

[TestFixture]
internal sealed class AnnotationTests
{
    [Test]
    public void A_failure_is_an_error_in_the_stacks_file_and_an_idle_waiver_a_warning()
    {
        var preview = Findings.Sample(
            new Waiver("FLW-LB-06", null, "old clients", Findings.Today), new Waiver("FLW-LB-08", null, "left over", Findings.Today));

        Assert.That(Annotations.Of(preview, "stacks/Pulumi.prod.yaml"), Is.EqualTo(new[]
        {
            "::error file=stacks/Pulumi.prod.yaml,title=FLW-LB-01 The load balancer is internal::alb: internal is not true (false)"
                + "%0AFix: Set internal to true and put it into private subnets.",
            "::warning file=stacks/Pulumi.prod.yaml,title=FLW-LB-08::the waiver for all resources waives nothing: nothing fails there. Remove it.",
        }));
    }

    [Test]
    public void What_ends_a_command_or_begins_another_is_escaped()
    {
        var preview = Findings.Sample(new Waiver("FLW-LB-06", null, "100 %\r\n::stop-commands::x", Findings.Today.AddDays(-1)));

        var lines = Annotations.Of(preview, "a,b:c%.yaml").ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.All.StartWith("::error file=a%2Cb%3Ac%25.yaml,title=FLW-LB-"));
            Assert.That(lines, Has.One.Contain(@"100 %25\u000d\u000a::stop-commands::x"));
            Assert.That(lines, Has.None.Contains("\n").And.None.Contains("\r"));
        }
    }
}
