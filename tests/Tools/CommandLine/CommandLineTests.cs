using System.Text.Json;
using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.Sns;
using Pulumi.Aws.WafV2;

namespace FlowerInfra.Tests.Tools.CommandLine;

[TestFixture]
[NonParallelizable]
internal sealed class CommandLineTests
{
    private const string DriftElsewhere = "  shop:metElsewhere:\n    FLW-LOG-10: another pipeline compares\n";

    private static readonly Action Good = () => _ = new Topic("topic");

    // Breaks one control and no other.
    private static readonly Action Open = () =>
    {
        var account = new CustomResourceOptions { Provider = Account() };
        var balancer = new LoadBalancer("balancer", new LoadBalancerArgs
        {
            Internal = false,
            DropInvalidHeaderFields = true,
            DesyncMitigationMode = "strictest",
            EnableDeletionProtection = true,
            Subnets = { "subnet-a", "subnet-b" },
            SecurityGroups = { "sg-1" },
            AccessLogs = new LoadBalancerAccessLogsArgs { Bucket = "logs", Enabled = true },
        }, account);
        _ = new WebAclAssociation("association", new WebAclAssociationArgs { ResourceArn = balancer.Arn, WebAclArn = "arn:aws:wafv2:acl" }, account);
    };

    private static Pulumi.Aws.Provider Account() =>
        new("aws", new Pulumi.Aws.ProviderArgs { Region = "eu-west-1", AllowedAccountIds = { "618033988749" } });

