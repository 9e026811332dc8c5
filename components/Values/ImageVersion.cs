using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The version that an image's tag tells.</summary>
internal static partial class ImageVersion
{
    /// <summary>The version, of two or three numbers; null where the tag tells none: a digest alone says nothing about it.</summary>
    /// <param name="image">The image.</param>
    public static Version? Of(string image) =>
        Version.TryParse(Tag().Match(image).Groups["version"].Value, out var version) ? version : null;

    [GeneratedRegex("[^/]:v?(?<version>[0-9]+[.][0-9]+([.][0-9]+)?)[^/:]*(@sha256:[0-9a-f]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
