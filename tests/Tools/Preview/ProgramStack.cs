using Pulumi;

namespace FlowerInfra.Tests.Tools.Preview;

/// <summary>A stack that runs a test's program.</summary>
internal sealed class ProgramStack : Stack
{
    private ProgramStack(StackOptions options, Func<Output<string>?> program)
        : base(options) => Result = program() ?? Output.Create("");

    /// <summary>What the program returned.</summary>
    [Output("result")]
    public Output<string> Result { get; private set; }

    /// <summary>Previews a program as stack <c>test</c> of project <c>shop</c>.</summary>
    public static Task<Plan> PreviewAsync(Action program) => PreviewAsync(() =>
    {
        program();
        return null;
    });

    /// <summary>Previews a program that returns the stack's output.</summary>
    public static Task<Plan> PreviewAsync(Func<Output<string>?> program, StackSettings? settings = null) =>
        StackPreview.RunAsync(settings ?? Settings(), options => new ProgramStack(options, program));

    /// <summary>The settings of that stack.</summary>
    public static StackSettings Settings(params (string Key, string Value)[] values) =>
        new("shop", "test", values.ToDictionary(pair => pair.Key, pair => pair.Value), []);
}
