using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>An enumeration of strings, as providers declare them.</summary>
[EnumType]
internal readonly struct SampleMode : IEquatable<SampleMode>
{
    private readonly string _value;

    private SampleMode(string value) => _value = value;

    public static SampleMode ReadOnly { get; } = new("read-only");

    public static explicit operator string(SampleMode mode) => mode._value;

    public bool Equals(SampleMode other) => _value == other._value;

    public override bool Equals(object? obj) => obj is SampleMode other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);
}
