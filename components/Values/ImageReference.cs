using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>A container image that is named by a version: a tag other than <c>latest</c>, a digest, or both.</summary>
internal sealed partial record ImageReference
{
    private const int MaximumLength = 512;
    private const string Example = "Write for example registry.example.com/mher/flower:2.1.0.";

    private ImageReference(string repository, string? tag, string? digest)
    {
        Repository = repository;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>The registry and the repository.</summary>
    public string Repository { get; }

    /// <summary>The tag, or null when the image is named by its digest alone.</summary>
    public string? Tag { get; }

    /// <summary>The digest, for example <c>sha256:…</c>, or null.</summary>
    public string? Digest { get; }

    /// <summary>Whether the reference always means the same bytes.</summary>
    public bool HasDigest => Digest is not null;

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text, for example <c>docker.io/mher/flower:2.1.0@sha256:…</c>.</param>
    /// <param name="value">The reference, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? value, out ValueFault fault)
    {
        value = null;
        fault = default;
        var match = Reference().Match(text is { Length: <= MaximumLength } ? text : "");
        var tag = match.Groups["tag"] is { Success: true } tagGroup ? tagGroup.Value : null;
        var digest = match.Groups["digest"] is { Success: true } digestGroup ? digestGroup.Value : null;
        if (string.IsNullOrEmpty(text))
            fault = new("is missing", Example);
        else if (text.Contains('@') && !DigestPattern().IsMatch(text[text.IndexOf('@')..]))
            fault = new("has a malformed digest", "Write @sha256: and 64 lower-case hexadecimal digits.");
        else if (Tagged().Replace(text.Split('@')[0], "").Any(char.IsAsciiLetterUpper))
            fault = new("has capital letters in its repository", "Write the repository in lower case.");
        else if (!match.Success)
            fault = new("is not an image reference", Example);
        else if (tag is null && digest is null)
            fault = new("names no version", $"Add a tag or a digest. {Example}");
        else if (digest is null && (tag!.StartsWith("latest", StringComparison.Ordinal) || !tag.Any(char.IsAsciiDigit)))
            fault = new("names whatever is newest when the pod starts", $"Name a version. {Example}");
        else
            value = new ImageReference(match.Groups["repository"].Value, tag, digest);
        return value is not null;
    }

    /// <summary>The reference as given.</summary>
    public override string ToString() =>
        Repository + (Tag is null ? "" : $":{Tag}") + (Digest is null ? "" : $"@{Digest}");

    [GeneratedRegex(
        @"^(?<repository>((localhost|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+|[a-z0-9]([a-z0-9-]*[a-z0-9])?(?=:[0-9]+/))(:[0-9]{1,5})?/)?"
        + @"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)"
        + @"(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(@":[^/:]*\z")]
    private static partial Regex Tagged();

    [GeneratedRegex(@"^@sha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
