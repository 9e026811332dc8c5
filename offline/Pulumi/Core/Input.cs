namespace Pulumi;

public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T>? output) => _output = output;

    public static implicit operator Input<T>(T value) => new(Output.Create(value));

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.ToOutput();

    IOutput IInput.ToOutput() => ToOutput();

    internal virtual Output<T> ToOutput() => _output!;
}
