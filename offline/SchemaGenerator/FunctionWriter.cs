namespace FlowerInfra.SchemaGenerator;

/// <summary>Writes the classes of functions, which Pulumi calls invokes.</summary>
internal sealed class FunctionWriter
{
    private readonly ArgsWriter _args;
    private readonly ResultWriter _results;

    public FunctionWriter(TypeNames names)
    {
        _args = new ArgsWriter(names);
        _results = new ResultWriter(names);
    }

    public void Write(SourceWriter source, SchemaRecord function)
    {
        var name = function.Name;
        source.Block("public static class " + name, () =>
        {
            WriteCall(source, function, "Task<" + name + "Result> InvokeAsync", "InvokeAsync", name + "Args");
            WriteCall(source, function, "Output<" + name + "Result> Invoke", "Invoke", name + "InvokeArgs");
        });
        if (function.HasArgs)
        {
            _args.Write(source, name + "Args", "InvokeArgs", function.Inputs, plain: true);
            _args.Write(source, name + "InvokeArgs", "InvokeArgs", function.Inputs);
        }

        _results.Write(source, name + "Result", function.Outputs);
    }

    private static void WriteCall(SourceWriter source, SchemaRecord function, string signature, string method, string args)
    {
        var parameter = !function.HasArgs ? "" : function.Optional ? args + "? args = null, " : args + " args, ";
        var argument = !function.HasArgs ? "global::Pulumi.InvokeArgs.Empty" : "args ?? new " + args + "()";
        source.Line("public static " + signature + "(" + parameter + "InvokeOptions? options = null) =>");
        source.Line(
            "    global::Pulumi.Deployment.Instance." + method + "<" + function.Name + "Result>(\"" + function.Token + "\", "
            + argument + ", options);");
    }
}
