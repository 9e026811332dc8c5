namespace FlowerInfra;

/// <summary>What a key of a configuration takes.</summary>
internal enum ValueKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of whole numbers.</summary>
    Numbers,

    /// <summary>Texts by names that the user chooses.</summary>
    TextMap,

    /// <summary>An object with keys of its own.</summary>
    Object,

    /// <summary>A list of such objects.</summary>
    Objects,

    /// <summary>Such objects by names that the user chooses.</summary>
    ObjectMap,
}
