using System.Text.RegularExpressions;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Packages;

/// <summary>A team's own stack, from the template to its preview, in a folder that knows nothing of this repository.</summary>
[TestFixture]
[Parallelizable]
internal sealed partial class TeamStackTemplateTests
{
    private const string Name = "my-team.flower";
    private const string Description = "Our queues: who watches them";

    private static readonly string Template = Path.Combine(RepositoryStacks.Root, "templates", "flower-infra");

    private PackedFeed _feed = null!;
    private string _stack = null!;

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _feed = await PackedFeed.Instance;
        string[] hive = ["--debug:custom-hive", Path.Combine(_feed.Folder, "hive")];
        await DotnetCommand.RunAsync(
            _feed.Folder, _feed.Environment, ["new", "install", Path.Combine(_feed.Packages, $"FlowerInfra.Templates.{PackedFeed.Version}.nupkg"), .. hive]);
        await DotnetCommand.RunAsync(_feed.Folder, _feed.Environment, ["new", "flower-infra", "--name", Name, "--description", Description, .. hive]);
        _stack = Path.Combine(_feed.Folder, Name);
    }

    // Before the other one, which adds what a person adds.
    [Test]
    [Order(1)]
    public void Pulumi_new_makes_the_files_that_dotnet_new_makes()
    {
        var other = Path.Combine(_feed.Folder, "pulumi-new");
        PulumiNew.Create(Template, other, Name, Description);

        Assert.That(Files(other), Is.EquivalentTo(Files(_stack)));
        Assert.That(Files(other).Select(it => it.Name), Has.Some.EqualTo($"{Name}.csproj").And.Some.EqualTo(".gitignore"));
        Assert.That(PulumiProject.Find(other).Stacks, Is.EqualTo(new[] { "dev" }));
        Assert.That(Files(other), Has.None.Matches<(string, string Text)>(it => it.Text.Contains("${", StringComparison.Ordinal)));
    }

    [Test]
    [Order(2)]
    public async Task A_new_stack_takes_the_packages_from_its_folder_and_previews()
    {
        var project = Path.Combine(_stack, $"{Name}.csproj");
        var released = XmlVersion().Match(await File.ReadAllTextAsync(Path.Combine(RepositoryStacks.Root, "Directory.Build.props"))).Groups[1].Value;
        await File.WriteAllTextAsync(
            project, EditedStack.Replace(await File.ReadAllTextAsync(project), $"\"FlowerInfra.Tools\" Version=\"{released}\"", $"\"FlowerInfra.Tools\" Version=\"{PackedFeed.Version}\""));
        Directory.CreateSymbolicLink(Path.Combine(_stack, "packages"), _feed.Packages);

        await DotnetCommand.RunAsync(_stack, _feed.Environment, "build", "-warnaserror", "--disable-build-servers", "--nologo", "-v", "q");
        var preview = await DotnetCommand.TryAsync("dotnet", _stack, [], Path.Combine("bin", "Debug", "net10.0", $"{Name}.dll"), "preview", "--stack", "dev");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Code, Is.EqualTo(ExitCode.Success), preview.Output);
            Assert.That(preview.Output, Does.Contain($"{Name} dev\n").And.Contain("https://flower.dev.example.internal/").And.Contain("sign-in  passwords of oncall, ops"));
            Assert.That(preview.Output, Does.Contain(" 0 failed").And.Contain("Example values, to be replaced before a deployment"));
        }
    }

    // Pulumi asks for them, and writes the answers over the file's values.
    [Test]
    public void What_pulumi_new_asks_for_stands_in_the_stacks_file_with_its_default()
    {
        PulumiNew.Create(Template, Path.Combine(_feed.Folder, "asked"), Name, Description);
        var values = PulumiProject.Find(Path.Combine(_feed.Folder, "asked")).Read("dev").Values;
        var asked = (YamlMappingNode)Read(Path.Combine(Template, "Pulumi.yaml"))["template"]["config"];

        Assert.That(asked.Children, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (key, about) in asked.Children)
            {
                var fullKey = key.ToString().Contains(':', StringComparison.Ordinal) ? key.ToString() : $"{Name}:{key}";
                Assert.That(values.GetValueOrDefault(fullKey), Is.EqualTo(about["default"].ToString()), fullKey);
                Assert.That(about["description"].ToString(), Is.Not.Empty, fullKey);
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(folder).Select(it => (Path.GetFileName(it), File.ReadAllText(it)));

    private static YamlNode Read(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(file);
        yaml.Load(reader);
        return yaml.Documents.Single().RootNode;
    }

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex XmlVersion();
}
