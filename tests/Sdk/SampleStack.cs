using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>A stack of one resource, whose text it puts out.</summary>
internal sealed class SampleStack : Stack
{
    public SampleStack() => Text = new Sample("only", new SampleArgs { Text = "hello" }).Text;

    [Output("text")]
    public Output<string> Text { get; private set; }
}
