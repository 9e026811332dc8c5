using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The path below which Flower lives: <c>/</c>, or segments such as <c>/tools/flower</c>.</summary>
internal sealed partial record UrlPrefix
{
    private const int MaximumLength = 100;
    private const string Example = "Write / or a path such as /flower.";
    private readonly string _path;

    private UrlPrefix(string path) => _path = path;

    /// <summary>Whether Flower lives at the root of its host.</summary>
    public bool IsRoot => _path.Length == 0;

    /// <summary>What Flower's <c>url_prefix</c> option takes: empty for the root, else the path without its slash in front.</summary>
    public string FlowerOption => _path.TrimStart('/');

    /// <summary>Reads a prefix. A slash at the end is dropped.</summary>
    /// <param name="text">The text, for example <c>/flower</c>.</param>
    /// <param name="value">The prefix, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UrlPrefix? value, out ValueFault fault)
    {
        value = null;
        fault = text switch
        {
            null or "" => new("is missing", Example),
            _ when text.Contains("://", StringComparison.Ordinal) => new("is a URL", "Write only the path, such as /flower; the host is a separate value."),
            _ when !text.StartsWith('/') => new("does not start with a slash", TryParse($"/{text}", out _, out var _) ? $"Write /{text}." : Example),
            _ when text.Contains("//", StringComparison.Ordinal) => new("has an empty segment", "Write single slashes."),
            _ when text.Split('/').Any(segment => segment is "." or "..") => new("has a dot segment", Example),
            _ when text.Length > MaximumLength => new($"is longer than {MaximumLength} characters", Example),
            "/" => default,
            _ when !Segments().IsMatch(text) =>
                new("has a character that is not a letter, a digit, a dot, an underscore or a hyphen", Example),
            _ => default,
        };
        if (fault != default)
            return false;
        value = new UrlPrefix(text!.TrimEnd('/'));
        return true;
    }

    /// <summary>The path of something below the prefix.</summary>
    /// <param name="rest">What follows the prefix and its slash, for example <c>healthcheck</c>; empty for Flower's first page.</param>
    public string Path(string rest) => $"{_path}/{rest}";

    /// <summary>The prefix as written in configuration: <c>/</c>, or the path without a slash at the end.</summary>
    public override string ToString() => IsRoot ? "/" : _path;

    [GeneratedRegex(@"^(/[A-Za-z0-9._-]+)+/?\z")]
    private static partial Regex Segments();
}
