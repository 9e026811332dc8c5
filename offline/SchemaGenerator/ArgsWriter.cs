namespace FlowerInfra.SchemaGenerator;

/// <summary>Writes the classes of arguments: of resources, of functions, and nested ones.</summary>
internal sealed class ArgsWriter
{
    private readonly TypeNames _names;

    public ArgsWriter(TypeNames names) => _names = names;

    public void Write(SourceWriter source, string name, string baseClass, IEnumerable<SchemaProperty> properties, bool plain = false) =>
        source.Block(
            "public " + (_names.IsKubernetes && name != "ProviderArgs" ? "" : "sealed ") + "class " + name + " : global::Pulumi." + baseClass,
            () =>
            {
                foreach (var property in properties)
                {
                    if (plain)
                        WritePlain(source, property);
                    else
                        WriteInput(source, property);
                }

                source.Line("public " + name + "() { }");
                source.Line("public static new " + name + " Empty => new " + name + "();");
            });

    private void WriteInput(SourceWriter source, SchemaProperty property)
    {
        switch (property.Type[0])
        {
            case '[':
                var element = _names.Input(property.Type.Substring(1));
                WriteCollection(
                    source, property, "InputList<" + element + ">", "Output.CreateSecret(ImmutableArray.Create<" + element + ">())");
                return;
            case '{':
                var value = _names.Input(property.Type.Substring(1));
                WriteCollection(
                    source, property, "InputMap<" + value + ">",
                    "Output.CreateSecret(ImmutableDictionary.Create<string, " + value + ">())");
                return;
        }

        var inner = _names.Input(property.Type);
        var type = inner.StartsWith("Union<", StringComparison.Ordinal) ? "Input" + inner : "Input<" + inner + ">";
        if (property.IsSecret)
        {
            source.Line(Attribute(property));
            source.Line("private " + type + "? " + property.Field + ";");
            source.Deprecate(property);
            source.Block("public " + type + "? " + property.CSharpName, () =>
            {
                source.Line("get => " + property.Field + ";");
                source.Line("set => " + property.Field + " = value is null ? null : Output.CreateSecret(value.ToOutput());");
            });
            return;
        }

        source.Line(Attribute(property));
        source.Deprecate(property);
        source.Line("public " + type + (property.IsRequired ? " " : "? ") + property.CSharpName + " { get; set; }" + Default(property));
    }

    private static void WriteCollection(SourceWriter source, SchemaProperty property, string type, string emptySecret)
    {
        source.Line(Attribute(property));
        source.Line("private " + type + "? " + property.Field + ";");
        source.Deprecate(property);
        source.Block("public " + type + " " + property.CSharpName, () =>
        {
            source.Line("get => " + property.Field + " ??= new " + type + "();");
            // A collection that is assigned whole is marked as the official packages mark it; one that is filled through
            // its initialiser is not, there as here.
            source.Line(property.IsSecret
                ? "set => " + property.Field + " = Output.Tuple(value.ToOutput(), " + emptySecret + ").Apply(it => it.Item1);"
                : "set => " + property.Field + " = value;");
        });
    }

    private void WritePlain(SourceWriter source, SchemaProperty property)
    {
        var type = _names.Plain(property.Type);
        source.Line(Attribute(property));
        if (property.Type[0] == '[' || property.Type[0] == '{')
        {
            source.Line("private " + type + "? " + property.Field + ";");
            source.Deprecate(property);
            source.Block("public " + type + " " + property.CSharpName, () =>
            {
                source.Line("get => " + property.Field + " ??= new " + type + "();");
                source.Line("set => " + property.Field + " = value;");
            });
            return;
        }

        source.Deprecate(property);
        source.Line("public " + type + (property.IsRequired ? " " : "? ") + property.CSharpName + " { get; set; }" + Default(property));
    }

    private static string Default(SchemaProperty property) => property.IsRequired ? " = default!;" : "";

    private static string Attribute(SchemaProperty property) =>
        "[Input(\"" + property.Name + "\"" + (property.IsRequired ? ", required: true" : "") + (property.IsJson ? ", json: true" : "") + ")]";
}
