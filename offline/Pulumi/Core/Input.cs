namespace Pulumi;

public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    // For the collections, which put their value together when it is asked for.
    private protected Input()
    {
    }

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.Flatten();

    IOutput IInput.ToOutput() => Flatten();

    internal virtual Output<T> Flatten() => _output!;
}
