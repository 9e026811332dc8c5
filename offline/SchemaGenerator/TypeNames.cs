namespace FlowerInfra.SchemaGenerator;

/// <summary>The C# names and types that the official packages give to a provider's modules, types and properties.</summary>
internal sealed class TypeNames
{
    private static readonly Dictionary<string, string> Namespaces = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["elasticache"] = "ElastiCache",
        ["guardduty"] = "GuardDuty",
        ["lb"] = "LB",
        ["cloudwatch"] = "CloudWatch",
        ["secretsmanager"] = "SecretsManager",
        ["wafv2"] = "WafV2",
    };

    private const string EnumUnion = "string|@";

    private const string ObjectUnion = "string|#";

    private readonly string _package;

    public TypeNames(string package)
    {
        _package = package;
        Root = "Pulumi." + Capital(package);
        IsKubernetes = package == "kubernetes";
    }

    public string Root { get; }

    public bool IsKubernetes { get; }

    public string Attribute => Root + "." + Capital(_package) + "ResourceType";

    public string Namespace(string module) =>
        module.Length == 0 ? Root : Root + "." + Segments(module);

    /// <summary>The namespace of a resource's arguments: beside the resource, but for Kubernetes.</summary>
    public string ArgsNamespace(SchemaRecord resource) =>
        IsKubernetes && resource.Module.Length > 0
            ? Root + ".Types.Inputs." + Segments(resource.Module)
            : Namespace(resource.Module);

    public string NestedNamespace(string qualified, string direction)
    {
        var module = Module(qualified);
        if (IsKubernetes)
            return Root + ".Types." + direction + "." + Segments(module);
        return Namespace(module) + "." + direction;
    }

    /// <summary>The class of a nested type of arguments; a function's has a plain form and an input form.</summary>
    public static string InputClass(string qualified, bool plain) =>
        Simple(qualified) + (IsOfFunction(qualified) && !plain ? "InputArgs" : "Args");

    public static string OutputClass(string qualified) =>
        Simple(qualified) + (IsOfFunction(qualified) ? "Result" : "");

    public static bool IsOfFunction(string qualified) => Simple(qualified).StartsWith("Get", StringComparison.Ordinal);

    /// <summary>The type of an argument's element inside Input, InputList or InputMap.</summary>
    public string Input(string type)
    {
        switch (type[0])
        {
            case '#':
                return Global(NestedNamespace(type.Substring(1), "Inputs"), InputClass(type.Substring(1), plain: false));
            case '[':
                return "ImmutableArray<" + Input(type.Substring(1)) + ">";
            case '{':
                return "ImmutableDictionary<string, " + Input(type.Substring(1)) + ">";
            default:
                return Scalar(type);
        }
    }

    /// <summary>The type of a plain argument of a function.</summary>
    public string Plain(string type)
    {
        switch (type[0])
        {
            case '#':
                return Global(NestedNamespace(type.Substring(1), "Inputs"), InputClass(type.Substring(1), plain: true));
            case '[':
                return "List<" + Plain(type.Substring(1)) + ">";
            case '{':
                return "Dictionary<string, " + Plain(type.Substring(1)) + ">";
            default:
                return Scalar(type);
        }
    }

    /// <summary>The type of a result.</summary>
    public string Output(string type)
    {
        switch (type[0])
        {
            case '#':
                return Global(NestedNamespace(type.Substring(1), "Outputs"), OutputClass(type.Substring(1)));
            case '[':
                return "ImmutableArray<" + Output(type.Substring(1)) + ">";
            case '{':
                return "ImmutableDictionary<string, " + Output(type.Substring(1)) + ">";
            default:
                return Scalar(type);
        }
    }

    /// <summary>The type of a result that may be absent; a list is empty rather than null, a map is not.</summary>
    public string Output(SchemaProperty property) =>
        Output(property.Type) + (property.IsRequired || property.Type[0] == '[' ? "" : "?");

    public static string Simple(string qualified) => qualified.Substring(qualified.LastIndexOf('.') + 1);

    public static string Module(string qualified)
    {
        var dot = qualified.LastIndexOf('.');
        return dot < 0 ? "" : qualified.Substring(0, dot);
    }

    private static string Global(string ns, string name) => "global::" + ns + "." + name;

    private string Scalar(string type)
    {
        if (type.StartsWith(ObjectUnion, StringComparison.Ordinal))
            return "Union<string, " + Input(type.Substring(ObjectUnion.Length - 1)) + ">";
        if (type.StartsWith(EnumUnion, StringComparison.Ordinal))
        {
            var qualified = type.Substring(EnumUnion.Length);
            return "Union<string, " + Global(Namespace(Module(qualified)), Simple(qualified)) + ">";
        }

        switch (type)
        {
            case "string":
                return "string";
            case "boolean":
                return "bool";
            case "number":
                return "int";
            case "double":
                return "double";
            case "number|string":
                return "Union<int, string>";
            default:
                throw new InvalidOperationException("The schema has an unknown type: " + type);
        }
    }

    private static string Segments(string module) =>
        string.Join(".", module.Split('/', '.').Select(segment => Namespaces.TryGetValue(segment, out var name) ? name : Capital(segment)));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
