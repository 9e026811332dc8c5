namespace Pulumi;

public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> dataTask, bool track = true)
    {
        DataTask = dataTask;
        // A finished task has nothing left to wait for; a failed one is still to be reported.
        if (track && !dataTask.IsCompletedSuccessfully)
            Deployment.Current?.Runner.Track(dataTask);
    }

    internal Output(OutputData<T> data) => DataTask = Task.FromResult(data);

    internal Task<OutputData<T>> DataTask { get; }

    public static Output<T> Create(Task<T> value) => Output.Create(value);

    public Output<U> Apply<U>(Func<T, U> func) => new(ApplyAsync(value => Task.FromResult(OutputData<U>.Known(func(value)))));

    public Output<U> Apply<U>(Func<T, Task<U>> func) =>
        new(ApplyAsync(async value => OutputData<U>.Known(await func(value).ConfigureAwait(false))));

    public Output<U> Apply<U>(Func<T, Input<U>?> func) => new(ApplyAsync(value => Data(func(value)?.ToOutput())));

    public Output<U> Apply<U>(Func<T, Output<U>?> func) => new(ApplyAsync(value => Data(func(value))));

    public override string ToString()
    {
        const string message = """
            Calling [ToString] on an [Output<T>] is not supported.

            To get the value of an Output<T> as an Output<string> consider:
            1. o.Apply(v => $"prefix{v}suffix")
            2. Output.Format($"prefix{hostname}suffix");

            See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.
            """;
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } setting
            && (setting == "1" || setting.Equals("true", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(message);
        }

        // Throws outside a run, as there is nobody to warn.
        Log.Warn(message);
        return $"{message}\nThis function may throw in a future version of Pulumi.";
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync() => (await DataTask.ConfigureAwait(false)).Boxed();

    private static Task<OutputData<U>> Data<U>(Output<U>? output) =>
        output is null ? Task.FromResult(OutputData<U>.Known(default!)) : output.DataTask;

    private async Task<OutputData<U>> ApplyAsync<U>(Func<T, Task<OutputData<U>>> func)
    {
        var data = await DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData<U>.Unknown(data.Resources, data.IsSecret);
        var inner = await func(data.Value).ConfigureAwait(false);
        return new OutputData<U>(
            data.Resources.Count == 0 ? inner.Resources : data.Resources.Union(inner.Resources),
            inner.Value, inner.IsKnown, data.IsSecret || inner.IsSecret);
    }
}
