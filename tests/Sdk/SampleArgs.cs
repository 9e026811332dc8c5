using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>One input of each kind.</summary>
internal sealed class SampleArgs : ResourceArgs
{
    [Input("names")]
    private InputList<string>? _names;

    [Input("labels")]
    private InputMap<string>? _labels;

    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("plain")]
    public string? Plain { get; set; }

    [Input("mode")]
    public Input<SampleMode>? Mode { get; set; }

    [Input("size")]
    public Input<SampleSize>? Size { get; set; }

    [Input("port")]
    public InputUnion<int, string>? Port { get; set; }

    [Input("document")]
    public InputJson? Document { get; set; }

    [Input("settings")]
    public Input<SampleSettingsArgs>? Settings { get; set; }

    [Input("policy", json: true)]
    public Input<SampleSettingsArgs>? Policy { get; set; }

    [Input("flag", json: true)]
    public Input<bool>? Flag { get; set; }

    [Input("body")]
    public Input<AssetOrArchive>? Body { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    [Input("id")]
    public Input<string>? Id { get; set; }

    [Input("task")]
    public Task<string>? Task { get; set; }

    public InputList<string> Names
    {
        get => _names ??= [];
        set => _names = value;
    }

    public InputMap<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }
}
