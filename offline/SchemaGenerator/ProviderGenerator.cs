using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FlowerInfra.SchemaGenerator;

/// <summary>Turns a provider's schema file into the typed resources, arguments and functions of its C# package.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var schemas = context.AdditionalTextsProvider
            .Where(file => Path.GetExtension(file.Path) == ".schema")
            .Select((file, cancellation) => file.GetText(cancellation)!);
        context.RegisterSourceOutput(schemas, (output, text) => Generate(output, Schema.Parse(text.Lines.Select(line => line.ToString()))));
    }

    private static void Generate(SourceProductionContext output, Schema schema)
    {
        var names = new TypeNames(schema.Package);
        var resources = new ResourceWriter(schema, names);
        var functions = new FunctionWriter(names);
        var args = new ArgsWriter(names);
        var results = new ResultWriter(names);

        // A claim is a resource and a template inside a StatefulSet: one class of arguments, the nested one, which has all.
        var nested = new HashSet<string>(schema.Records
            .Where(record => record.Keyword == "input")
            .Select(record => names.NestedNamespace(record.Token, "Inputs") + "." + TypeNames.InputClass(record.Token, plain: false)));

        foreach (var record in schema.Records)
        {
            switch (record.Keyword)
            {
                case "resource":
                    Add(names.Namespace(record.Module), record.Name, source => resources.Write(source, record));
                    if (!nested.Contains(names.ArgsNamespace(record) + "." + record.Name + "Args"))
                    {
                        Add(names.ArgsNamespace(record), record.Name + "Args", source =>
                            args.Write(source, record.Name + "Args", "ResourceArgs", record.Inputs));
                    }

                    break;
                case "function":
                    Add(names.Namespace(record.Module), record.Name, source => functions.Write(source, record));
                    break;
                case "input":
                    Add(names.NestedNamespace(record.Token, "Inputs"), TypeNames.InputClass(record.Token, plain: false), source =>
                    {
                        args.Write(source, TypeNames.InputClass(record.Token, plain: false), "ResourceArgs", record.Inputs);
                        if (TypeNames.IsOfFunction(record.Token))
                            args.Write(source, TypeNames.InputClass(record.Token, plain: true), "InvokeArgs", record.Inputs, plain: true);
                    });
                    break;
                case "output":
                    Add(names.NestedNamespace(record.Token, "Outputs"), TypeNames.OutputClass(record.Token), source =>
                        results.Write(source, TypeNames.OutputClass(record.Token), record.Outputs));
                    break;
                case "enum":
                    Add(names.Namespace(TypeNames.Module(record.Token)), TypeNames.Simple(record.Token), source => EnumWriter.Write(source, record));
                    break;
                default:
                    throw new InvalidOperationException("The schema has an unknown record: " + record.Keyword);
            }
        }

        Add(names.Root, "ResourceType", source => WriteAttribute(source, schema, names));

        void Add(string ns, string name, Action<SourceWriter> write)
        {
            var source = new SourceWriter(ns);
            write(source);
            output.AddSource(ns + "." + name + ".g.cs", SourceText.From(source.ToString(), Encoding.UTF8));
        }
    }

    private static void WriteAttribute(SourceWriter source, Schema schema, TypeNames names)
    {
        var name = names.Attribute.Substring(names.Attribute.LastIndexOf('.') + 1) + "Attribute";
        source.Block("public partial class " + name + " : global::Pulumi.ResourceTypeAttribute", () =>
        {
            source.Line("public " + name + "(string type)");
            source.Block("    : base(type, \"" + schema.Version + "\")", () => { });
        });
    }
}
