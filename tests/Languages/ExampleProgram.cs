using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Languages;

/// <summary>What the examples in other languages make: the same in each, and written out in that of YAML.</summary>
internal static class ExampleProgram
{
    /// <summary>The example's text in YAML.</summary>
    public static string Yaml { get; } = File.ReadAllText(Path.Combine(Folder("yaml"), "Pulumi.yaml"));

    /// <summary>The folder of a language's example.</summary>
    public static string Folder(string language) => Path.Combine(RepositoryStacks.Root, "examples", language);

    /// <summary>The program in YAML.</summary>
    public static JsonObject Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var faults = new ArgumentFaults();
        var json = new YamlConfiguration(faults).Text("program", stream.Documents.Single().RootNode, out _);
        Assert.That(faults.All, Is.Empty);
        return JsonNode.Parse(json!)!.AsObject();
    }

    /// <summary>The resources and outputs, the way in which programs of two languages are compared.</summary>
    public static string Made(JsonNode program) => new JsonObject
    {
        ["resources"] = program["resources"]!.DeepClone(),
        ["outputs"] = program["outputs"]!.DeepClone(),
    }.ToJsonString(new() { WriteIndented = true });
}
