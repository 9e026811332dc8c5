using Pulumi;

namespace FlowerInfra;

/// <summary>Files without secrets that a component hands over, and that <c>render</c> writes.</summary>
internal sealed class RenderedFilesArgs : ResourceArgs
{
    /// <summary>The token of the group of resources that carries them in a plan.</summary>
    public const string Type = "flower-infra:index:RenderedFiles";

    /// <summary>The contents by name.</summary>
    [Input("files", required: true)]
    public required InputMap<string> Files { get; set; }

    /// <summary>Hands files over.</summary>
    /// <param name="name">The folder into which they are written.</param>
    /// <param name="files">The contents by name.</param>
    /// <param name="parent">The component.</param>
    public static void HandOver(string name, SortedDictionary<string, string> files, Resource parent) =>
        _ = new ComponentResource(Type, name, new RenderedFilesArgs { Files = new Dictionary<string, string>(files) }, new ComponentResourceOptions { Parent = parent });
}
