using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>A component's name that Kubernetes objects are named after, with room for what is appended.</summary>
internal static partial class ObjectName
{
    /// <summary>What to do about a refused one.</summary>
    public const string Fix = "Use at most 30 lower-case letters, digits and hyphens, starting with a letter.";

    /// <summary>Whether a text is one.</summary>
    /// <param name="text">The text.</param>
    public static bool Is(string? text) => text is not null && Pattern().IsMatch(text);

    /// <summary>Records a fault when a component's name is none.</summary>
    /// <param name="reader">Reads the component's arguments.</param>
    /// <param name="name">The name.</param>
    public static void Check(ArgumentReader reader, string name) =>
        reader.Require(Is(name), "name", name, "is not a name for Kubernetes objects", Fix);

    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,28}[a-z0-9])?\z")]
    private static partial Regex Pattern();
}
