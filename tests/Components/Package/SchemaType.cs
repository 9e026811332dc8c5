using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>A type in a package's schema: one of the properties but <see cref="IsPlain"/> says what it is.</summary>
internal sealed record SchemaType
{
    /// <summary>A type of the schema's own: "string", "integer", "number" or "boolean".</summary>
    public string? Name { get; init; }

    /// <summary>A class of the package by its name, or a type of Pulumi's by its address.</summary>
    public string? Reference { get; init; }

    /// <summary>What a list holds.</summary>
    public SchemaType? Items { get; init; }

    /// <summary>What a map holds.</summary>
    public SchemaType? Values { get; init; }

    /// <summary>Whether it takes no output of a resource.</summary>
    public bool IsPlain { get; init; }

    /// <summary>As the schema has it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if ((Items is not null ? "array" : Values is not null ? "object" : Name) is { } type)
            json["type"] = type;
        if (Items is not null)
            json["items"] = Items.ToJson();
        if (Values is not null)
            json["additionalProperties"] = Values.ToJson();
        if (Reference is not null)
            json["$ref"] = Reference.Contains('#', StringComparison.Ordinal) ? Reference : $"#/types/{PackageSchema.Token(Reference)}";
        if (IsPlain)
            json["plain"] = true;
        return json;
    }

    /// <summary>Briefly, and the same for what is plain and what isn't.</summary>
    public override string ToString() => Items is not null ? $"[{Items}]" : Values is not null ? $"{{{Values}}}" : Name ?? Reference!;
}
