using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>A Pulumi project in a temporary folder.</summary>
internal sealed class SampleProject : IDisposable
{
    public const string Header = "name: shop\nruntime: dotnet\nstackConfigDir: stacks\n";

    public SampleProject(string stack = "config:\n  shop:color: red\n", string? project = null)
    {
        Folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;
        Write("Pulumi.yaml", project ?? Header);
        Write("stacks/Pulumi.test.yaml", stack);
    }

    public string Folder { get; }

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The settings of the stack <c>test</c>.</summary>
    public StackSettings Read() => PulumiProject.Find(Folder).Read("test");

    /// <summary>The faults of the stack <c>test</c>.</summary>
    public string Refusal() => Assert.Throws<ArgumentFaultsException>(() => Read())!.Message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
