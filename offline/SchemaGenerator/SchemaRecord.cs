namespace FlowerInfra.SchemaGenerator;

/// <summary>A resource, a function, a nested type or an enum.</summary>
internal sealed class SchemaRecord
{
    private readonly string[] _fields;

    public SchemaRecord(string[] fields) => _fields = fields;

    public string Keyword => _fields[0];

    /// <summary>The type token of a resource or function; the qualified name of a nested type.</summary>
    public string Token => _fields[1];

    public string Module => _fields[2] == "-" ? "" : _fields[2];

    public string Name => _fields[3];

    public bool Optional => _fields.Skip(4).Contains("optional");

    public bool HasArgs => !_fields.Skip(4).Contains("noargs");

    public string? ApiVersion => Field("apiVersion:");

    public string? Kind => Field("kind:");

    public List<SchemaProperty> Inputs { get; } = new List<SchemaProperty>();

    public List<SchemaProperty> Outputs { get; } = new List<SchemaProperty>();

    public List<KeyValuePair<string, string>> Values { get; } = new List<KeyValuePair<string, string>>();

    private string? Field(string prefix) =>
        _fields.FirstOrDefault(field => field.StartsWith(prefix, StringComparison.Ordinal))?.Substring(prefix.Length);
}
