using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

[TestFixture]
internal sealed class ExplainTests
{
    private static IEnumerable<string> Ids => ControlCatalogue.All.Select(it => it.Id);

    [Test]
    public async Task A_control_is_explained_with_its_reason_its_argument_and_its_waiver()
    {
        var (code, output, error) = await RunAsync("FLW-LB-12");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((code, error), Is.EqualTo((ExitCode.Success, "")));
            Assert.That(output, Does.StartWith(PulumiSdk.Banner).And.EndWith(
                """
                FLW-LB-12, medium
                  A web ACL stands before the load balancer.

                Why
                  A failure weakens one of several layers.
                  Asked for by: Securing Celery Flower with Django authentication, further thoughts: rate limiting.
                  Implements: ELB.16, CKV2_AWS_28, NIST.800.53.R5-ALBWAFEnabled.

                How to meet it
                  With the components: Leave withoutWebAcl (InternalLoadBalancerArgs.WithoutWebAcl) out.
                  With a resource of your own: Associate a web ACL with the load balancer.

                How to waive it
                  In the stack's configuration, for 400 days at most. PROJECT is the name in Pulumi.yaml.

                    PROJECT:waivers:
                      FLW-LB-12:
                        reason: WHY IT IS ACCEPTED
                        expires: YYYY-MM-DD # the last day on which it counts
                        resources: [NAMES] # as "preview" prints them; leave it out for all

                  Without an end, if this is development or if another stack or team meets it:

                    PROJECT:leftOutOfDevelopment: # or PROJECT:metElsewhere:
                      FLW-LB-12: WHY IT IS LEFT OUT, OR WHO MEETS IT AND HOW

                """));
        }
    }

    [TestCaseSource(nameof(Ids))]
    public async Task Every_control_can_be_explained(string id) => Assert.That((await RunAsync(id)).Code, Is.EqualTo(ExitCode.Success));

    [TestCase("flw-lb-01")]
    public async Task Letters_may_be_small(string id) => Assert.That((await RunAsync(id)).Output, Does.Contain("\nFLW-LB-01, critical\n"));

    [TestCase("FLW-LB-1", "Did you mean FLW-LB-01?")]
    [TestCase("LB-12", "Did you mean FLW-LB-12?")]
    [TestCase("lb12", "Did you mean FLW-LB-12?")]
    [TestCase("FWL-LB-09", "Did you mean FLW-LB-09?")]
    [TestCase("FLW-LB-99", "Take one of FLW-LB-01 to FLW-LB-")]
    [TestCase("banana", "Take an id that the command \"controls\" lists.")]
    public async Task An_unknown_id_is_bad_input_and_the_similar_one_is_named(string id, string fix)
    {
        var (code, output, error) = await RunAsync(id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((code, output), Is.EqualTo((ExitCode.BadInput, "")));
            Assert.That(error, Does.Contain($"ID: \"{id}\" is not the id of a control. {fix}"));
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string id)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(["controls", "explain", id], new CommandContext
        {
            Output = output,
            Error = error,
            Folders = [],
            Run = _ => throw new InvalidOperationException("No stack runs to explain a control."),
        });
        return (code, output.ToString(), error.ToString());
    }
}
