using System.Collections.Concurrent;
using Pulumi;

namespace FlowerInfra.Tests.Components;

/// <summary>The options of resources and where they stand. Mocks don't see them; a transformation does.</summary>
internal sealed class WatchedOptions
{
    private readonly ConcurrentDictionary<string, (Resource Resource, CustomResourceOptions Options)> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Resource, Resource> _parents = new();

    /// <summary>The options of the resource of this name.</summary>
    public CustomResourceOptions this[string name] => _watched[name].Options;

    /// <summary>The URNs of the resources of a kind without stack and project, sorted: the types from the outermost component, and the name.</summary>
    public IEnumerable<string> UrnsOf(string kind) => _watched.Values.Select(it => it.Resource)
        .Where(it => it.GetResourceType().EndsWith($":{kind}", StringComparison.Ordinal))
        .Select(it => $"{TypesOf(it)}::{it.GetResourceName()}")
        .Order(StringComparer.Ordinal);

    /// <summary>The options of the component that is watched.</summary>
    public ComponentResourceOptions Watch() => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                if (args.Options.Parent is { } parent)
                    _parents[args.Resource] = parent;
                if (args.Options is CustomResourceOptions custom)
                    _watched[args.Resource.GetResourceName()] = (args.Resource, custom);
                return null;
            },
        },
    };

    private string TypesOf(Resource resource) => _parents.TryGetValue(resource, out var parent) && parent is not Stack
        ? $"{TypesOf(parent)}${resource.GetResourceType()}"
        : resource.GetResourceType();
}
