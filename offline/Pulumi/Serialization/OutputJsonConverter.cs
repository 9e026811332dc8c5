using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>
/// Writes the outputs and inputs inside of a value as their values and keeps what else there is to know of them; reads
/// them as outputs of the resources, and as secret as the text, that they come from. One instance serves one text.
/// </summary>
internal sealed class OutputJsonConverter(ImmutableHashSet<Resource> resources, bool isSecret) : JsonConverterFactory
{
    public List<OutputData<object?>> Seen { get; } = [];

    public override bool CanConvert(Type typeToConvert) =>
        ValueOf(typeToConvert, typeof(Output<>)) is not null || ValueOf(typeToConvert, typeof(Input<>)) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var (converter, value) = ValueOf(typeToConvert, typeof(Output<>)) is { } output
            ? (typeof(OutputOf<>), output)
            : (typeof(InputOf<>), ValueOf(typeToConvert, typeof(Input<>))!);
        return (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(value), this)!;
    }

    private static Type? ValueOf(Type type, Type definition) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == definition ? type.GenericTypeArguments[0] : null;

    private void Write<T>(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options)
    {
        // A converter can't wait any other way.
        var data = value.DataTask.GetAwaiter().GetResult();
        Seen.Add(data.Boxed());
        if (data.IsKnown)
            JsonSerializer.Serialize(writer, data.Value, options);
        else
            writer.WriteNullValue();
    }

    private Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        new(new OutputData<T>(resources, JsonSerializer.Deserialize<T>(ref reader, options)!, true, isSecret));

    private sealed class OutputOf<T>(OutputJsonConverter outer) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            outer.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            outer.Write(writer, value, options);
    }

    private sealed class InputOf<T>(OutputJsonConverter outer) : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            outer.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) =>
            outer.Write(writer, value.ToOutput(), options);
    }
}
