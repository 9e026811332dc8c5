namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>Which Flower a stand-in stands in for: its pages differ.</summary>
internal enum FlowerVersion
{
    /// <summary>2.1.0 with <c>read_only</c>.</summary>
    ReadOnly,

    /// <summary>2.1.0 without.</summary>
    Writable,

    /// <summary>2.0.1, which takes no notice of <c>read_only</c>.</summary>
    Old,
}
