using System.Collections.Concurrent;
using Pulumi;

namespace FlowerInfra.Tests.Components;

/// <summary>Which resources are protected and which outlive their deletion. Mocks don't see it; a transformation does.</summary>
internal sealed class Protection
{
    private readonly ConcurrentDictionary<string, bool> _protected = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _retained = new(StringComparer.Ordinal);

    /// <summary>The names of the protected resources.</summary>
    public IEnumerable<string> Names => _protected.Where(entry => entry.Value).Select(entry => entry.Key);

    /// <summary>The names of the resources that Pulumi only forgets when it deletes them.</summary>
    public IEnumerable<string> Retained => _retained.Where(entry => entry.Value).Select(entry => entry.Key);

    /// <summary>The options of the component that is watched.</summary>
    public ComponentResourceOptions Watch() => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                _protected[args.Resource.GetResourceName()] = args.Options.Protect ?? false;
                _retained[args.Resource.GetResourceName()] = args.Options.RetainOnDelete ?? false;
                return null;
            },
        },
    };
}
