using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Turns plain values into the types of output properties. What does not fit is reported as a warning and becomes the
/// type's default, as with a provider that answers something else than its schema says.
/// </summary>
internal sealed class Converter(Action<string> warn)
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo?> Constructors = new();
    private static readonly ConcurrentDictionary<(string Name, Type Element), MethodInfo> Factories = new();

    public object? Convert(string context, object? value, Type target)
    {
        var (result, error) = TryConvert(context, value, target);
        if (error is null)
            return result;
        warn(error);
        return result ?? Default(target);
    }

    private static object? Default(Type target) => target.IsValueType ? Activator.CreateInstance(target) : null;

    private static string Expected(Type expected, object value, string context) =>
        $"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {context}";

    private (object? Result, string? Error) TryConvert(string context, object? value, Type target)
    {
        if (value is null)
            return (Default(target), null);
        if (Nullable.GetUnderlyingType(target) is { } underlying)
            return TryConvert(context, value, underlying);
        if (target == typeof(object))
            return (value, null);
        if (target == typeof(string) || target == typeof(bool) || target == typeof(double))
            return value.GetType() == target ? (value, null) : (null, Expected(target, value, context));
        if (target == typeof(int))
            return value is double number ? ((int)number, null) : (null, Expected(typeof(double), value, context));
        if (target == typeof(JsonElement))
            return (ToJson(value), null);
        if (target.IsAssignableTo(typeof(AssetOrArchive)) || target.IsAssignableTo(typeof(Resource)))
            return value.GetType().IsAssignableTo(target) ? (value, null) : (null, Expected(target, value, context));
        if (target.IsEnum)
        {
            return value is double constant
                ? (Enum.ToObject(target, (int)constant), null)
                : (null, Expected(typeof(double), value, context));
        }

        if (target.GetCustomAttribute<EnumTypeAttribute>() is not null)
            return TryConvertEnumType(context, value, target);
        return target.IsConstructedGenericType ? TryConvertGeneric(context, value, target) : TryConvertOutputType(context, value, target);
    }

    private static (object? Result, string? Error) TryConvertEnumType(string context, object value, Type target)
    {
        var constructor = target.GetConstructor(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [value.GetType()]);
        return constructor is null ? (null, Expected(typeof(string), value, context)) : (constructor.Invoke([value]), null);
    }

    private (object? Result, string? Error) TryConvertGeneric(string context, object value, Type target)
    {
        var definition = target.GetGenericTypeDefinition();
        var arguments = target.GenericTypeArguments;
        if (definition == typeof(Union<,>))
        {
            foreach (var (argument, factory) in new[] { (arguments[0], nameof(Union<,>.FromT0)), (arguments[1], nameof(Union<,>.FromT1)) })
            {
                var (result, error) = TryConvert(context, value, argument);
                if (error is null)
                    return (target.GetMethod(factory)!.Invoke(null, [result]), null);
            }

            return (null, $"Expected {arguments[0].FullName} or {arguments[1].FullName} but got {value.GetType().FullName} deserializing {context}");
        }

        if (definition == typeof(ImmutableArray<>))
        {
            if (value is not ImmutableArray<object?> items)
                return (null, Expected(typeof(ImmutableArray<object>), value, context));
            var array = Array.CreateInstance(arguments[0], items.Length);
            for (var i = 0; i < items.Length; i++)
                array.SetValue(Convert(context, items[i], arguments[0]), i);
            return (Factory(nameof(ToImmutableArray), arguments[0]).Invoke(null, [array]), null);
        }

        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
        {
            if (value is not ImmutableDictionary<string, object?> pairs)
                return (null, Expected(typeof(ImmutableDictionary<string, object>), value, context));
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            foreach (var (key, item) in pairs)
                dictionary[key] = Convert(context, item, arguments[1]);
            return (Factory(nameof(ToImmutableDictionary), arguments[1]).Invoke(null, [dictionary]), null);
        }

        throw new InvalidOperationException($"Unexpected generic target type {target.FullName} when deserializing {context}");
    }

    private (object? Result, string? Error) TryConvertOutputType(string context, object value, Type target)
    {
        if (target.GetCustomAttribute<OutputTypeAttribute>() is null)
            return (null, $"Unexpected target type {target.FullName} when deserializing {context}");
        var constructor = Constructors.GetOrAdd(target, OutputTypes.ConstructorOf);
        if (constructor is null)
            return (null, $"Expected target type {target.FullName} to have [OutputConstructorAttribute] constructor when deserializing {context}");
        if (value is not ImmutableDictionary<string, object?> pairs)
            return (null, Expected(typeof(ImmutableDictionary<string, object>), value, context));
        var arguments = constructor.GetParameters().Select(parameter => Convert(
            $"{target.FullName}({parameter.Name})", pairs.GetValueOrDefault(parameter.Name!), parameter.ParameterType));
        return (constructor.Invoke([.. arguments]), null);
    }

    private static JsonElement ToJson(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            OutputJson.Write(writer, value);
        return JsonSerializer.Deserialize<JsonElement>(buffer.WrittenSpan);
    }

    private static MethodInfo Factory(string name, Type element) => Factories.GetOrAdd((name, element), key =>
        typeof(Converter).GetMethod(key.Name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(key.Element));

    private static ImmutableArray<T> ToImmutableArray<T>(T[] items) => [.. items];

    private static ImmutableDictionary<string, T> ToImmutableDictionary<T>(Dictionary<string, T> pairs) => pairs.ToImmutableDictionary();
}
