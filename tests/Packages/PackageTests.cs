using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Packages;

/// <summary>What a feed shows of the packages, and what a team gets with them.</summary>
[TestFixture]
[Parallelizable]
internal sealed class PackageTests
{
    private const string Components = "FlowerInfra.Components";
    private const string Tools = "FlowerInfra.Tools";
    private const string Templates = "FlowerInfra.Templates";

    // https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md#source-link-c-and-vb-compilers
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private PackedFeed _feed = null!;

    [OneTimeSetUp]
    public async Task PackAsync() => _feed = await PackedFeed.Instance;

    [TestCase(Components, "components")]
    [TestCase(Tools, "tools")]
    [TestCase(Templates, "templates")]
    public void A_package_tells_what_it_is_and_where_it_comes_from(string id, string project)
    {
        using var package = _feed.Open(id);
        var about = Metadata(package, id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(about, "version"), Is.EqualTo(PackedFeed.Version));
            Assert.That(Text(about, "license"), Is.EqualTo("Apache-2.0"));
            Assert.That(Text(about, "authors"), Is.EqualTo("FlowerInfra contributors"));
            Assert.That(Text(about, "description"), Has.Length.GreaterThan(50));
            Assert.That(Text(about, "tags").Split(' '), Is.SupersetOf(new[] { "pulumi", "aws", "eks", "celery", "flower" }));
            Assert.That(Text(about, "projectUrl"), Is.EqualTo(PackedFeed.Repository));
            Assert.That(Text(about, "releaseNotes"), Does.StartWith("CHANGELOG.md").And.EndsWith(PackedFeed.Repository));
            Assert.That(Part(about, "repository").Attribute("url")!.Value, Is.EqualTo(PackedFeed.Repository));
            Assert.That(Part(about, "repository").Attribute("commit")!.Value, Does.Match("^[0-9a-f]{40}$"));
            Assert.That(Read(package, Text(about, "readme")), Is.EqualTo(File.ReadAllText(Path.Combine(RepositoryStacks.Root, project, "README.md"))));
            Assert.That(Read(package, "CHANGELOG.md"), Is.EqualTo(File.ReadAllText(Path.Combine(RepositoryStacks.Root, "CHANGELOG.md"))));
        }
    }

    [TestCase(Components)]
    [TestCase(Tools)]
    [TestCase(Templates)]
    public void Its_icon_is_a_picture_of_128_by_128(string id)
    {
        using var package = _feed.Open(id);
        using var stream = package.GetEntry(Text(Metadata(package, id), "icon"))!.Open();
        var head = new byte[24];
        stream.ReadExactly(head);

        Assert.That(Encoding.Latin1.GetString(head, 0, 8), Is.EqualTo("\u0089PNG\r\n\u001a\n"));
        Assert.That((BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20))), Is.EqualTo((128, 128)));
    }

    // What a feed shows has no folder around it.
    [TestCase("components")]
    [TestCase("tools")]
    [TestCase("templates")]
    public void Its_readme_has_no_link_into_the_repository(string project) => Assert.That(
        File.ReadAllText(Path.Combine(RepositoryStacks.Root, project, "README.md")).Split("](").Skip(1), Is.Not.Empty.And.All.StartsWith("https://"));

    [Test]
    public void The_components_depend_on_the_pinned_official_packages() => Assert.That(
        Dependencies(Components), Is.EquivalentTo(new[] { "Pulumi", "Pulumi.Aws", "Pulumi.Kubernetes", "Pulumi.Random" }.Select(it => (it, Pin(it)))));

    // They share internals with the components, which another version may not have.
    [Test]
    public void The_tools_depend_on_the_components_of_their_own_version_alone() => Assert.That(Dependencies(Tools), Is.EquivalentTo(
        new[] { "DiffPlex", "Spectre.Console", "System.CommandLine", "YamlDotNet" }.Select(it => (it, Pin(it))).Append((Components, $"[{PackedFeed.Version}]"))));

    [TestCase(Components)]
    [TestCase(Tools)]
    public void A_library_is_one_assembly_with_its_documentation(string id)
    {
        using var package = _feed.Open(id);

        Assert.That(
            package.Entries.Select(it => it.FullName).Where(it => !it.StartsWith("_rels/", StringComparison.Ordinal) && !it.StartsWith("package/", StringComparison.Ordinal)),
            Is.EquivalentTo(new[]
            {
                "[Content_Types].xml", "CHANGELOG.md", "README.md", "UPGRADE.md", "icon.png", $"{id}.nuspec", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml",
            }));
    }

    [Test]
    public void The_template_package_has_the_template_and_no_assembly()
    {
        using var package = _feed.Open(Templates);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Part(Metadata(package, Templates), "packageTypes").Elements().Select(it => it.Attribute("name")!.Value), Is.EqualTo(new[] { "Template" }));
            Assert.That(package.Entries.Select(it => it.FullName), Has.None.EndsWith(".dll").And.Some.EqualTo("content/flower-infra/.template.config/template.json"));
        }
    }

    [TestCase(Components)]
    [TestCase(Tools)]
    public void Symbols_lead_to_the_sources_of_the_commit(string id)
    {
        using var package = _feed.Open(id);
        using var symbols = _feed.Open(id, "snupkg");
        using var file = new MemoryStream();
        using (var stream = symbols.GetEntry($"lib/net10.0/{id}.pdb")!.Open())
            stream.CopyTo(file);
        file.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(file);
        var reader = provider.GetMetadataReader();
        var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(it => reader.GetGuid(it.Kind) == SourceLink);
        var map = JsonDocument.Parse(reader.GetBlobBytes(link.Value)).RootElement.GetProperty("documents").EnumerateObject().Single();
        var commit = Part(Metadata(package, id), "repository").Attribute("commit")!.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(map.Value.GetString(), Is.EqualTo($"https://raw.githubusercontent.com/example/flower-infra/{commit}/*"));
            Assert.That(map.Name, Is.EqualTo("/_/*"), "Not a folder of the machine");
            Assert.That(reader.Documents.Select(it => reader.GetString(reader.GetDocument(it).Name)), Has.Some.StartsWith("/_/").And.None.Contains(_feed.Folder));
        }
    }

    [Test]
    public async Task A_repository_without_a_remote_packs_too()
    {
        await _feed.GitAsync("remote", "remove", "origin");
        var output = Path.Combine(_feed.Folder, "without-remote");

        var run = await _feed.PackAsync(output, "components");

        Assert.That(run.Code, Is.Zero, run.Output);
        using var package = ZipFile.OpenRead(Directory.GetFiles(output, "*.nupkg").Single());
        var about = Metadata(package, Components);
        Assert.That(about.Elements().Select(it => it.Name.LocalName), Has.None.EqualTo("projectUrl"));
        Assert.That(Part(about, "repository").Attribute("url"), Is.Null);
    }

    [Test]
    public async Task What_the_last_versions_users_compiled_against_is_not_taken_from_them()
    {
        var file = Path.Combine(_feed.Source, "components", "LoadBalancer", $"{nameof(InternalLoadBalancerArgs)}.cs");
        var source = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, EditedStack.Replace(source, "public bool? WithoutWebAcl", "internal bool? WithoutWebAcl"));

        var run = await _feed.PackAsync(
            Path.Combine(_feed.Folder, "breaking"), "components", $"-p:ReleasedVersion={PackedFeed.Version}", $"-p:RestoreAdditionalProjectSources={_feed.Packages}");

        await File.WriteAllTextAsync(file, source);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("error CP0002").And.Contain($"{nameof(InternalLoadBalancerArgs)}.WithoutWebAcl.set"));
    }

    private static string Pin(string id) => XDocument.Load(Path.Combine(RepositoryStacks.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(it => it.Attribute("Include")!.Value == id).Attribute("Version")!.Value;

    private List<(string Id, string Version)> Dependencies(string id)
    {
        using var package = _feed.Open(id);
        return Part(Metadata(package, id), "dependencies").Descendants().Where(it => it.Name.LocalName == "dependency")
            .Select(it => (it.Attribute("id")!.Value, it.Attribute("version")!.Value)).ToList();
    }

    private static XElement Metadata(ZipArchive package, string id) => XDocument.Parse(Read(package, $"{id}.nuspec")).Root!.Elements().Single();

    private static XElement Part(XElement metadata, string name) => metadata.Elements().Single(it => it.Name.LocalName == name);

    private static string Text(XElement metadata, string name) => Part(metadata, name).Value;

    private static string Read(ZipArchive package, string file)
    {
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }
}
