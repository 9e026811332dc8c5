using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components;

/// <summary>
/// What the engine's state would hold of a component and everything in it: mocks get secrets as plain values, while the
/// arguments, which a transformation sees, still tell which of them the engine encrypts.
/// </summary>
internal sealed class EngineState
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private readonly ConcurrentBag<(Resource Resource, ResourceArgs Args)> _registered = [];

    /// <summary>The options of the component that is recorded.</summary>
    public ComponentResourceOptions Record() => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                _registered.Add((args.Resource, args.Args));
                return null;
            },
        },
    };

    /// <summary>
    /// Every text of the inputs, and of components' outputs, sorted by place. Outputs of other resources are their provider's, and
    /// the engine encrypts those whose input it does.
    /// </summary>
    public async Task<IReadOnlyList<StateText>> TextsAsync()
    {
        var texts = new List<StateText>();
        foreach (var (resource, args) in _registered)
        {
            var type = resource.GetResourceType();
            var place = $"{type[(type.LastIndexOf(':') + 1)..]} {resource.GetResourceName()}";
            texts.Add(new StateText("a resource's name", resource.GetResourceName(), IsSecret: false));
            await AddAsync(texts, place, args, isSecret: false);
            if (resource is ComponentResource)
                await AddMembersAsync<OutputAttribute>(texts, place, resource, isSecret: false);
        }

        return [.. texts.OrderBy(text => text.Place, StringComparer.Ordinal)];
    }

    private static async Task AddAsync(List<StateText> texts, string place, object? value, bool isSecret)
    {
        switch (value)
        {
            case null or Resource:
                break;
            case string text:
                texts.Add(new StateText(place, text, isSecret));
                break;
            case InputArgs args:
                await AddMembersAsync<InputAttribute>(texts, place, args, isSecret);
                break;
            case IDictionary pairs:
                foreach (DictionaryEntry pair in pairs)
                    await AddAsync(texts, $"{place}.{pair.Key}", pair.Value, isSecret);
                break;
            case var _ when Derives(value.GetType(), typeof(Input<>)) || Derives(value.GetType(), typeof(Output<>)):
                var (inner, isInnerSecret) = await (Task<(object?, bool)>)ReadAsync((dynamic)value);
                await AddAsync(texts, place, inner, isSecret || isInnerSecret);
                break;
            case var _ when Derives(value.GetType(), typeof(Union<,>)):
                await AddAsync(texts, place, ((dynamic)value).Value, isSecret);
                break;
            case IEnumerable items:
                var index = 0;
                foreach (var item in items)
                    await AddAsync(texts, $"{place}[{index++}]", item, isSecret);
                break;
            default:
                texts.Add(new StateText(place, $"{value}", isSecret));
                break;
        }
    }

    // Collections are kept in fields, which the properties create when they are first asked for.
    private static async Task AddMembersAsync<TAttribute>(List<StateText> texts, string place, object holder, bool isSecret)
        where TAttribute : Attribute
    {
        foreach (var member in holder.GetType().GetMembers(Members).Where(it => it.IsDefined(typeof(TAttribute), inherit: false)))
        {
            var name = (string)member.GetCustomAttributesData().Single(it => it.AttributeType == typeof(TAttribute)).ConstructorArguments[0].Value!;
            await AddAsync(texts, $"{place}.{name}", member is PropertyInfo property ? property.GetValue(holder) : ((FieldInfo)member).GetValue(holder), isSecret);
        }
    }

    private static bool Derives(Type type, Type generic)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == generic)
                return true;
        }

        return false;
    }

    private static Task<(object? Value, bool IsSecret)> ReadAsync<T>(Input<T> input) => ReadAsync(input.ToOutput());

    private static async Task<(object? Value, bool IsSecret)> ReadAsync<T>(Output<T> output) =>
        (await OutputUtilities.GetValueAsync(output), await Output.IsSecretAsync(output));
}
