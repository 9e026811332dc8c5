using System.Reflection;
using Pulumi;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>
/// What Pulumi's <c>ComponentProviderHost</c> asks of components that it serves to other languages, measured on its analyzer
/// and its deserializer. They stop at the first fault, or lose a value without a word; here every fault is named.
/// </summary>
internal sealed class PackageAnalysis
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance;

    private static readonly Dictionary<Type, SchemaType> Known = new()
    {
        [typeof(string)] = new() { Name = "string" },
        [typeof(int)] = new() { Name = "integer" },
        [typeof(long)] = new() { Name = "integer" },
        [typeof(float)] = new() { Name = "number" },
        [typeof(double)] = new() { Name = "number" },
        [typeof(bool)] = new() { Name = "boolean" },
        [typeof(Asset)] = new() { Reference = "pulumi.json#/Asset" },
        [typeof(Archive)] = new() { Reference = "pulumi.json#/Archive" },
    };

    private readonly SortedSet<string> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, IReadOnlyList<SchemaProperty>> _shapes = [];
    private readonly Dictionary<string, (Type Type, bool IsResult)> _names = new(StringComparer.Ordinal);
    private readonly Assembly _assembly;

    private PackageAnalysis(Assembly assembly) => _assembly = assembly;

    /// <summary>The name of the components' assembly.</summary>
    public string AssemblyName => _assembly.GetName().Name!;

    /// <summary>What keeps components from being served, or is lost on the way.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>The components by their names.</summary>
    public IReadOnlyDictionary<string, SchemaResource> Resources => _resources;

    /// <summary>The properties of the classes that the components refer to, by the schema's names. Of two classes of one name the first counts.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<SchemaProperty>>> Classes =>
        _names.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Key, _shapes[it.Value.Type]));

    /// <summary>Analyses every component of an assembly, those too that it shows to nobody: they are served as well.</summary>
    public static PackageAnalysis Of(Assembly assembly) => Of([.. Components(assembly)]);

    /// <summary>The components that would be served.</summary>
    public static IEnumerable<Type> Components(Assembly assembly) =>
        assembly.GetTypes().Where(it => it.IsAssignableTo(typeof(ComponentResource)) && !it.IsAbstract);

    /// <summary>Analyses components of one assembly, in the order in which they are served.</summary>
    public static PackageAnalysis Of(params Type[] components)
    {
        var analysis = new PackageAnalysis(components[0].Assembly);
        foreach (var component in components)
            analysis.AddComponent(component);
        return analysis;
    }

    private void AddComponent(Type component)
    {
        var args = component.GetConstructors().Select(it => it.GetParameters()).Where(it =>
            it is [{ ParameterType: var name }, { ParameterType: var second }, { ParameterType: var options }]
            && name == typeof(string) && second.IsAssignableTo(typeof(ResourceArgs)) && options == typeof(ComponentResourceOptions));
        IReadOnlyList<SchemaProperty> inputs = [];
        if (args.SingleOrDefault() is [_, var given, _])
            inputs = ShapeOf(given.ParameterType, isResult: false);
        else
            _faults.Add($"{component.Name}: has no constructor of a name, args and ComponentResourceOptions");
        var outputs = new List<SchemaProperty>();
        foreach (var member in MembersOf(component))
        {
            if (member.Info.IsDefined(typeof(InputAttribute)))
                _faults.Add($"{member.Place}: is an input of a component, which has them in its args");
            outputs.Add(new SchemaProperty(member.Name, TypeOf(member.Type, member.Place, isOutput: true, isResult: true), member.IsRequired));
            if (member.Info is PropertyInfo property && IsOutput(property.PropertyType) && member.IsRequired == IsNullableOutput(property))
                _faults.Add($"{member.Place}: is {(member.IsRequired ? "required" : "optional")} to other languages, and isn't");
        }

        _resources[component.Name] = new SchemaResource(inputs, outputs);
    }

    private static bool IsOutput(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>);

    private static bool IsNullableOutput(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }];

    // Two classes of one name share the schema's type.
    private IReadOnlyList<SchemaProperty> ShapeOf(Type type, bool isResult)
    {
        if (_shapes.TryGetValue(type, out var known))
            return known;
        // A class may hold itself.
        _shapes[type] = [];
        var shape = new SortedDictionary<string, SchemaProperty>(StringComparer.Ordinal);
        foreach (var member in MembersOf(type))
        {
            var schema = TypeOf(member.Type, member.Place, member.Info.IsDefined(typeof(OutputAttribute)), isResult);
            if (!shape.TryAdd(member.Name, new SchemaProperty(member.Name, schema, member.IsRequired)))
                _faults.Add($"{member.Place}: has another member's name");
            if (isResult && member.Name != char.ToLowerInvariant(member.Info.Name[0]) + member.Info.Name[1..])
                _faults.Add($"{member.Place}: has another name in the schema than the SDK gives it");
            if (!isResult && member.Type.IsValueType && Nullable.GetUnderlyingType(member.Type) is null && !member.IsRequired)
                _faults.Add($"{member.Place}: may be left out, which throws unless it is nullable");
        }

        if (!isResult)
            CheckConstruction(type);
        return _shapes[type] = [.. shape.Values];
    }

    private void CheckConstruction(Type type)
    {
        if (type.GetConstructor([]) is null)
        {
            _faults.Add($"{type.Name}: has no constructor without parameters");
            return;
        }

        var fresh = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(Declared))
        {
            if (property.GetSetMethod() is null)
                _faults.Add($"{type.Name}.{property.Name}: can't be set");
            if (property.GetValue(fresh) is { } value && !value.Equals(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null))
                _faults.Add($"{type.Name}.{property.Name}: has a default, which is lost in other languages");
        }
    }

    private IEnumerable<Member> MembersOf(Type type)
    {
        foreach (var info in type.GetMembers(Declared).Where(it => it is PropertyInfo or FieldInfo))
        {
            var place = $"{type.Name.Split('`')[0]}.{info.Name}";
            var attribute = info.CustomAttributes.FirstOrDefault(it => it.AttributeType == typeof(InputAttribute) || it.AttributeType == typeof(OutputAttribute));
            if (attribute?.ConstructorArguments[0].Value is string { Length: > 0 } name)
            {
                bool? isRequiredInput = attribute.AttributeType == typeof(InputAttribute) ? attribute.ConstructorArguments[1].Value is true : null;
                yield return new Member(info, place, name, isRequiredInput);
            }
            else
            {
                _faults.Add($"{place}: has no [Input] or [Output] with a name");
            }
        }
    }

    private SchemaType TypeOf(Type type, string place, bool isOutput, bool isResult)
    {
        if (Known.TryGetValue(type, out var known))
            return known with { IsPlain = !isOutput };
        if (type.IsAssignableTo(typeof(Resource)))
            return Refuse(place, $"refers to a resource, {type.Name}");
        if (type.IsArray)
            return new() { Items = TypeOf(type.GetElementType()!, place, isOutput, isResult) };
        if (type.IsGenericType)
            return GenericTypeOf(type, place, isOutput, isResult);
        if (type.Assembly != _assembly)
            return Refuse(place, $"has a type of another package, {type.FullName}");
        if (type.IsEnum || type.IsValueType || type.IsInterface)
            return Refuse(place, $"has a type that is no class, {type.Name}");
        if (type.IsAbstract)
            return Refuse(place, $"has an abstract type, {type.Name}");
        return new() { Reference = ClassOf(type, place, isResult), IsPlain = !isOutput };
    }

    private SchemaType GenericTypeOf(Type type, string place, bool isOutput, bool isResult)
    {
        var (definition, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        var isInput = definition == typeof(Input<>) || definition == typeof(InputList<>) || definition == typeof(InputMap<>);
        if ((isInput && isOutput) || (definition == typeof(Output<>) && !isOutput))
            return Refuse(place, $"has {definition.Name.Split('`')[0]} on the wrong side");
        var isMap = definition == typeof(Dictionary<,>) || definition == typeof(IDictionary<,>);
        if (isMap && arguments[0] != typeof(string))
            return Refuse(place, "has keys that are no texts");
        var isList = definition == typeof(List<>) || definition == typeof(IList<>);
        if (!isInput && !isMap && !isList && definition != typeof(Output<>) && definition != typeof(Nullable<>))
            return Refuse(place, $"has a type that the analyzer doesn't know, {definition.Name.Split('`')[0]}");
        var element = TypeOf(arguments[^1], place, isOutput, isResult);
        if (isInput)
            element = element with { IsPlain = false };
        if (isMap || definition == typeof(InputMap<>))
            return new() { Values = element };
        return isList || definition == typeof(InputList<>) ? new() { Items = element } : element;
    }

    private string ClassOf(Type type, string place, bool isResult)
    {
        var name = type.Name.EndsWith("Args", StringComparison.Ordinal) ? type.Name[..^4] : type.Name;
        var isFirst = _names.TryAdd(name, (type, isResult));
        var shape = Text(ShapeOf(type, isResult));
        if (!isFirst && _names[name] is var first && first.Type != type)
        {
            if (Text(_shapes[first.Type]) is var other && other != shape)
                _faults.Add($"{place}: {type.Name} has the schema's name of {first.Type.Name} and other properties\n  {other}\n  {shape}");
            // The schema keeps the first one, and a result's properties take no outputs.
            if (first.IsResult && !isResult)
                _faults.Add($"{place}: {type.Name} has the schema's name of {first.Type.Name}, which comes first and takes no outputs");
        }

        return name;
    }

    private static string Text(IEnumerable<SchemaProperty> shape) => string.Join(", ", shape);

    private SchemaType Refuse(string place, string problem)
    {
        _faults.Add($"{place}: {problem}");
        return new SchemaType { Name = "nothing" };
    }

    private sealed record Member(MemberInfo Info, string Place, string Name, bool? IsRequiredInput)
    {
        public Type Type => Info is PropertyInfo property ? property.PropertyType : ((FieldInfo)Info).FieldType;

        // A result is required unless it says otherwise by this attribute, which the compiler leaves out where a class mostly says the same.
        public bool IsRequired => IsRequiredInput ?? (IsOutput(Type) && Type.GetGenericArguments()[0] is var result && (result.IsValueType
            ? Nullable.GetUnderlyingType(result) is null
            : Info.CustomAttributes.All(it => it.AttributeType.FullName != "System.Runtime.CompilerServices.NullableAttribute")));
    }
}
