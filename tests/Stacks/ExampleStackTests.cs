using System.Xml.Linq;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The examples' stacks, as somebody copies them.</summary>
[TestFixture(typeof(PlatformTeam.ToolsStack), "PlatformTeam")]
[TestFixture(typeof(SelfContained.DashboardStack), "SelfContained")]
[TestFixture(typeof(SharedLoadBalancer.TeamStack), "SharedLoadBalancer")]
[NonParallelizable]
internal sealed class ExampleStackTests<TStack>(string name)
    where TStack : Stack, new()
{
    // Far above what a run takes: it turns a program that waits for ever for an unknown into a failed test.
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(2);

    private readonly string _folder = Path.Combine(RepositoryStacks.Root, "examples", name);

    [Test]
    public async Task Every_security_control_holds()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLineProgram.RunAsync(
            ["preview", "--stack", "prod"],
            new CommandContext { Output = output, Error = error, Folders = [_folder], Time = new DayOfTheTests(), Run = RunAsync });

        Assert.That((code, error.ToString()), Is.EqualTo((ExitCode.Success, "")), output.ToString());
    }

    [Test]
    public async Task A_preview_in_which_nothing_exists_yet_ends_and_registers_every_resource()
    {
        var settings = PulumiProject.Find(_folder).Read("prod");
        var plan = await RunAsync(settings);
        var mocks = new NothingExists();

        using (new StackEnvironment(settings))
            await Deployment.TestAsync<TStack>(mocks, StackEnvironment.Options(settings, isPreview: true)).WaitAsync(Forever);

        Assert.That(mocks.Names, Is.EqualTo(plan.Resources.Select(it => $"{it.Type} {it.Name}").Order(StringComparer.Ordinal)));
    }

    // Directory.Build.props stays behind when somebody copies the folder.
    [TestCase("TargetFramework", "net10.0")]
    [TestCase("Nullable", "enable")]
    [TestCase("ImplicitUsings", "enable")]
    public void The_project_says_itself_what_it_builds_with(string property, string value)
    {
        var project = XDocument.Load(Path.Combine(_folder, $"{name}.csproj"));

        Assert.That(project.Descendants(property).Select(it => it.Value), Is.EqualTo([value]));
    }

    [Test]
    public void Its_readme_names_the_package_and_the_commands() => Assert.That(
        File.ReadAllText(Path.Combine(_folder, "README.md")),
        Does.Contain("<PackageReference Include=\"FlowerInfra.Tools\"").And.Contain("pulumi preview --stack prod")
            .And.Contain($"cd examples/{name}\ndotnet run -c Offline -- preview --stack prod"));

    private static Task<Plan> RunAsync(StackSettings settings) =>
        StackPreview.RunAsync(settings, options => (TStack)Activator.CreateInstance(typeof(TStack), options)!);
}
