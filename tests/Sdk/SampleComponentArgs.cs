using Pulumi;

namespace FlowerInfra.Tests.Sdk;

internal sealed class SampleComponentArgs : ResourceArgs
{
    [Input("title")]
    public Input<string>? Title { get; set; }
}
