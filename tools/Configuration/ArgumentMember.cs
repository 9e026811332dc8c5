using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pulumi;

namespace FlowerInfra;

/// <summary>One argument of a class of arguments.</summary>
/// <param name="Property">The property.</param>
/// <param name="Name">Its name as an input.</param>
/// <param name="IsRequired">Whether it has to be given.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Inner">The class of the arguments below it, or null.</param>
internal sealed record ArgumentMember(PropertyInfo Property, string Name, bool IsRequired, ValueKind Kind, Type? Inner)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ArgumentMember>> Cache = new();

    private readonly Lazy<bool> _isSecret = new(() => IsMadeSecret(Property));

    /// <summary>Whether the argument makes a secret of whatever it is given.</summary>
    public bool IsSecret => _isSecret.Value;

    /// <summary>The arguments of a class, in the order in which it declares them.</summary>
    /// <param name="type">The class.</param>
    public static IReadOnlyList<ArgumentMember> Of(Type type) => Cache.GetOrAdd(type, static it =>
        [.. it.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(Read).OfType<ArgumentMember>()]);

    private static ArgumentMember? Read(PropertyInfo property)
    {
        // The attribute tells its name to the SDK alone.
        var input = property.GetCustomAttributesData().FirstOrDefault(it => it.AttributeType == typeof(InputAttribute));
        if (input is null)
            return null;
        var (kind, inner) = KindOf(property);
        return new ArgumentMember(
            property, (string)input.ConstructorArguments[0].Value!, input.ConstructorArguments is [_, { Value: true }, ..], kind, inner);
    }

    private static (ValueKind Kind, Type? Inner) KindOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (type == typeof(string) || type == typeof(Input<string>))
            return (ValueKind.Text, null);
        if (type == typeof(int?) || type == typeof(Input<int>))
            return (ValueKind.Number, null);
        if (type == typeof(bool?) || type == typeof(Input<bool>))
            return (ValueKind.Flag, null);
        if (type == typeof(List<string>) || type == typeof(InputList<string>))
            return (ValueKind.Texts, null);
        if (type == typeof(List<int>))
            return (ValueKind.Numbers, null);
        if (type == typeof(Dictionary<string, Input<string>>) || type == typeof(InputMap<string>))
            return (ValueKind.TextMap, null);
        if (type.IsSubclassOf(typeof(InputArgs)))
            return (ValueKind.Object, type);
        if (type.IsGenericType && type.GetGenericArguments()[^1] is var item && item.IsSubclassOf(typeof(InputArgs)))
        {
            if (type == typeof(List<>).MakeGenericType(item))
                return (ValueKind.Objects, item);
            if (type == typeof(Dictionary<,>).MakeGenericType(typeof(string), item))
                return (ValueKind.ObjectMap, item);
        }

        throw new NotSupportedException($"No configuration gives {property.DeclaringType!.Name}.{property.Name} its value: {type}.");
    }

    // Secrets are made secret by their own setter.
    private static bool IsMadeSecret(PropertyInfo property)
    {
        if (property.PropertyType != typeof(Input<string>))
            return false;
        var args = RuntimeHelpers.GetUninitializedObject(property.DeclaringType!);
        property.SetValue(args, (Input<string>)"");
        var isSecret = Output.IsSecretAsync(((Input<string>)property.GetValue(args)!).ToOutput());
        return isSecret is { IsCompletedSuccessfully: true, Result: true };
    }
}
