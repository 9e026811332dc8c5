using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Known(value));

    public static Output<T> Create<T>(Task<T> value) => new(FromTask(value, isSecret: false));

    public static Output<T> CreateSecret<T>(T value) => new(OutputData<T>.Known(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Task<T> value) => new(FromTask(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Output<T> value) => new(WithSecret(value, isSecret: true));

    public static Output<T> Unsecret<T>(Output<T> output) => new(WithSecret(output, isSecret: false));

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All((IEnumerable<Input<T>>)inputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => (Output<T>)input));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => new(AllAsync(outputs.ToArray()));

    public static Output<string> Format(FormattableString formattableString)
    {
        var arguments = formattableString.GetArguments().Select(ToObjectOutput).ToArray();
        return All(arguments).Apply(values => string.Format(formattableString.Format, [.. values]));
    }

    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null) =>
        new(Serialization.OutputJson.SerializeAsync(value ?? throw new ArgumentNullException(nameof(value)), options));

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null) =>
        new(Serialization.OutputJson.DeserializeAsync<T>(json ?? throw new ArgumentNullException(nameof(json)), options));

    internal static Output<object?> ToObjectOutput(object? value) => value switch
    {
        null => Create<object?>((object?)null),
        IInput input => new Output<object?>(input.ToOutput().GetDataAsync()),
        IOutput output => new Output<object?>(output.GetDataAsync()),
        _ => Create<object?>(value),
    };

    private static async Task<OutputData<T>> FromTask<T>(Task<T> value, bool isSecret) =>
        OutputData<T>.Known(await value.ConfigureAwait(false), isSecret);

    private static async Task<OutputData<T>> WithSecret<T>(Output<T> output, bool isSecret) =>
        await output.DataTask.ConfigureAwait(false) with { IsSecret = isSecret };

    private static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(Output<T>[] outputs)
    {
        var values = ImmutableArray.CreateBuilder<T>(outputs.Length);
        ImmutableHashSet<Resource> resources = [];
        bool isKnown = true, isSecret = false;
        foreach (var output in outputs)
        {
            var data = await output.DataTask.ConfigureAwait(false);
            values.Add(data.Value);
            resources = data.Resources.Count == 0 ? resources : resources.Union(data.Resources);
            isKnown &= data.IsKnown;
            isSecret |= data.IsSecret;
        }

        return new OutputData<ImmutableArray<T>>(resources, values.MoveToImmutable(), isKnown, isSecret);
    }
}
