using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Input] members of an args type, read once per type.</summary>
internal static class InputProperties
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, Member[]> Cache = new();

    public static IEnumerable<KeyValuePair<string, object?>> Of(InputArgs args)
    {
        foreach (var member in Cache.GetOrAdd(args.GetType(), Read))
        {
            var value = member.Get(args);
            if (member.Required && value is null)
            {
                throw new ArgumentNullException(
                    member.MemberName, $"[Input] {args.GetType().FullName}.{member.MemberName} is required but was not given a value");
            }

            yield return KeyValuePair.Create(member.Name, member.Json && value is not null ? OutputJson.SerializeValue(value) : value);
        }
    }

    private static Member[] Read(Type type)
    {
        var fields = type.GetFields(Members).Select(field => Member.Of(field, field.GetValue));
        var properties = type.GetProperties(Members).Select(property => Member.Of(property, property.GetValue));
        return [.. fields.Concat(properties).OfType<Member>()];
    }

    private sealed record Member(string Name, string MemberName, bool Required, bool Json, Func<object, object?> Get)
    {
        public static Member? Of(MemberInfo member, Func<object, object?> get) =>
            // The extension method looks for an overridden member's attributes too, at several times the cost.
            member.GetCustomAttributes(typeof(InputAttribute), inherit: false) is [InputAttribute input]
                ? new Member(input.Name, member.Name, input.IsRequired, input.Json, get)
                : null;
    }
}
