using System.Buffers;
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
    private static readonly ConcurrentDictionary<Type, (ConstructorInfo? Constructor, Parameter[] Parameters)> Constructors = new();
    private static readonly ConcurrentDictionary<Type, Func<ImmutableArray<object?>, Func<object?, object?>, object>> Arrays = new();
    private static readonly ConcurrentDictionary<Type, Func<ImmutableDictionary<string, object?>, Func<object?, object?>, object>> Dictionaries = new();
    private static readonly ConcurrentDictionary<Type, bool> EnumTypes = new();

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

        if (EnumTypes.GetOrAdd(target, OutputTypes.IsEnumType))
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
            var make = Arrays.GetOrAdd(arguments[0], element => Made<ImmutableArray<object?>>(nameof(Of<>.Array), element));
            return (make(items, item => Convert(context, item, arguments[0])), null);
        }

        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
        {
            if (value is not ImmutableDictionary<string, object?> pairs)
                return (null, Expected(typeof(ImmutableDictionary<string, object>), value, context));
            var make = Dictionaries.GetOrAdd(arguments[1], element => Made<ImmutableDictionary<string, object?>>(nameof(Of<>.Dictionary), element));
            return (make(pairs, item => Convert(context, item, arguments[1])), null);
        }

        throw new InvalidOperationException($"Unexpected generic target type {target.FullName} when deserializing {context}");
    }

    private (object? Result, string? Error) TryConvertOutputType(string context, object value, Type target)
    {
        var (constructor, parameters) = Constructors.GetOrAdd(target, ConstructorOf);
        if (constructor is null && !target.IsDefined(typeof(OutputTypeAttribute)))
            return (null, $"Unexpected target type {target.FullName} when deserializing {context}");
        if (constructor is null)
            return (null, $"Expected target type {target.FullName} to have [OutputConstructorAttribute] constructor when deserializing {context}");
        if (value is not ImmutableDictionary<string, object?> pairs)
            return (null, Expected(typeof(ImmutableDictionary<string, object>), value, context));
        var arguments = Array.ConvertAll(parameters, parameter => Convert(
            parameter.Context, pairs.GetValueOrDefault(parameter.Name), parameter.Type));
        return (constructor.Invoke(arguments), null);
    }

    private static (ConstructorInfo? Constructor, Parameter[] Parameters) ConstructorOf(Type type) =>
        type.IsDefined(typeof(OutputTypeAttribute)) && OutputTypes.ConstructorOf(type) is { } constructor
            ? (constructor, Array.ConvertAll(
                constructor.GetParameters(), it => new Parameter(it.Name!, it.ParameterType, $"{type.FullName}({it.Name})")))
            : (null, []);

    private static JsonElement ToJson(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            OutputJson.Write(writer, value);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static Func<T, Func<object?, object?>, object> Made<T>(string name, Type element) =>
        (Func<T, Func<object?, object?>, object>)typeof(Of<>).MakeGenericType(element).GetField(name)!.GetValue(null)!;

    private sealed record Parameter(string Name, Type Type, string Context);

    // How collections of one type are made of plain values, each of which is converted first.
    private static class Of<T>
    {
        public static readonly Func<ImmutableArray<object?>, Func<object?, object?>, object> Array = (items, convert) =>
        {
            var array = ImmutableArray.CreateBuilder<T>(items.Length);
            foreach (var item in items)
                array.Add((T)convert(item)!);
            return array.MoveToImmutable();
        };

        public static readonly Func<ImmutableDictionary<string, object?>, Func<object?, object?>, object> Dictionary = (pairs, convert) =>
        {
            var dictionary = ImmutableDictionary.CreateBuilder<string, T>();
            foreach (var (key, item) in pairs)
                dictionary[key] = (T)convert(item)!;
            return dictionary.ToImmutable();
        };
    }
}
