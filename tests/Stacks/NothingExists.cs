using System.Collections.Immutable;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>Mocks of a first preview: what a provider makes up is unknown, and no other stack has outputs.</summary>
internal sealed class NothingExists : IMocks
{
    private ImmutableList<string> _names = [];

    /// <summary>The types and names of what was registered, sorted.</summary>
    public IEnumerable<string> Names => _names.Order(StringComparer.Ordinal);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ImmutableInterlocked.Update(ref _names, names => names.Add($"{args.Type} {args.Name}"));
        return Task.FromResult<(string?, object)>((null, args.Inputs));
    }

    // Functions ask the cloud, which answers in a preview too.
    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(StackEnvironment.Answer(args));
}
