using System.Text;

namespace FlowerInfra;

/// <summary>Turns a route into a regular expression over the request line as the client sent it.</summary>
internal static class RequestLinePattern
{
    // What lies beyond ASCII, as the bytes of well-formed UTF-8 (Unicode 15, table 3-7) without its control characters. An
    // overlong form, which careless readers take for a slash or a dot, is none.
    private const string Tail = "%[89ABab][0-9A-Fa-f]";
    private const string BeyondAscii =
        $"%[Cc]2%[ABab][0-9A-Fa-f]|%(?:[Cc][3-9A-Fa-f]|[Dd][0-9A-Fa-f]){Tail}"
        + $"|%[Ee]0%[ABab][0-9A-Fa-f]{Tail}|%[Ee][Dd]%[89][0-9A-Fa-f]{Tail}|%[Ee][1-9A-CE-Fa-ce-f]{Tail}{Tail}"
        + $"|%[Ff]0%[9ABab][0-9A-Fa-f]{Tail}{Tail}|%[Ff][1-3]{Tail}{Tail}{Tail}|%[Ff]4%8[0-9A-Fa-f]{Tail}{Tail}";

    // A worker's or a task's name as browsers write it: no slash, no backslash, no percent sign and no control character,
    // neither plain nor encoded, and no dot in front, so that it can't be a dot segment.
    private const string Encoded = $"%(?:2[0-46-9A-Da-d]|3[A-Fa-f]|40|5[BDEbde]|60|7[B-Eb-e])|{BeyondAscii}";
    // Up to 255 bytes, each of which may be encoded. The length is looked at first: a repetition that counts what is in it
    // makes the expression too large.
    private const string Name = $"(?![.])(?=[^\\s?]{{1,765}}[\\s?])(?:[A-Za-z0-9_~@:+,!*'()=$.-]|{Encoded})++";

    private const string File = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,7}";

    // Everything a browser leaves as it is or encodes, without encoded control characters. Possessive, as every repetition
    // whose length a client chooses: one that can be taken back fills the compiled expression's stack after 2,000 characters,
    // and nginx then refuses the request and writes it into the error log, the identity provider's code included.
    private const string Plain = "[A-Za-z0-9._~@:+,!*'()/$-]*+";
    private const string Value = $"{Plain}(?:%(?:[2-6][0-9A-Fa-f]|7[0-9A-Ea-e]|[89A-Fa-f][0-9A-Fa-f]){Plain})*+";

    /// <summary>The expression, anchored at both ends.</summary>
    /// <param name="prefix">The path below which Flower lives.</param>
    /// <param name="route">The route.</param>
    public static string Of(UrlPrefix prefix, FlowerRoute route)
    {
        // The whole request line, not the path that nginx normalises: what is compared is what Flower receives. It ends
        // HTTP/1.0, absolute URIs and doubled blanks as well.
        var pattern = new StringBuilder($"^{route.Method} {Literal(prefix.Path(route.Path))}")
            .Replace("{name}", Name)
            .Replace("{file}", File);
        var pair = $"(?:{string.Join('|', route.Parameters)})={Value}";
        if (route.EntryLimit is { } limit)
            pattern.Append($"[?](?:{pair}&)*+{limit}=(?:1000|[1-9][0-9]{{0,2}})(?:&{pair})*+");
        else if (route.Parameters.Count > 0)
            pattern.Append($"(?:[?]{pair}(?:&{pair})*+)?");

        return pattern.Append(@" HTTP/1[.]1\z").ToString();
    }

    // Prefixes and routes hold letters, digits, hyphens, underscores, slashes and dots, of which only the dot has a meaning.
    private static string Literal(string path) => path.Replace(".", "[.]", StringComparison.Ordinal);
}
