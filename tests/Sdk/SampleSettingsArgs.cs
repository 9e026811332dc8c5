using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>A nested input.</summary>
internal sealed class SampleSettingsArgs : ResourceArgs
{
    [Input("host", required: true)]
    public Input<string> Host { get; set; } = null!;

    [Input("port")]
    public Input<int>? Port { get; set; }
}