    [Test]
    public async Task Without_arguments_the_help_is_shown()
    {
        var run = await RunAsync(Good);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(run.Output, Does.Contain("preview").And.Contain("controls"));
        }
    }

    [TestCase("preview")]
    [TestCase("preview", "--stack")]
    [TestCase("preview", "--stack", "test", "--format", "xml")]
    [TestCase("preview", "--stack", "test", "--colour", "red")]
    [TestCase("deploy")]
    public async Task A_wrong_command_line_is_bad_input(params string[] args)
    {
        var run = await RunAsync(Good, args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Is.Not.Empty.And.Not.Contain("   at "));
        }
    }

    [Test]
    public async Task The_table_names_the_sdk_first_and_shows_resources_needs_and_a_summary()
    {
        var run = await RunWithAsync(
            () => _ = new SampleComponent("Outer", "outer", outer => _ = new Pulumi.Aws.Eks.PodIdentityAssociation(
                "identity",
                new Pulumi.Aws.Eks.PodIdentityAssociationArgs { ClusterName = "c", Namespace = "n", ServiceAccount = "s", RoleArn = "r" },
                new CustomResourceOptions { Parent = outer, Protect = true, Provider = Account() })),
            $"config:\n{DriftElsewhere}", "preview", "--stack", "test", "--verbose");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Output, Does.StartWith(PulumiSdk.Banner));
            Assert.That(run.Output, Does.Match("└── outer Outer\n +└── identity PodIdentityAssociation protected\n"));
            Assert.That(run.Output, Does.Contain("EKS Pod Identity agent"));
            Assert.That(run.Output, Does.EndWith("2 resources in 1 components; checks: 1 passed, 0 failed, 1 waived, 0 unknown\n"));
        }
    }

    [Test]
    public async Task Json_goes_to_the_output_alone()
    {
        var run = await RunAsync(Good, "preview", "--stack", "test", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Error.Trim(), Is.EqualTo(PulumiSdk.Banner));
            Assert.That(JsonDocument.Parse(run.Output).RootElement.GetProperty("stack").GetString(), Is.EqualTo("test"));
        }
    }

    [Test]
    public async Task A_failed_control_is_shown_with_its_fix_and_fails_the_command()
    {
        var run = await RunAsync(Open, "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(run.Output, Does.Contain(
                """
                Failures
                  critical  FLW-LB-01  The load balancer is internal
                            balancer: internal is not true (false)
                            Fix: Set internal to true and put it into private subnets.
                  high      FLW-LOG-08  Changes of a load balancer's listeners, rules and web ACL raise an alert
                """));
            Assert.That(run.Output, Does.Contain("8 passed, 3 failed, 0 waived, 0 unknown"));
        }
    }

    [Test]
    public async Task A_waiver_of_the_stack_accepts_a_failure()
    {
        var run = await RunWithAsync(
            Open, "config:\n  shop:waivers:\n    FLW-LB-01: { reason: a test, expires: 2026-12-31 }\n    FLW-LOG-08: { reason: a test, expires: 2026-12-31 }\n"
            + DriftElsewhere, "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(run.Output, Does.Contain("\n  FLW-LB-01  balancer: a test; last day 2026-12-31\n").And.Contain("3 waived"));
        }
    }

    [Test]
    public async Task The_faults_of_the_stack_and_of_its_waivers_are_one_message()
    {
        var run = await RunWithAsync(
            () => throw new ArgumentFaultsException("The sample", [new ArgumentFault("shop:color", "red", "is not a color", "Write blue.")]),
            "config:\n  shop:waivers:\n    FLW-LB-01: { reason: a test }\n", "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Is.EqualTo(
                """
                The configuration of stack "test" has 2 faults:
                  - shop:color: "red" is not a color. Write blue.
                  - shop:waivers.FLW-LB-01.expires: is missing. Write the last day on which the waiver counts, for example 2027-01-31.

                """));
        }
    }

    [Test]
    public async Task The_faults_of_a_waiver_alone_are_bad_input()
    {
        var run = await RunWithAsync(Good, "config:\n  shop:waivers: none\n", "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("shop:waivers: is not an object"));
        }
    }

    [Test]
    public async Task A_fault_in_a_file_is_bad_input()
    {
        var run = await RunWithAsync(Good, "config:\n  color: red\n", "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("line 2: color"));
        }
    }

    [Test]
    public async Task A_failure_of_the_program_is_one_line_that_calls_it_a_defect()
    {
        var run = await RunAsync(() => throw new InvalidOperationException("No\nsuch color."), "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Defect));
            Assert.That(run.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(run.Error, Does.StartWith("No such color. This is a defect"));
        }
    }

    [TestCase("table")]
    [TestCase("json")]
    public async Task A_result_in_a_file_is_the_same_as_on_the_output(string format)
    {
        using var project = new SampleProject();
        var file = Path.Combine(project.Folder, "plan.txt");
        await File.WriteAllTextAsync(file, "old");

        var shown = await RunAsync(project, Good, "preview", "--stack", "test", "--format", format);
        var written = await RunAsync(project, Good, "preview", "--stack", "test", "--format", format, "--out", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.Output, Is.Empty);
            Assert.That(shown.Output, Does.EndWith(await File.ReadAllTextAsync(file)));
            Assert.That(Directory.GetFiles(project.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "Pulumi.yaml", "plan.txt" }));
        }
    }

    [Test]
    public async Task A_file_that_can_not_be_replaced_stays_and_leaves_nothing_beside_it()
    {
        using var project = new SampleProject();
        var folder = Directory.CreateDirectory(Path.Combine(project.Folder, "plan")).FullName;

        var run = await RunAsync(project, Good, "preview", "--stack", "test", "--out", folder);
        var missing = await RunAsync(project, Good, "preview", "--stack", "test", "--out", Path.Combine(project.Folder, "none", "plan"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, missing.Code), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)));
            Assert.That(missing.Error, Does.Contain("--out").And.Contain("Name a file in a folder that exists."));
            Assert.That(Directory.GetFileSystemEntries(project.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "Pulumi.yaml", "plan", "stacks" }));
        }
    }

    [Test]
    public async Task The_catalogue_is_listed_without_a_stack()
    {
        var run = await RunAsync(Good, "controls");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(ControlCatalogue.All.Select(control => control.Id), Has.All.Matches<string>(id => run.Output.Contains(id, StringComparison.Ordinal)));
        }
    }

    [Test]
    public async Task With_a_stack_the_catalogue_shows_the_controls_state_in_it()
    {
        var run = await RunAsync(Open, "controls", "--stack", "test", "--format", "markdown");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(run.Output, Does.Match(@"FLW-LB-01 .*\| fail 1 \|").And.Match(@"FLW-LB-06 .*\| pass 1 \|").And.Match(@"FLW-SEC-01 .*\| not applicable \|"));
        }
    }

    [TestCase("json", "\"format\": \"flower-infra/controls/1\"")]
    [TestCase("sarif", "\"uri\": \"stacks/Pulumi.test.yaml\"")]
    [TestCase("junit", "<testsuites name=\"flower-infra controls\"")]
    public async Task Programs_read_the_findings_alone_from_the_output_or_a_file(string format, string expected)
    {
        using var project = new SampleProject("config: {}\n");
        var file = Path.Combine(project.Folder, "controls");

        var shown = await RunAsync(project, Open, "controls", "--stack", "test", "--format", format);
        var written = await RunAsync(project, Open, "controls", "--stack", "test", "--format", format, "--out", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((shown.Code, shown.Error.Trim()), Is.EqualTo((ExitCode.ControlFailed, PulumiSdk.Banner)));
            Assert.That(shown.Output, Does.Contain(expected));
            Assert.That((written.Code, written.Output), Is.EqualTo((ExitCode.ControlFailed, "")));
            Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(shown.Output));
        }
    }

    [Test]
    public async Task Findings_need_a_stack()
    {
        var run = await RunAsync(Good, "controls", "--format", "junit");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.BadInput, "")));
            Assert.That(run.Error, Does.Contain("Add --stack."));
        }
    }

    [TestCase("preview", "table")]
    [TestCase("preview", "json")]
    [TestCase("preview", "markdown")]
    [TestCase("controls", "table")]
    [TestCase("controls", "markdown")]
    [TestCase("controls", "json")]
    [TestCase("controls", "sarif")]
    [TestCase("controls", "junit")]
    public async Task A_waiver_that_waives_nothing_is_reported_and_fails_nothing(string command, string format)
    {
        var run = await RunWithAsync(
            () => { }, "config:\n  shop:waivers:\n    FLW-LB-01: { reason: a test, expires: 2026-12-31 }\n", command, "--stack", "test", "--format", format);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Success));
            Assert.That(run.Output + run.Error, Does.Contain("waives nothing"));
        }
    }

    [Test]
    public async Task A_waiver_that_reaches_too_far_ahead_fails_the_command()
    {
        var run = await RunWithAsync(
            Open, "config:\n  shop:waivers:\n    FLW-LB-01: { reason: a test, expires: 9999-12-31 }\n    FLW-LOG-08: { reason: a test, expires: 2026-12-31 }\n",
            "preview", "--stack", "test");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(run.Output, Does.Contain("the stack: the waiver reaches to 9999-12-31: take a day within 400 days (a test)"));
        }
    }

    [Test]
    public async Task The_documentation_holds_the_catalogue()
    {
        var run = await RunAsync(Good, "controls", "--format", "markdown");
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "FlowerInfra.sln")))
            root = root.Parent!;

        Assert.That(await File.ReadAllTextAsync(Path.Combine(root.FullName, "docs", "controls.md")), Is.EqualTo(run.Output));
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(Action program, params string[] args) =>
        RunWithAsync(program, "config: {}\n", args);

    private static async Task<(int Code, string Output, string Error)> RunWithAsync(Action program, string stack, params string[] args)
    {
        using var project = new SampleProject(stack);
        return await RunAsync(project, program, args);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(SampleProject project, Action program, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(args, new CommandContext
        {
            Output = output,
            Error = error,
            Folders = [project.Folder],
            Time = new DayOfTheTests(),
            Run = settings => ProgramStack.PreviewAsync(
                () =>
                {
                    program();
                    return null;
                }, settings),
        });
        return (code, output.ToString(), error.ToString());
    }
}
