namespace FlowerInfra;

/// <summary>What messages and documentation call the kinds of values.</summary>
internal static class ValueKindWords
{
    /// <summary>The kind as "is not …" says it.</summary>
    /// <param name="kind">The kind.</param>
    public static string Noun(this ValueKind kind) => kind switch
    {
        ValueKind.Text => "a text",
        ValueKind.Number => "a whole number",
        ValueKind.Flag => "true or false",
        ValueKind.Texts => "a list of texts",
        ValueKind.Numbers => "a list of whole numbers",
        ValueKind.Objects => "a list of objects",
        _ => "an object",
    };

    /// <summary>The kind as a table says it.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(this ValueKind kind) => kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Number => "number",
        ValueKind.Flag => "flag",
        ValueKind.Texts => "list of texts",
        ValueKind.Numbers => "list of numbers",
        ValueKind.TextMap => "texts by name",
        ValueKind.Objects => "list of objects",
        ValueKind.ObjectMap => "objects by name",
        _ => "object",
    };

    /// <summary>How such a value is written, as an imperative sentence.</summary>
    /// <param name="kind">The kind.</param>
    public static string Fix(this ValueKind kind) => kind switch
    {
        ValueKind.Text => "Write a text, in quotes where it looks like something else.",
        ValueKind.Texts => "Write a list: a hyphen before each entry, numbers in quotes.",
        ValueKind.Numbers => "Write a list of numbers.",
        ValueKind.Objects => "Write a list: a hyphen before each entry, its keys below it.",
        ValueKind.TextMap => "Write names and their texts below it.",
        ValueKind.ObjectMap => "Write names below it, each with its keys.",
        ValueKind.Object => "Write keys and their values below it.",
        _ => $"Write {kind.Noun()}.",
    };
}
