using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>A nested output.</summary>
[OutputType]
internal sealed class SampleSettings
{
    public readonly string Host;
    public readonly int Port;
    public readonly ImmutableArray<SampleSettings> Fallbacks;

    [OutputConstructor]
    private SampleSettings(string host, int port, ImmutableArray<SampleSettings> fallbacks)
    {
        Host = host;
        Port = port;
        Fallbacks = fallbacks;
    }
}
