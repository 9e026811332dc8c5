using System.Reflection;
using System.Runtime.CompilerServices;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>What an assembly shows to others, one signature a line, sorted.</summary>
internal static class PublicSignatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    };

    /// <summary>The signatures of types.</summary>
    public static IEnumerable<string> Of(IEnumerable<Type> types) => types.SelectMany(Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type)
    {
        var name = type.FullName!;
        // Its context is not for several threads.
        var nullability = new NullabilityInfoContext();
        yield return name;
        foreach (var constructor in type.GetConstructors(Declared))
            yield return $"{name}.{type.Name}({Parameters(constructor)}) -> void";
        // An enumeration's own field is special.
        foreach (var field in type.GetFields(Declared).Where(it => !it.IsSpecialName))
        {
            yield return field.IsLiteral
                ? $"const {name}.{field.Name} = {Literal(field.GetRawConstantValue())} -> {Name(field.FieldType)}"
                : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{name}.{field.Name} -> {Name(field.FieldType, nullability.Create(field))}";
        }

        foreach (var property in type.GetProperties(Declared))
        {
            var modifiers = property.GetAccessors()[0].IsStatic ? "static " : "";
            if (property.GetGetMethod() is not null)
                yield return $"{modifiers}{name}.{property.Name}.get -> {Name(property.PropertyType, nullability.Create(property))}";
            if (property.GetSetMethod() is { } set)
                yield return $"{modifiers}{Required(property)}{name}.{property.Name}.{(IsInit(set) ? "init" : "set")} -> void";
        }

        // A record's own members follow from its constructor.
        foreach (var method in type.GetMethods(Declared).Where(it => !IsAccessor(it) && !it.IsDefined(typeof(CompilerGeneratedAttribute))))
        {
            var modifiers = method.IsStatic ? "static " : method.GetBaseDefinition().DeclaringType != type ? "override " : "";
            var returned = Name(method.ReturnType, nullability.Create(method.ReturnParameter));
            var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(it => it.Name))}>" : "";
            var signature = method.Name == "op_Implicit" ? $"implicit operator {returned}" : $"{method.Name}{generic}";
            yield return $"{modifiers}{name}.{signature}({Parameters(method)}) -> {returned}";
        }

        string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(it =>
            $"{Name(it.ParameterType, nullability.Create(it))} {it.Name}{(it.HasDefaultValue ? $" = {Literal(it.DefaultValue)}" : "")}"));
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Required(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => $"{value}",
    };

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";
        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        if (!type.IsGenericType)
            return $"{Keywords.GetValueOrDefault(type, type.FullName ?? type.Name)}{mark}";
        var arguments = type.GetGenericArguments().Select((it, index) => Name(it, nullability?.GenericTypeArguments[index]));
        return $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }
}
