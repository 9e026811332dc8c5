using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Outputs as JSON text: for <c>Output.JsonSerialize</c> and for inputs that providers take as JSON.</summary>
internal static class OutputJson
{
    public static async Task<OutputData<string>> SerializeAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return new OutputData<string>(data.Resources, "", false, data.IsSecret);

        var nested = new OutputJsonConverter(data.Resources, data.IsSecret);
        var text = JsonSerializer.Serialize(data.Value, With(nested, options));
        var isKnown = nested.Seen.All(it => it.IsKnown);
        return new OutputData<string>(
            nested.Seen.Aggregate(data.Resources, (all, it) => all.Union(it.Resources)),
            isKnown ? text : "", isKnown, data.IsSecret || nested.Seen.Any(it => it.IsSecret));
    }

    public static async Task<OutputData<T>> DeserializeAsync<T>(Output<string> json, JsonSerializerOptions? options)
    {
        var data = await json.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData<T>.Unknown(data.Resources, data.IsSecret);
        var nested = new OutputJsonConverter(data.Resources, data.IsSecret);
        var value = JsonSerializer.Deserialize<T>(data.Value, With(nested, options));
        return new OutputData<T>(data.Resources, value!, true, data.IsSecret);
    }

    public static Output<string> SerializeValue(object value) => new(SerializeValueAsync(value));

    private static async Task<OutputData<string>> SerializeValueAsync(object value)
    {
        var serializer = new Serializer();
        var plain = await serializer.SerializeAsync("json", value).ConfigureAwait(false);
        if (serializer.HasUnknown)
            return new OutputData<string>(serializer.Resources, "", false, serializer.HasSecret);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, plain);
        return new OutputData<string>(serializer.Resources, Encoding.UTF8.GetString(buffer.WrittenSpan), true, serializer.HasSecret);
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ImmutableArray<object?> items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ImmutableDictionary<string, object?> pairs:
                writer.WriteStartObject();
                foreach (var (key, item) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().FullName} can't be written as JSON.");
        }
    }

    private static JsonSerializerOptions With(OutputJsonConverter nested, JsonSerializerOptions? options) =>
        new(options ?? JsonSerializerOptions.Default) { Converters = { nested } };
}
