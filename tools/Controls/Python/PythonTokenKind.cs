namespace FlowerInfra;

/// <summary>What a word of Python is.</summary>
internal enum PythonTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A number, as it is written.</summary>
    Number,

    /// <summary>A text whose characters are all in the file, with its quotes and escapes undone.</summary>
    Text,

    /// <summary>A text that is more than its characters: of bytes, or with expressions in it. As it is written.</summary>
    Formatted,

    /// <summary>An operator, a bracket or another sign.</summary>
    Sign,
}
