namespace Pulumi;

/// <summary>The stack of a program that is a function: it runs the function and keeps what it returns.</summary>
internal sealed class FunctionStack : Stack
{
    public FunctionStack(Func<IDictionary<string, object?>> function) => Outputs = function();

    public IDictionary<string, object?> Outputs { get; }
}
