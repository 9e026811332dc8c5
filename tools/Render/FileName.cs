using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>Makes a part of a file's name out of the name of something else.</summary>
internal static partial class FileName
{
    /// <summary>The name with a hyphen for each character that has a meaning in some file system.</summary>
    /// <param name="name">The name.</param>
    public static string Of(string name) => Special().Replace(name, "-");

    // A dot in front hides a file, and two are the folder above.
    [GeneratedRegex(@"[^A-Za-z0-9._-]|\A\.")]
    private static partial Regex Special();
}
