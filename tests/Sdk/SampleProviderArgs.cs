using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>A provider takes strings: everything else is JSON.</summary>
internal sealed class SampleProviderArgs : ResourceArgs
{
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("retries", json: true)]
    public Input<int>? Retries { get; set; }
}
