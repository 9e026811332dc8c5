using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options) =>
        (await InvokeOutputAsync<T>(token, args, options, single: false).ConfigureAwait(false)).Value;

    internal async Task<OutputData<T>> InvokeOutputAsync<T>(string token, InvokeArgs? args, InvokeOptions? options, bool single)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        ImmutableHashSet<Resource> resources = [];
        bool isKnown = true, isSecret = false;
        foreach (var (name, value) in (args ?? InvokeArgs.Empty).Inputs())
        {
            var serializer = new Serializer();
            var plain = await serializer.SerializeAsync($"invoke:{token}", value).ConfigureAwait(false);
            resources = resources.Union(serializer.Resources);
            isKnown &= !serializer.HasUnknown;
            isSecret |= serializer.HasSecret;
            if (plain is not null)
                inputs[name] = plain;
        }

        if (!isKnown)
            return new OutputData<T>(resources, default!, false, isSecret);
        var provider = (options?.Provider ?? options?.Parent?.ProviderFor(token)) is { } chosen
            ? await ReferenceAsync(chosen).ConfigureAwait(false)
            : "";
        var (result, unknown) = await _monitor.CallAsync(token, inputs.ToImmutable(), provider).ConfigureAwait(false);
        var answer = single ? result.Values.SingleOrDefault() : result;
        var converted = new Converter(warning => Pulumi.Log.Warn(warning)).Convert($"{token} result", answer, typeof(T));
        return new OutputData<T>(resources, converted is null ? default! : (T)converted, unknown.Count == 0, isSecret);
    }
}
