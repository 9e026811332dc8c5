using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What mocks don't see of an input: whether anything in it, at any depth, is secret or unknown. Values are read with
/// <see cref="Pulumi.Utilities.OutputUtilities"/>, which answers for unknown outputs too; Apply would not.
/// </summary>
/// <param name="IsSecret">Whether anything in the value is a secret.</param>
/// <param name="IsUnknown">Whether anything in the value is known only after deployment.</param>
internal sealed record InputFacts(bool IsSecret, bool IsUnknown)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly InputFacts None = new(IsSecret: false, IsUnknown: false);

    private static readonly ConcurrentDictionary<Type, (string Name, Func<object, object?> Get)[]> Members = new();

    /// <summary>The facts of every input that args give, by the provider's name.</summary>
    /// <param name="args">A resource's args.</param>
    public static async Task<IReadOnlyDictionary<string, InputFacts>> OfArgsAsync(ResourceArgs args)
    {
        var facts = new Dictionary<string, InputFacts>(StringComparer.Ordinal);
        foreach (var (name, get) in Members.GetOrAdd(args.GetType(), ReadMembers))
        {
            if (get(args) is { } value)
                facts[name] = await OfAsync(value).ConfigureAwait(false);
        }

        return facts;
    }

    /// <summary>The facts of one value and everything in it.</summary>
    /// <param name="value">An output, an input, args, a collection or a plain value.</param>
    public static async ValueTask<InputFacts> OfAsync(object? value)
    {
        switch (value)
        {
            case null or string or bool or int or double or Resource:
                return None;
            case InputArgs args:
                return await OfAllAsync(Members.GetOrAdd(args.GetType(), ReadMembers).Select(member => member.Get(args))).ConfigureAwait(false);
            case IDictionary pairs:
                return await OfAllAsync(pairs.Values).ConfigureAwait(false);
        }

        if (OutputReader.For(value.GetType()) is { } reader)
        {
            var state = await reader.ReadAsync(value).ConfigureAwait(false);
            var inner = await OfAsync(state.Value).ConfigureAwait(false);
            return new InputFacts(state.IsSecret || inner.IsSecret, !state.IsKnown || inner.IsUnknown);
        }

        return value is IEnumerable items ? await OfAllAsync(items).ConfigureAwait(false) : await OfAsync(Alternative(value)).ConfigureAwait(false);
    }

    /// <summary>The elements of a collection; a default <c>ImmutableArray</c>, which throws when asked, has none.</summary>
    /// <param name="items">The collection.</param>
    public static IEnumerable<object?> Elements(IEnumerable items)
    {
        var type = items.GetType();
        var isDefault = type.IsValueType && type.GetProperty("IsDefault")?.GetValue(items) is true;
        return isDefault ? [] : items.Cast<object?>();
    }

    private static async ValueTask<InputFacts> OfAllAsync(IEnumerable values)
    {
        var (isSecret, isUnknown) = (false, false);
        foreach (var value in Elements(values))
        {
            var facts = await OfAsync(value).ConfigureAwait(false);
            isSecret |= facts.IsSecret;
            isUnknown |= facts.IsUnknown;
        }

        return new InputFacts(isSecret, isUnknown);
    }

    // Whichever of the two types a union holds.
    private static object? Alternative(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Union<,>)
            ? type.GetProperty("Value")!.GetValue(value)
            : null;

    // Properties and, for collections that are created when first asked for, the private fields behind them.
    private static (string Name, Func<object, object?> Get)[] ReadMembers(Type type)
    {
        var members = new List<(string Name, Func<object, object?> Get)>();
        for (var declaring = type; declaring != typeof(InputArgs) && declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var property in declaring.GetProperties(Declared))
            {
                if (InputName(property) is { } name)
                    members.Add((name, property.GetValue));
            }

            foreach (var field in declaring.GetFields(Declared))
            {
                if (InputName(field) is { } name)
                    members.Add((name, field.GetValue));
            }
        }

        return [.. members];
    }

    // The attribute keeps its name to itself; its constructor's argument is public metadata.
    private static string? InputName(MemberInfo member) =>
        member.IsDefined(typeof(InputAttribute), inherit: false)
            ? (string?)member.GetCustomAttributesData()
                .Single(attribute => attribute.AttributeType == typeof(InputAttribute)).ConstructorArguments[0].Value
            : null;
}
