namespace FlowerInfra;

/// <summary>A word of Python.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A text's characters; anything else as it is written.</param>
internal sealed record PythonToken(PythonTokenKind Kind, string Value)
{
    /// <summary>Whether it is a sign.</summary>
    /// <param name="sign">The sign.</param>
    public bool Is(string sign) => Kind == PythonTokenKind.Sign && Value == sign;

    /// <summary>The word in one form, however it was written: texts in double quotes.</summary>
    public override string ToString() => Kind == PythonTokenKind.Text
        ? $"\"{Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : Value;
}
