using System.Collections.Immutable;
using Pulumi.Mocks;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options, bool single)
    {
        var (inputs, _, _) = await SerializeCallAsync(token, args).ConfigureAwait(false);
        return Result<T>(token, await CallAsync(token, inputs, options).ConfigureAwait(false), single);
    }

    internal async Task<OutputData<T>> InvokeOutputAsync<T>(string token, InvokeArgs? args, InvokeOptions? options, bool single)
    {
        var (inputs, resources, isKnown) = await SerializeCallAsync(token, args).ConfigureAwait(false);
        // In a preview there is nothing to ask about what doesn't exist yet.
        if (!isKnown || !await IdsAreKnownAsync(resources).ConfigureAwait(false))
            return OutputData<T>.Unknown([]);
        var answer = await CallAsync(token, inputs, options).ConfigureAwait(false);
        return new OutputData<T>(
            resources, Result<T>(token, answer, single), answer.Values.All(it => it.IsKnown), answer.Values.Any(it => it.IsSecret));
    }

    private static async Task<(ImmutableDictionary<string, object> Inputs, ImmutableHashSet<Resource> Resources, bool IsKnown)> SerializeCallAsync(
        string token, InvokeArgs? args)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        ImmutableHashSet<Resource> resources = [];
        var isKnown = true;
        foreach (var (name, value) in (args ?? InvokeArgs.Empty).Inputs())
        {
            var serializer = new Serializer();
            var plain = await serializer.SerializeAsync($"invoke:{token}.{name}", value).ConfigureAwait(false);
            resources = resources.Union(serializer.Resources);
            isKnown &= !serializer.HasUnknown;
            if (plain is not null && !serializer.HasUnknown)
                inputs[name] = plain;
        }

        return (inputs.ToImmutable(), resources, isKnown);
    }

    private static async Task<bool> IdsAreKnownAsync(IEnumerable<Resource> resources)
    {
        foreach (var resource in WithChildren(resources).OfType<CustomResource>())
        {
            if (!(await resource.Id.DataTask.ConfigureAwait(false)).IsKnown)
                return false;
        }

        return true;
    }

    private static T Result<T>(string token, IReadOnlyDictionary<string, PlainValue> answer, bool single)
    {
        OutputTypes.Check($"{token} result", typeof(T));
        object? plain = single
            ? answer.Values.First().Value
            : answer.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Value);
        return new Converter(warning => Pulumi.Log.Warn(warning)).Convert($"{token} result", plain, typeof(T)) is { } result ? (T)result : default!;
    }

    private async Task<IReadOnlyDictionary<string, PlainValue>> CallAsync(
        string token, ImmutableDictionary<string, object> inputs, InvokeOptions? options)
    {
        var provider = (options?.Provider ?? options?.Parent?.ProviderFor(token)) is { } chosen
            ? await ReferenceAsync(chosen).ConfigureAwait(false)
            : "";
        return await _monitor.CallAsync(token, inputs, provider).ConfigureAwait(false);
    }
}
