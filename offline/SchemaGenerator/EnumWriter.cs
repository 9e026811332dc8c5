namespace FlowerInfra.SchemaGenerator;

/// <summary>Writes enums: in C# a struct around a string, with its known values.</summary>
internal static class EnumWriter
{
    public static void Write(SourceWriter source, SchemaRecord record)
    {
        var name = TypeNames.Simple(record.Token);
        source.Line("[EnumType]");
        source.Block("public readonly struct " + name + " : global::System.IEquatable<" + name + ">", () =>
        {
            source.Line("private readonly string _value;");
            source.Line("private " + name + "(string value) => _value = value;");
            foreach (var value in record.Values)
                source.Line("public static " + name + " " + value.Key + " { get; } = new " + name + "(\"" + value.Value + "\");");
            source.Line("public static bool operator ==(" + name + " left, " + name + " right) => left.Equals(right);");
            source.Line("public static bool operator !=(" + name + " left, " + name + " right) => !left.Equals(right);");
            source.Line("public static explicit operator string(" + name + " value) => value._value;");
            source.Line("public override bool Equals(object? obj) => obj is " + name + " other && Equals(other);");
            source.Line("public bool Equals(" + name + " other) => string.Equals(_value, other._value, global::System.StringComparison.Ordinal);");
            source.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;");
            source.Line("public override string ToString() => _value;");
        });
    }
}
