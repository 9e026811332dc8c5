using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pulumi;
using Pulumi.Aws.Sns;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>Components and arguments that can't be served to other languages, one for each rule, and some that can.</summary>
[SuppressMessage("Design", "CA1051", Justification = "A public field is one of the faults.")]
internal static class PackageSamples
{
    internal enum SampleDay
    {
        Monday,
    }

    internal interface ISample;

    internal sealed class Component<TArgs>(string name, TArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:Component", name, args, options)
        where TArgs : ResourceArgs;

    internal sealed class NoArgs : ResourceArgs;

    internal sealed class WithoutOptions(string name, NoArgs args) : ComponentResource("sample:index:WithoutOptions", name, args);

    internal sealed class WithMore(string name, NoArgs args, ComponentResourceOptions? options = null, bool more = false)
        : ComponentResource(more ? "sample:index:More" : "sample:index:WithMore", name, args, options);

    internal sealed class WithUnnamedOutput(string name, NoArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithUnnamedOutput", name, args, options)
    {
        [Output]
        public Output<string> Unnamed { get; private set; } = null!;
    }

    internal sealed class WithImmutableArray(string name, NoArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithImmutableArray", name, args, options)
    {
        [Output("names")]
        public Output<ImmutableArray<string>> Names { get; private set; } = null!;
    }

    internal sealed class WithInput(string name, NoArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithInput", name, args, options)
    {
        [Input("given")]
        public string? Given { get; private set; }
    }

    internal sealed class WithOneNullable(string name, NoArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithOneNullable", name, args, options)
    {
        [Output("there")]
        public Output<string> There { get; private set; } = null!;

        // Where most texts of a class may be null the compiler marks those that may not.
        internal string? First { get; set; }

        internal string? Second { get; set; }

        internal string? Third { get; set; }

        internal string? Fourth { get; set; }
    }

    internal sealed class WithOtherName(string name, NoArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithOtherName", name, args, options)
    {
        [Output("result")]
        public Output<RenamedResult> Result { get; private set; } = null!;
    }

    internal sealed class WithResults(string name, ResultsArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithResults", name, args, options)
    {
        [Output("count")]
        public Output<int?> Count { get; private set; } = null!;

        [Output("place")]
        public Output<Place?> Place { get; private set; } = null!;

        [Output("texts")]
        public Output<List<string>?> Texts { get; private set; } = null!;

        [Output("there")]
        public Output<string> There { get; private set; } = null!;
    }

    internal sealed class ResultsArgs : ResourceArgs
    {
        [Input("flag")]
        public Input<bool>? Flag { get; set; }

        [Input("text", required: true)]
        public required Input<string> Text { get; set; }
    }

    internal sealed class WithPlace(string name, NoArgs args, ComponentResourceOptions? options = null)
        : ComponentResource("sample:index:WithPlace", name, args, options)
    {
        [Output("place")]
        public Output<Place> Place { get; private set; } = null!;
    }

    [OutputType]
    [method: OutputConstructor]
    internal sealed class RenamedResult(string path)
    {
        [Input("file")]
        public readonly string Path = path;
    }

    [OutputType]
    [method: OutputConstructor]
    internal sealed class Place(string text)
    {
        [Input("text")]
        public readonly string Text = text;
    }

    internal sealed class PlaceArgs : ResourceArgs
    {
        [Input("text")]
        public Input<string>? Text { get; set; }
    }

    internal sealed class HasPlaceArgs : ResourceArgs
    {
        [Input("place")]
        public PlaceArgs? Place { get; set; }
    }

    internal sealed class UnnamedArgs : ResourceArgs
    {
        public Input<string>? Name { get; set; }
    }

    internal sealed class FieldArgs : ResourceArgs
    {
        public string? Name = "";
    }

    internal sealed class TwiceArgs : ResourceArgs
    {
        [Input("one")]
        public Input<string>? One { get; set; }

        [Input("one")]
        public Input<string>? Other { get; set; }
    }

    internal sealed class FlagArgs : ResourceArgs
    {
        [Input("flag")]
        public bool Flag { get; set; }
    }

    internal sealed class DeepArgs : ResourceArgs
    {
        [Input("flags")]
        public InputList<FlagArgs>? Flags { get; set; }
    }

    internal sealed class DefaultArgs : ResourceArgs
    {
        private InputMap<string>? _tags;

        [Input("text")]
        public Input<string> Text { get; set; } = "there";

        [Input("tags")]
        public InputMap<string> Tags
        {
            get => _tags ??= new InputMap<string>();
            set => _tags = value;
        }
    }

    internal sealed class ReadOnlyArgs : ResourceArgs
    {
        [Input("text")]
        public Input<string>? Text { get; }
    }

    internal sealed class ParameterArgs(Input<string> text) : ResourceArgs
    {
        [Input("text")]
        public Input<string>? Text { get; set; } = text;
    }

    internal sealed class OutputArgs : ResourceArgs
    {
        [Input("text")]
        public Output<string>? Text { get; set; }
    }

    internal abstract class KindArgs : ResourceArgs;

    internal sealed class OtherTypesArgs : ResourceArgs
    {
        [Input("array")]
        public ImmutableArray<string>? Array { get; set; }

        [Input("day")]
        public SampleDay? Day { get; set; }

        [Input("interface")]
        public ISample? Interface { get; set; }

        [Input("keys")]
        public Dictionary<int, string>? Keys { get; set; }

        [Input("kind")]
        public KindArgs? Kind { get; set; }

        [Input("topic")]
        public Topic? Topic { get; set; }

        [Input("url")]
        public Uri? Url { get; set; }

        [Input("volume")]
        public VolumeArgs? Volume { get; set; }
    }

    internal sealed class SampleArgs : ResourceArgs
    {
        [Input("text")]
        public Input<string>? Text { get; set; }
    }

    internal sealed class Sample : ResourceArgs
    {
        [Input("text")]
        public Input<int>? Text { get; set; }
    }

    internal sealed class SameNameArgs : ResourceArgs
    {
        [Input("first")]
        public SampleArgs? First { get; set; }

        [Input("second")]
        public Sample? Second { get; set; }
    }

    internal sealed class AcceptedArgs : ResourceArgs
    {
        [Input("archive")]
        public Archive? Archive { get; set; }

        [Input("array")]
        public string[]? Array { get; set; }

        [Input("asset")]
        public Input<Asset>? Asset { get; set; }

        [Input("count", required: true)]
        public required int Count { get; set; }

        [Input("flag")]
        public Input<bool>? Flag { get; set; }

        [Input("long")]
        public long? Long { get; set; }

        [Input("map")]
        public Dictionary<string, Input<string>>? Map { get; set; }

        [Input("more")]
        public AcceptedArgs? More { get; set; }

        [Input("names")]
        public Input<List<string>>? Names { get; set; }

        [Input("numbers")]
        public IList<double>? Numbers { get; set; }

        [Input("single")]
        public float? Single { get; set; }

        [Input("tags")]
        public InputMap<string>? Tags { get; set; }

        [Input("texts")]
        public InputList<string>? Texts { get; set; }
    }
}
