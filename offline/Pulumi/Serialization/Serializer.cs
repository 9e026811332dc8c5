using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Pulumi.Mocks;

namespace Pulumi.Serialization;

/// <summary>
/// Turns inputs into the plain values that mocks see: bool, double, string, asset, ImmutableArray, ImmutableDictionary. One
/// instance serves one property, and collects on the way whether it holds an unknown, a secret, and what it depends on.
/// </summary>
internal sealed class Serializer
{
    private static readonly ConcurrentDictionary<Type, MethodInfo?> EnumConversions = new();

    public bool HasUnknown { get; private set; }

    public bool HasSecret { get; private set; }

    public ImmutableHashSet<Resource> Resources { get; private set; } = [];

    public async ValueTask<object?> SerializeAsync(string context, object? value)
    {
        switch (value)
        {
            case null or bool or string or double:
                return value;
            case int number:
                return (double)number;
            case AssetOrArchive:
                return value;
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{context}");
            case IInput input:
                return await SerializeOutputAsync(context, input.ToOutput()).ConfigureAwait(false);
            case IOutput output:
                return await SerializeOutputAsync(context, output).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(context, union.Value).ConfigureAwait(false);
            case JsonElement element:
                return SerializeJson(element);
            case CustomResource resource:
                return await SerializeAsync(context, resource.Id).ConfigureAwait(false);
            case ComponentResource resource:
                return await SerializeAsync(context, resource.Urn).ConfigureAwait(false);
            case IDictionary dictionary:
                return await SerializePairsAsync(context, Entries(dictionary, context)).ConfigureAwait(false);
            case IList list:
                return await SerializeListAsync(context, list).ConfigureAwait(false);
            case Enum constant:
                return (double)Convert.ToInt32(constant, CultureInfo.InvariantCulture);
            default:
                if (EnumConversion(value.GetType()) is { } conversion)
                    return conversion.Invoke(null, [value]);
                return Pairs(value) is { } pairs
                    ? await SerializePairsAsync(context, pairs).ConfigureAwait(false)
                    : throw new InvalidOperationException($"{value.GetType().FullName} is not a supported argument type.\n\t{context}");
        }
    }

    /// <summary>Each of the values on its own; null values don't count.</summary>
    public static async Task<Dictionary<string, PlainValue>> PlainAsync(string context, IEnumerable<KeyValuePair<string, object?>> values)
    {
        var plain = new Dictionary<string, PlainValue>();
        foreach (var (name, value) in values)
        {
            var serializer = new Serializer();
            var serialized = await serializer.SerializeAsync($"{context}.{name}", value).ConfigureAwait(false);
            if (serialized is not null || serializer.HasUnknown)
                plain[name] = new PlainValue(serialized, !serializer.HasUnknown, serializer.HasSecret);
        }

        return plain;
    }

    /// <summary>The named values of a dictionary, of args or of an output type; null for anything else.</summary>
    public static IEnumerable<KeyValuePair<string, object?>>? Pairs(object value) => value switch
    {
        IDictionary<string, object> dictionary => dictionary.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)),
        InputArgs args => args.Inputs(),
        _ when value.GetType().IsDefined(typeof(OutputTypeAttribute)) => Fields(value),
        _ => null,
    };

    // An output type keeps what its constructor was given in read-only fields, with a capital.
    private static IEnumerable<KeyValuePair<string, object?>> Fields(object value) => value.GetType()
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(field => field.IsInitOnly)
        .Select(field => KeyValuePair.Create(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.GetValue(value)));

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary dictionary, string context)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string key
                ? KeyValuePair.Create(key, entry.Value)
                : throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{context}");
        }
    }

    private static object? SerializeJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(SerializeJson).ToImmutableArray(),
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(property => property.Name, property => SerializeJson(property.Value)),
        _ => null,
    };

    private static MethodInfo? EnumConversion(Type enumType) => EnumConversions.GetOrAdd(enumType, type =>
        OutputTypes.IsEnumType(type)
            ? type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type])
            : null);

    private async ValueTask<object?> SerializeOutputAsync(string context, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        if (data.Resources.Count > 0)
            Resources = Resources.Union(data.Resources);
        HasSecret |= data.IsSecret;
        if (!data.IsKnown)
        {
            HasUnknown = true;
            return null;
        }

        return await SerializeAsync(context, data.Value).ConfigureAwait(false);
    }

    private async ValueTask<object> SerializePairsAsync(string context, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (key, value) in pairs)
        {
            // As in JSON, a key with a null value is as good as absent.
            if (await SerializeAsync(context, value).ConfigureAwait(false) is { } serialized)
                builder[key] = serialized;
        }

        return builder.ToImmutable();
    }

    private async ValueTask<object> SerializeListAsync(string context, IList list)
    {
        var builder = ImmutableArray.CreateBuilder<object?>();
        foreach (var item in IsDefault(list) ? Array.Empty<object?>() : list)
            builder.Add(await SerializeAsync(context, item).ConfigureAwait(false));
        return builder.ToImmutable();
    }

    // A default ImmutableArray has no elements and throws when asked for them.
    private static bool IsDefault(IList list)
    {
        try
        {
            return list.Count < 0;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
