using System.IO.Compression;
using System.Xml.Linq;
using FlowerInfra.Tests.Stacks;

namespace FlowerInfra.Tests.Packages;

/// <summary>
/// The packages that <c>dotnet pack -c Release</c> makes of a copy of the repository, in a folder outside it. The offline
/// build has no official packages to restore: there, packages of their names with the offline assemblies stand in for them. What is
/// compiled against them is for these tests, says so in its version, and goes with the folder.
/// </summary>
internal sealed class PackedFeed
{
    /// <summary>Where the copy says that it comes from.</summary>
    public const string Repository = "https://github.com/example/flower-infra.git";

    private static readonly string[] NotCopied = [".git", "bin", "obj", "node_modules", "BenchmarkDotNet.Artifacts", "TestResults"];
    private static readonly Lazy<Task<PackedFeed>> Made = new(CreateAsync);

    private PackedFeed(string folder) => Folder = folder;

    /// <summary>The packages, made once.</summary>
    public static Task<PackedFeed> Instance => Made.Value;

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = $"{Properties.Descendants("Version").Single().Value}-{PulumiSdk.Kind}-test";

    /// <summary>The folder around it all.</summary>
    public string Folder { get; }

    /// <summary>The copy of the repository.</summary>
    public string Source => Path.Combine(Folder, "source");

    /// <summary>The folder of the packages.</summary>
    public string Packages => Path.Combine(Folder, "packages");

    /// <summary>
    /// Restored packages stay in the folder. Those of others are read where the tests' own are: nothing is asked of a server.
    /// </summary>
    public IReadOnlyList<(string Name, string Value)> Environment =>
    [
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_NOLOGO", "1"),
        ("NUGET_PACKAGES", Path.Combine(Folder, "restored")),
        ("NUGET_FALLBACK_PACKAGES", System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages")),
    ];

    private static XDocument Properties => XDocument.Load(Path.Combine(RepositoryStacks.Root, "Directory.Build.props"));

    /// <summary>Deletes the folder, if there is one.</summary>
    public static async Task DeleteAsync()
    {
        if (Made is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            Directory.Delete((await Made.Value).Folder, recursive: true);
    }

    /// <summary>Opens a package.</summary>
    /// <param name="id">The package's id.</param>
    /// <param name="extension"><c>nupkg</c> or <c>snupkg</c>.</param>
    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Packages, $"{id}.{Version}.{extension}"));

    /// <summary>Packs the copy as a release is packed.</summary>
    /// <param name="output">The folder for the packages.</param>
    /// <param name="more">The project or projects, and more options.</param>
    public Task<(int Code, string Output)> PackAsync(string output, params string[] more) => DotnetCommand.TryAsync("dotnet", Source, Environment,
        ["pack", .. more, "-c", "Release", "-o", output, $"-p:Version={Version}", "-warnaserror", "--disable-build-servers", "--nologo", "-v", "q"]);

    /// <summary>Runs <c>git</c> in the copy.</summary>
    public async Task GitAsync(params string[] args)
    {
        var run = await DotnetCommand.TryAsync("git", Source, [], ["-c", "user.name=Tests", "-c", "user.email=tests@example.com", "-c", "commit.gpgSign=false", .. args]);
        if (run.Code != 0)
            throw new InvalidOperationException(run.Output);
    }

    private static async Task<PackedFeed> CreateAsync()
    {
        var feed = new PackedFeed(Directory.CreateTempSubdirectory("flower-infra-packages-").FullName);
        try
        {
            await feed.FillAsync();
            return feed;
        }
        catch
        {
            Directory.Delete(feed.Folder, recursive: true);
            throw;
        }
    }

    private async Task FillAsync()
    {
        Copy(RepositoryStacks.Root, Source);
        // The other projects need packages that a machine may not have restored yet.
        await File.WriteAllTextAsync(Path.Combine(Source, "packages.slnf"), """
            { "solution": { "path": "FlowerInfra.sln", "projects": [
                "components\\FlowerInfra.Components.csproj", "templates\\FlowerInfra.Templates.csproj", "tools\\FlowerInfra.Tools.csproj"
            ] } }
            """);
        await GitAsync("init", "-q");
        await GitAsync("remote", "add", "origin", Repository);
        await GitAsync("add", "--all");
        await GitAsync("commit", "-q", "-m", "Copy");
        WriteOthersPackages();
        var run = await PackAsync(Packages, "packages.slnf");
        if (run.Code != 0)
            throw new InvalidOperationException(run.Output);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(it => !NotCopied.Contains(Path.GetFileName(it))))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(it => !NotCopied.Contains(Path.GetFileName(it))))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    // The only source under the name of the public one: what a consumer's own nuget.config takes from there comes from here.
    private void WriteOthersPackages()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "others")).FullName;
        File.WriteAllText(
            Path.Combine(Folder, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="nuget.org" value="{folder}" /></packageSources></configuration>""");
        if (PulumiSdk.Kind != "offline")
            return;
        var pins = XDocument.Load(Path.Combine(RepositoryStacks.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(it => (Id: it.Attribute("Include")!.Value, Version: it.Attribute("Version")!.Value))
            .Where(it => it.Id.Split('.')[0] == "Pulumi").ToList();
        foreach (var (id, version) in pins)
        {
            var dependencies = id == "Pulumi" ? "" : $"""<dependency id="Pulumi" version="{pins.Single(it => it.Id == "Pulumi").Version}" />""";
            using var package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
            package.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, $"{id}.dll"), $"lib/net10.0/{id}.dll");
            using var writer = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
            writer.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id><version>{version}</version><authors>Tests</authors><description>Stands in for the official package.</description>
                    <dependencies><group targetFramework="net10.0">{dependencies}</group></dependencies>
                  </metadata>
                </package>
                """);
        }
    }
}
