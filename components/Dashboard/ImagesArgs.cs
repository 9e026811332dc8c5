using Pulumi;

namespace FlowerInfra;

/// <summary>The images of a dashboard's pods.</summary>
public sealed class ImagesArgs : ResourceArgs
{
    /// <summary>Flower's image, version 2.1.0 or newer by digest: older ones ignore <c>read_only</c> silently.</summary>
    /// <example>mher/flower:2.1.0@sha256:3b7f0c7a2d3f1e6a5b4c9d8e7f60718293a4b5c6d7e8f9010a1b2c3d4e5f6071</example>
    [Input("flower", required: true)]
    public required Input<string> Flower { get; set; }

    /// <summary>
    /// The image of an nginx that runs without root, 1.19.3 or newer, by digest. The version in its name is checked. A digest alone
    /// tells no version, which a control reports.
    /// </summary>
    /// <example>nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:4c7f0c7a2d3f1e6a5b4c9d8e7f60718293a4b5c6d7e8f9010a1b2c3d4e5f6072</example>
    [Input("gateway", required: true)]
    public required Input<string> Gateway { get; set; }

    /// <summary>
    /// Lets images be named by tag, which the registry's owner can move to other content (weakens CKV_K8S_43).
    /// Default: false.
    /// </summary>
    [Input("allowImagesByTag")]
    public bool? AllowImagesByTag { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal (Output<string> Flower, Output<string> Gateway) Read(ArgumentReader reader) => (
        reader.Check(Image(reader, "flower", Flower), (image, faults) => faults.Require(
            ImageVersion.Of(image) is not { } version || version >= FlowerVersion.FirstWithReadOnly, reader.Key("flower"), image,
            "is older than 2.1.0 and would ignore read_only",
            "Take Flower 2.1.0 or newer. If the image has its own version numbers, name it by its digest alone.")),
        reader.Check(Image(reader, "gateway", Gateway), (image, faults) =>
        {
            if (NginxImage.ProblemOf(image) is { } problem)
            {
                faults.Add(
                    reader.Key("gateway"), image, problem,
                    $"Take nginx {NginxImage.Oldest} or newer, such as nginxinc/nginx-unprivileged. If the image has its own version numbers, name it by its digest alone.");
            }
        }));

    private Output<string> Image(ArgumentReader reader, string key, Input<string> given) => reader.Check(given.ToOutput(), (text, faults) =>
    {
        if (UnresolvedReference.StandsIn(text))
            return;
        var image = faults.Parse<ImageReference>(reader.Key(key), text, ImageReference.TryParse);
        faults.Require(
            image is null || image.HasDigest || AllowImagesByTag == true, reader.Key(key), text, "has no digest",
            $"Pin it as {image}@sha256:…, or set allowImagesByTag.");
    });
}
