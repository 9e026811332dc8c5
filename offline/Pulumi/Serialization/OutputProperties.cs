using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Output] properties of a resource type, and the promises that stand in them until it is registered.</summary>
internal static class OutputProperties
{
    private static readonly ConcurrentDictionary<Type, DeclaredOutput[]> Cache = new();

    public static DeclaredOutput[] Declared(Type type) => Cache.GetOrAdd(type, Read);

    public static IReadOnlyList<IOutputPromise> Initialize(Resource resource)
    {
        var outputs = Declared(resource.GetType());
        var promises = new IOutputPromise[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            promises[i] = outputs[i].NewPromise(outputs[i].Name, resource);
            outputs[i].Property.SetValue(resource, promises[i].Output);
        }

        return promises;
    }

    private static DeclaredOutput[] Read(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(it => it.Attribute is not null)
            .Select(it => Read(type, it.Property, it.Attribute!.Name ?? it.Property.Name)),
    ];

    private static DeclaredOutput Read(Type type, PropertyInfo property, string name)
    {
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw new RunException(
                $"Output(s) '{name}' have incorrect type. [Output] attributed properties must be instances of Output<T>.");
        }

        // A private setter is visible on the declaring type only.
        var declared = property.DeclaringType!.GetProperty(
            property.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
        var fullName = $"[Output] {type.FullName}.{property.Name}";
        if (declared.SetMethod is null)
            throw new InvalidOperationException($"{fullName} did not have a 'set' method");
        OutputTypes.Check(fullName, property.PropertyType.GenericTypeArguments[0]);
        var newPromise = typeof(OutputPromise<>).MakeGenericType(property.PropertyType.GenericTypeArguments)
            .GetMethod(nameof(OutputPromise<>.Create))!.CreateDelegate<Func<string, Resource, IOutputPromise>>();
        return new DeclaredOutput(name, declared, newPromise);
    }
}
