namespace Pulumi;

/// <summary>The stack of a program that is a function: it runs the function and keeps what it returns.</summary>
internal sealed class FunctionStack : Stack
{
    private readonly Task<IDictionary<string, object?>> _outputs;

    public FunctionStack(Func<Task<IDictionary<string, object?>>> function, StackOptions? options = null)
        : base(options)
    {
        _outputs = function();
        Deployment.Internal.Runner.Track(_outputs);
    }

    public IDictionary<string, object?> Outputs => _outputs.Result;

    internal override void RegisterPropertyOutputs() => RegisterOutputs(_outputs);
}
