namespace FlowerInfra.Tests.Stacks;

/// <summary>The inputs that a provider knows: what offline/schema was extracted to.</summary>
internal sealed class ProviderSchema
{
    private readonly Dictionary<string, Dictionary<string, string>> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _enums = new(StringComparer.Ordinal);

    private ProviderSchema(IEnumerable<string> lines)
    {
        Dictionary<string, string>? inputs = null;
        HashSet<string>? values = null;
        foreach (var line in lines)
        {
            var fields = line.TrimStart().Split(' ');
            if (!line.StartsWith(' '))
            {
                inputs = fields[0] is "resource" or "input" ? _records[fields[1]] = new(StringComparer.Ordinal) : null;
                values = fields[0] is "enum" ? _enums[fields[1]] = new(StringComparer.Ordinal) : null;
            }
            else if (fields[0] == "in")
            {
                inputs?.Add(fields[1], fields[2]);
            }
            else if (fields[0] == "value")
            {
                values?.Add(fields[2]);
            }
        }
    }

    /// <summary>Reads the schema of a provider.</summary>
    public static ProviderSchema Read(string provider) =>
        new(File.ReadLines(Path.Combine(RepositoryStacks.Root, "offline", "schema", $"{provider}.schema")));

    /// <summary>The inputs of a resource type with their types, or null when the provider has no such type.</summary>
    public IReadOnlyDictionary<string, string>? Resource(string token) => _records.GetValueOrDefault(token);

    /// <summary>The members of a nested type with their types.</summary>
    public IReadOnlyDictionary<string, string> Nested(string name) => _records[name];

    /// <summary>The texts that an enumeration lists.</summary>
    public IReadOnlySet<string> Values(string name) => _enums[name];
}
