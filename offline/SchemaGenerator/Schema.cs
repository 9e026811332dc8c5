namespace FlowerInfra.SchemaGenerator;

/// <summary>One provider's names and types, read from a schema file (offline/schema/README.md describes the format).</summary>
internal sealed class Schema
{
    private Schema(string package, string version, List<SchemaRecord> records)
    {
        Package = package;
        Version = version;
        Records = records;
    }

    public string Package { get; }

    public string Version { get; }

    public IReadOnlyList<SchemaRecord> Records { get; }

    public static Schema Parse(IEnumerable<string> lines)
    {
        string package = "", version = "";
        var records = new List<SchemaRecord>();
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var fields = line.TrimStart(' ').Split(' ');
            switch (fields[0])
            {
                case "package":
                    (package, version) = (fields[1], fields[2]);
                    break;
                case "in":
                    records[records.Count - 1].Inputs.Add(new SchemaProperty(fields));
                    break;
                case "out":
                    records[records.Count - 1].Outputs.Add(new SchemaProperty(fields));
                    break;
                case "value":
                    records[records.Count - 1].Values.Add(new KeyValuePair<string, string>(fields[1], fields[2]));
                    break;
                default:
                    records.Add(new SchemaRecord(fields));
                    break;
            }
        }

        return new Schema(package, version, records);
    }
}
