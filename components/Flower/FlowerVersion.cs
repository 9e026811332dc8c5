using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>Which versions of Flower are admitted.</summary>
internal static partial class FlowerVersion
{
    /// <summary>Older ones drop the option <c>read_only</c> without a word and stay writable.</summary>
    public static Version FirstWithReadOnly { get; } = new(2, 1);

    /// <summary>The version that an image's tag tells, or null: a digest alone says nothing about it.</summary>
    /// <param name="image">The image.</param>
    public static Version? Of(string image) =>
        Version.TryParse(Tag().Match(image).Groups["version"].Value, out var version) ? version : null;

    [GeneratedRegex("[^/]:v?(?<version>[0-9]+[.][0-9]+([.][0-9]+)?)[^/:]*(@sha256:[0-9a-f]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
