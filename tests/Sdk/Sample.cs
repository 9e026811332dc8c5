using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>A resource with one output of each kind.</summary>
internal sealed class Sample(string name, SampleArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource(Token, name, args ?? new SampleArgs(), options)
{
    public const string Token = "test:index:Sample";

    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("optionalCount")]
    public Output<int?> OptionalCount { get; private set; } = null!;

    [Output("ratio")]
    public Output<double> Ratio { get; private set; } = null!;

    [Output("enabled")]
    public Output<bool> Enabled { get; private set; } = null!;

    [Output("names")]
    public Output<ImmutableArray<string>> Names { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>> Labels { get; private set; } = null!;

    [Output("mode")]
    public Output<SampleMode> Mode { get; private set; } = null!;

    [Output("size")]
    public Output<SampleSize> Size { get; private set; } = null!;

    [Output("port")]
    public Output<Union<int, string>> Port { get; private set; } = null!;

    [Output("document")]
    public Output<JsonElement> Document { get; private set; } = null!;

    [Output("settings")]
    public Output<SampleSettings?> Settings { get; private set; } = null!;

    [Output("anything")]
    public Output<object> Anything { get; private set; } = null!;

    [Output("body")]
    public Output<AssetOrArchive> Body { get; private set; } = null!;
}
