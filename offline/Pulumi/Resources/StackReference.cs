using System.Collections.Immutable;

namespace Pulumi;

public sealed class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    public Output<object?> GetOutput(Input<string> name) => Read(name, required: false);

    public Output<object> RequireOutput(Input<string> name) => Read(name, required: true).Apply(value => value!);

    public async Task<object?> GetValueAsync(Input<string> name) => await PlainAsync(GetOutput(name)).ConfigureAwait(false);

    public async Task<object> RequireValueAsync(Input<string> name) => (await PlainAsync(RequireOutput(name)!).ConfigureAwait(false))!;

    private static async Task<object?> PlainAsync(Output<object?> output)
    {
        var data = await output.DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? throw new InvalidOperationException("Cannot call 'GetValueAsync' if the referenced stack output is a secret. Use 'GetOutput' instead.")
            : data.Value;
    }

    private Output<object?> Read(Input<string> name, bool required) =>
        new(ReadAsync(Output.Tuple<string, string, ImmutableDictionary<string, object>, ImmutableArray<string>>(
            name.ToOutput(), Name, Outputs, SecretOutputNames), required));

    private static async Task<OutputData<object?>> ReadAsync(
        Output<(string Name, string Stack, ImmutableDictionary<string, object> Outputs, ImmutableArray<string> Secrets)> source, bool required)
    {
        var data = await source.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return new OutputData<object?>(data.Resources, null, false, data.IsSecret);
        var (name, stack, outputs, secrets) = data.Value;
        if (!(outputs ?? ImmutableDictionary<string, object>.Empty).TryGetValue(name, out var value) && required)
            throw new KeyNotFoundException($"Required output '{name}' does not exist on stack '{stack}'.");
        return new OutputData<object?>(data.Resources, value, true, !secrets.IsDefault && secrets.Contains(name));
    }
}
