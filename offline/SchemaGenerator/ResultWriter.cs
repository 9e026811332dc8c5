namespace FlowerInfra.SchemaGenerator;

/// <summary>Writes the classes of results: of functions, and nested ones.</summary>
internal sealed class ResultWriter
{
    private readonly TypeNames _names;

    public ResultWriter(TypeNames names) => _names = names;

    public void Write(SourceWriter source, string name, IReadOnlyList<SchemaProperty> properties)
    {
        source.Line("[OutputType]");
        source.Block("public sealed class " + name, () =>
        {
            foreach (var property in properties)
                source.Line("public readonly " + _names.Output(property) + " " + property.CSharpName + ";");
            source.Line("[OutputConstructor]");
            var parameters = string.Join(", ", properties.Select(property => _names.Output(property) + " " + property.Parameter));
            source.Block("private " + name + "(" + parameters + ")", () =>
            {
                foreach (var property in properties)
                    source.Line(property.CSharpName + " = " + property.Parameter + ";");
            });
        });
    }
}
