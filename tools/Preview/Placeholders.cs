using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What a provider would answer, as far as a preview can say: the inputs as given, and for every text that only the
/// provider knows the placeholder <c>${reference.property}</c>. Numbers and flags that were not given are left out, so
/// that they stay unknown.
/// </summary>
internal static class Placeholders
{
    private static readonly ConcurrentDictionary<Type, (string Name, Type Type)[]> Cache = new();

    private static readonly ConcurrentDictionary<Type, bool> OutputTypes = new();

    /// <summary>The state of a resource.</summary>
    /// <param name="resource">The resource's class, whose outputs the state has to fill.</param>
    /// <param name="urn">The resource's URN.</param>
    /// <param name="inputs">The resource's inputs.</param>
    public static ImmutableDictionary<string, object> ForResource(Type resource, string urn, ImmutableDictionary<string, object> inputs) =>
        Fill(Cache.GetOrAdd(resource, Outputs), urn, inputs);

    /// <summary>The result of a function.</summary>
    /// <param name="result">The result's class.</param>
    /// <param name="token">The function's token.</param>
    /// <param name="args">The function's arguments.</param>
    public static ImmutableDictionary<string, object> ForResult(Type result, string token, ImmutableDictionary<string, object> args) =>
        Fill(Cache.GetOrAdd(result, Members), token, args);

    private static ImmutableDictionary<string, object> Fill(
        (string Name, Type Type)[] properties, string reference, ImmutableDictionary<string, object> given)
    {
        var state = given.ToBuilder();
        foreach (var (name, type) in properties)
        {
            if (!given.TryGetValue(name, out var value))
            {
                if (Placeholder(type, reference, $".{name}", []) is { } placeholder)
                    state[name] = placeholder;
            }
            else if (value is ImmutableDictionary<string, object> members && IsOutputType(type))
            {
                state[name] = WithMissingTexts(type, $"{reference}.{name}", members);
            }
        }

        return state.ToImmutable();
    }

    // Kubernetes answers with the object as given plus what it fills in, for example a generated metadata.name.
    private static ImmutableDictionary<string, object> WithMissingTexts(Type type, string path, ImmutableDictionary<string, object> given)
    {
        var members = given.ToBuilder();
        foreach (var (name, member) in Cache.GetOrAdd(type, Members))
        {
            if (member == typeof(string) && !given.ContainsKey(name))
                members[name] = Text(path, $".{name}");
        }

        return members.ToImmutable();
    }

    // Most are texts that nobody reads: the path up to their own part of it is one text for all of an object's.
    private static object? Placeholder(Type type, string path, string part, ImmutableStack<Type> around)
    {
        if (type == typeof(string))
            return Text(path, part);
        if (IsArray(type))
        {
            return Placeholder(type.GenericTypeArguments[0], path, $"{part}[0]", around) is { } element
                ? ImmutableArray.Create(element)
                : null;
        }

        // A type that contains itself, such as a JSON schema, ends here.
        if (!IsOutputType(type) || around.Contains(type))
            return null;
        var members = ImmutableDictionary.CreateBuilder<string, object>();
        (path, around) = (path + part, around.Push(type));
        foreach (var (name, member) in Cache.GetOrAdd(type, Members))
        {
            if (Placeholder(member, path, $".{name}", around) is { } value)
                members[name] = value;
        }

        return members.ToImmutable();
    }

    private static string Text(string path, string part) => $"${{{path}{part}}}";

    private static bool IsArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static bool IsOutputType(Type type) => OutputTypes.GetOrAdd(type, it => it.IsDefined(typeof(OutputTypeAttribute), inherit: false));

    // Whether there can be a text in a value of this type.
    private static bool HoldsTexts(Type type) =>
        type == typeof(string) || (IsArray(type) ? HoldsTexts(type.GenericTypeArguments[0]) : IsOutputType(type));

    private static (string Name, Type Type)[] Outputs(Type resource) =>
    [
        .. resource.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(OutputAttribute)))
            .Select(property => (property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(it => OutputReader.For(it.property.PropertyType) is not null)
            .Select(it => (Name: it.Attribute!.Name ?? it.property.Name, Type: it.property.PropertyType.GenericTypeArguments[0]))
            .Where(it => it.Name is not ("id" or "urn") && HoldsTexts(it.Type)),
    ];

    // The constructor's parameters carry the provider's names; the properties carry C#'s.
    private static (string Name, Type Type)[] Members(Type outputType) =>
    [
        .. outputType.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute), inherit: false))
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (Name: parameter.Name!, Type: parameter.ParameterType))
            .Where(it => HoldsTexts(it.Type)),
    ];
}
