namespace FlowerInfra.SchemaGenerator;

/// <summary>Writes the classes of resources.</summary>
internal sealed class ResourceWriter
{
    private readonly Schema _schema;
    private readonly TypeNames _names;

    public ResourceWriter(Schema schema, TypeNames names)
    {
        _schema = schema;
        _names = names;
    }

    public void Write(SourceWriter source, SchemaRecord resource)
    {
        var isProvider = resource.Name == "Provider";
        var baseClass = isProvider ? "global::Pulumi.ProviderResource"
            : _names.IsKubernetes ? "global::Pulumi.Kubernetes.KubernetesResource"
            : "global::Pulumi.CustomResource";
        var args = "global::" + _names.ArgsNamespace(resource) + "." + resource.Name + "Args";
        var token = isProvider ? "pulumi:providers:" + resource.Token : resource.Token;
        source.Line("[global::" + _names.Attribute + "(\"" + token + "\")]");
        source.Block("public partial class " + resource.Name + " : " + baseClass, () =>
        {
            foreach (var property in resource.Outputs)
            {
                source.Line("[Output(\"" + property.Name + "\")]");
                source.Deprecate(property);
                source.Line(
                    "public Output<" + _names.Output(property) + "> " + property.CSharpName + " { get; private set; } = null!;");
            }

            var parameter = resource.Optional ? args + "? args = null" : args + " args";
            source.Line("public " + resource.Name + "(string name, " + parameter + ", CustomResourceOptions? options = null)");
            source.Block("    : base(\"" + resource.Token + "\", name, MakeArgs(args), MakeResourceOptions(options))", () => { });
            WriteMakeArgs(source, resource, args);
            WriteMakeOptions(source, resource);
        });
    }

    // The official packages set apiVersion and kind of a Kubernetes object whatever the caller says.
    private static void WriteMakeArgs(SourceWriter source, SchemaRecord resource, string args) =>
        source.Block("private static " + args + " MakeArgs(" + args + "? args)", () =>
        {
            source.Line("args ??= new " + args + "();");
            if (resource.ApiVersion is string apiVersion)
            {
                source.Line("args.ApiVersion = \"" + apiVersion + "\";");
                source.Line("args.Kind = \"" + resource.Kind + "\";");
            }

            source.Line("return args;");
        });

    private void WriteMakeOptions(SourceWriter source, SchemaRecord resource)
    {
        var secrets = resource.Outputs.Where(property => property.IsSecret).Select(property => "\"" + property.Name + "\"").ToArray();
        source.Block("private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options)", () =>
        {
            source.Line("var defaults = new CustomResourceOptions { Version = \"" + _schema.Version + "\" };");
            if (secrets.Length > 0)
                source.Line("defaults.AdditionalSecretOutputs.AddRange(new[] { " + string.Join(", ", secrets) + " });");
            source.Line("var merged = CustomResourceOptions.Merge(defaults, options);");
            // An id is for the official packages' static Get alone: their constructors override one with the empty text,
            // so that options always carry an id there.
            source.Line("merged.Id = \"\";");
            source.Line("return merged;");
        });
    }
}
