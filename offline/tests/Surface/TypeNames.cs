using System.Reflection;
using System.Runtime.CompilerServices;

namespace FlowerInfra.Offline.Tests.Surface;

/// <summary>Types as C# writes them: namespace and name, keywords for the built-in ones, tuples with the names of their elements.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    };

    public static string Of(Type type, ICustomAttributeProvider? member = null)
    {
        var names = member?.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false)
            .Cast<TupleElementNamesAttribute>().SingleOrDefault()?.TransformNames;
        return Of(type, new Queue<string?>(names ?? []));
    }

    public static string Simple(Type type) => type.Name.Split('`')[0];

    private static string Of(Type type, Queue<string?> tupleNames)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, tupleNames)}[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Of(underlying, tupleNames)}?";
        if (type.IsAssignableTo(typeof(ITuple)) && type.IsValueType)
            return Tuple(type, tupleNames);
        var arguments = type.GetGenericArguments();
        var generics = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(it => Of(it, tupleNames)))}>";
        var outer = type.DeclaringType is { } declaring ? Of(declaring) : type.Namespace;
        return $"{outer}.{Simple(type)}{generics}";
    }

    private static string Tuple(Type type, Queue<string?> names)
    {
        var elements = Elements(type).ToArray();
        // The names of a tuple come before those of the tuples in it.
        var own = elements.Select(_ => names.TryDequeue(out var name) ? name : null).ToArray();
        return $"({string.Join(", ", elements.Zip(own, (element, name) => name is null ? Of(element, names) : $"{Of(element, names)} {name}"))})";
    }

    // Beyond seven elements a tuple goes on in its last one.
    private static IEnumerable<Type> Elements(Type type) => type.GetGenericArguments() is [.. { Length: 7 } first, var rest]
        ? first.Concat(Elements(rest))
        : type.GetGenericArguments();
}
