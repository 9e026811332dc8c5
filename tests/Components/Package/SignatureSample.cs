using System.Diagnostics.CodeAnalysis;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>A member of each kind, for the test of how members are written.</summary>
[SuppressMessage("Design", "CA1051", Justification = "Output types have such fields.")]
internal sealed class SignatureSample(string? text = null, bool flag = true)
{
    public const string Word = "word";
    public const int Most = 3;
    internal const int Hidden = 4;

    public readonly string[]? Texts = flag ? [text ?? Word] : null;

    public required string Url { get; set; }

    public int? Begin { get; init; }

    public IReadOnlyList<string?> Names => [Url, text];

    internal int Unseen { get; set; }

    public static implicit operator SignatureSample(string text) => new(text) { Url = text };

    public static T Of<T>(T value)
        where T : notnull => value;

    public static SignatureSample? Of(List<int>? numbers) => numbers is null ? null : new() { Url = $"{numbers.Count}" };

    public override string ToString() => Url;
}
