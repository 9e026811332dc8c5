using System.Collections.Immutable;

namespace Pulumi;

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

    public Output<object?> GetOutput(Input<string> name) => new(ReadAsync(
        name, outputs => outputs.Outputs.TryGetValue(outputs.Name, out var value) ? value : null));

    public Output<object> RequireOutput(Input<string> name) => new(ReadAsync(
        name, outputs => outputs.Outputs.TryGetValue(outputs.Name, out var value)
            ? value
            : throw new KeyNotFoundException($"Required output '{outputs.Name}' does not exist on stack '{GetResourceName()}'.")));

    public async Task<object?> GetValueAsync(Input<string> name) =>
        Plain(await GetOutput(name).DataTask.ConfigureAwait(false), nameof(GetOutput));

    public async Task<object> RequireValueAsync(Input<string> name) =>
        Plain(await RequireOutput(name).DataTask.ConfigureAwait(false), nameof(RequireOutput));

    private static T Plain<T>(OutputData<T> data, string instead) => data.IsSecret
        ? throw new InvalidOperationException(
            $"Cannot call '{instead}ValueAsync' if the referenced stack has secret outputs. Use '{instead}' instead.")
        : data.Value;

    private async Task<OutputData<T>> ReadAsync<T>(Input<string> name, Func<(string Name, ImmutableDictionary<string, object> Outputs), T> read)
    {
        var value = await Output.Tuple<string, ImmutableDictionary<string, object>>(name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(read).DataTask.ConfigureAwait(false);
        var key = await name.ToOutput().DataTask.ConfigureAwait(false);
        var secrets = await SecretOutputNames.DataTask.ConfigureAwait(false);
        // All outputs together are secret as soon as one of them is; the list of names tells which one is.
        return key.IsKnown && secrets.IsKnown ? value with { IsSecret = secrets.Value.Contains(key.Value) } : value;
    }
}
