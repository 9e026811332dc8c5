using System.Reflection;
using System.Runtime.CompilerServices;

namespace FlowerInfra.Offline.Tests.Surface;

/// <summary>The public and protected members of types, one a line, as the official list of the public API writes them.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(IEnumerable<Type> types) => types.SelectMany(Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type)
    {
        var name = TypeNames.Of(type);
        yield return name;
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            // The rest of a delegate is the compiler's.
            yield return $"virtual {name}.{Signature(type.GetMethod("Invoke")!)}";
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(it => !it.IsStatic && IsVisible(it)))
            yield return $"{name}.{TypeNames.Simple(type)}({Parameters(constructor)}) -> void";
        foreach (var property in type.GetProperties(Declared))
        {
            foreach (var accessor in Accessors(name, property))
                yield return accessor;
        }

        foreach (var method in type.GetMethods(Declared).Where(it => IsVisible(it) && !IsAccessor(it)))
            yield return $"{Modifiers(method)}{name}.{Signature(method)}";
        foreach (var field in type.GetFields(Declared).Where(it => it.IsPublic || it.IsFamily || it.IsFamilyOrAssembly))
            yield return $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{name}.{field.Name} -> {TypeNames.Of(field.FieldType)}";
    }

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static IEnumerable<string> Accessors(string type, PropertyInfo property)
    {
        var modifier = (property.GetMethod ?? property.SetMethod)!.IsStatic ? "static " : "";
        var indices = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var name = indices.Length == 0 ? property.Name : $"this[{indices}]";
        if (IsVisible(property.GetMethod))
            yield return $"{modifier}{type}.{name}.get -> {TypeNames.Of(property.PropertyType)}";
        if (IsVisible(property.SetMethod))
            yield return $"{modifier}{type}.{name}.set -> void";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";
        if (method.GetBaseDefinition().DeclaringType != method.DeclaringType)
            return "override ";
        var isInterface = method.DeclaringType!.IsInterface;
        return method.IsAbstract && !isInterface ? "abstract " : method is { IsVirtual: true, IsFinal: false, IsAbstract: false } ? "virtual " : "";
    }

    private static string Signature(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(it => it.Name))}>" : "";
        var name = method.Name switch
        {
            "op_Implicit" => $"implicit operator {TypeNames.Of(method.ReturnType)}",
            "op_Explicit" => $"explicit operator {TypeNames.Of(method.ReturnType)}",
            "op_Equality" => "operator ==",
            "op_Inequality" => "operator !=",
            _ => method.Name + generics,
        };
        return $"{name}({Parameters(method)}) -> {TypeNames.Of(method.ReturnType, method.ReturnParameter)}";
    }

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var prefix = parameter.IsOut ? "out " : type.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var suffix = !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
        {
            null => " = null",
            bool flag => flag ? " = true" : " = false",
            var value => $" = {value}",
        };
        return $"{prefix}{TypeNames.Of(type.IsByRef ? type.GetElementType()! : type, parameter)} {parameter.Name}{suffix}";
    }
}
