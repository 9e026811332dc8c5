namespace FlowerInfra.SchemaGenerator;

/// <summary>A property of a resource, a function or a nested type.</summary>
internal sealed class SchemaProperty
{
    public SchemaProperty(string[] fields)
    {
        Name = fields[1];
        Type = fields[2].TrimEnd('!');
        IsRequired = fields[2].EndsWith("!", StringComparison.Ordinal);
        var marks = fields.Skip(3).ToArray();
        IsSecret = marks.Contains("secret");
        IsDeprecated = marks.Contains("deprecated");
        IsJson = marks.Contains("json");
        var alias = marks.FirstOrDefault(field => field.StartsWith("as:", StringComparison.Ordinal));
        CSharpName = alias?.Substring("as:".Length) ?? char.ToUpperInvariant(Name[0]) + Name.Substring(1);
    }

    public string Name { get; }

    public string CSharpName { get; }

    public string Type { get; }

    public bool IsRequired { get; }

    public bool IsSecret { get; }

    public bool IsJson { get; }

    /// <summary>Whether the official packages warn of its use.</summary>
    public bool IsDeprecated { get; }

    public string Field => "_" + Name;

    public string Parameter => "@" + Name;
}
