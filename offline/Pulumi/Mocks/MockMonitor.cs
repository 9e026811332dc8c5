using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi.Mocks;

internal sealed record MockAnswer(
    string Urn, string? Id, ImmutableDictionary<string, object?> State, ImmutableHashSet<string> Unknown);

/// <summary>Hands registrations and calls to the mocks and their answers back.</summary>
internal sealed class MockMonitor(IMocks mocks, string stackName, string projectName)
{
    private readonly Lock _lock = new();
    private readonly ImmutableArray<Resource>.Builder _resources = ImmutableArray.CreateBuilder<Resource>();

    public ImmutableArray<Resource> Resources => _resources.ToImmutable();

    public async Task<MockAnswer> RegisterAsync(
        Resource resource, string parentUrn, ImmutableDictionary<string, object> inputs, string provider, string id)
    {
        lock (_lock)
            _resources.Add(resource);
        var urn = NewUrn(parentUrn, resource.GetResourceType(), resource.GetResourceName());
        if (resource is Stack)
            return new MockAnswer(urn, null, ImmutableDictionary<string, object?>.Empty, []);
        var (newId, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = inputs,
            Provider = provider,
            Id = id,
        }).ConfigureAwait(false);
        var (plain, unknown) = await PlainAsync(state).ConfigureAwait(false);
        return new MockAnswer(urn, newId ?? (id.Length > 0 ? id : null), plain, unknown);
    }

    public async Task<(ImmutableDictionary<string, object?> Result, ImmutableHashSet<string> Unknown)> CallAsync(
        string token, ImmutableDictionary<string, object> args, string provider)
    {
        var result = await mocks.CallAsync(new MockCallArgs { Token = token, Args = args, Provider = provider }).ConfigureAwait(false);
        return await PlainAsync(result).ConfigureAwait(false);
    }

    // Only the first segment of the parent's types is kept: that is what the official mocks do, unlike the engine.
    private string NewUrn(string parent, string type, string name)
    {
        var qualified = parent.Length == 0 ? type : $"{parent.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{stackName}::{projectName}::{qualified}::{name}";
    }

    private static async Task<(ImmutableDictionary<string, object?> Plain, ImmutableHashSet<string> Unknown)> PlainAsync(object state)
    {
        var pairs = state switch
        {
            IDictionary<string, object> dictionary => dictionary.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)),
            InputArgs args => args.Inputs(),
            null => throw new ArgumentNullException(nameof(state)),
            _ => throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type"),
        };
        var plain = ImmutableDictionary.CreateBuilder<string, object?>();
        var unknown = ImmutableHashSet.CreateBuilder<string>();
        foreach (var (key, value) in pairs)
        {
            var serializer = new Serializer();
            plain[key] = await serializer.SerializeAsync(key, value).ConfigureAwait(false);
            if (serializer.HasUnknown)
                unknown.Add(key);
        }

        return (plain.ToImmutable(), unknown.ToImmutable());
    }
}
