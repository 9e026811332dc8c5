using System.Reflection;

namespace FlowerInfra.Offline.Tests.Schema;

/// <summary>The lines of offline/schema/resources.txt that name a resource or a function.</summary>
internal static class ResourceList
{
    private static readonly string[] Providers = ["aws", "kubernetes", "random"];

    public static IReadOnlyList<(string Provider, string Module, string ClassName)> Entries { get; } = Read();

    private static List<(string Provider, string Module, string ClassName)> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("resources.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length == 2 && Providers.Contains(fields[0]))
            .Select(fields => (fields[0], Module(fields[1]), ClassName(fields[1])))];
    }

    private static string Module(string name) => name.Contains('/') ? name[..name.LastIndexOf('/')] : "";

    private static string ClassName(string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        return char.ToUpperInvariant(last[0]) + last[1..];
    }
}
