using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Render;

/// <summary>The project's own stacks as render writes them.</summary>
internal static class RenderedStacks
{
    private static readonly PulumiProject Project = PulumiProject.Find(AppContext.BaseDirectory);
    private static readonly ConcurrentDictionary<string, Task<RenderedStack>> Stacks = new(StringComparer.Ordinal);

    /// <summary>The stacks' names.</summary>
    public static IReadOnlyList<string> Names => Project.Stacks;

    /// <summary>A stack, rendered once.</summary>
    public static Task<RenderedStack> OfAsync(string stack) => Stacks.GetOrAdd(stack, async name =>
        RenderedStack.Of(await StackPreview.RunAsync(Project.Read(name), options => new FlowerStack(options))));

    /// <summary>The objects of a stack by file, as they are read back from their YAML.</summary>
    public static async Task<Dictionary<string, JsonObject>> ObjectsAsync(string stack) => (await OfAsync(stack)).Files
        .Where(file => file.Key.StartsWith("manifests/", StringComparison.Ordinal))
        .ToDictionary(file => file.Key, file => Yaml11.Read(file.Value)!.AsObject(), StringComparer.Ordinal);
}
