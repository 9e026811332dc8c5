using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Output] properties of a resource type, and the promises that stand in them until it is registered.</summary>
internal static class OutputProperties
{
    private static readonly ConcurrentDictionary<Type, DeclaredOutput[]> Cache = new();

    // Most outputs have one of a few types.
    private static readonly ConcurrentDictionary<Type, Func<string, Resource, IOutputPromise>> Promises = new();

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
            .Where(property => property.IsDefined(typeof(OutputAttribute)))
            .Select(property => Read(type, property, property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name)),
    ];

    private static DeclaredOutput Read(Type type, PropertyInfo property, string name)
    {
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
        {
            throw new RunException(
                $"Output(s) '{name}' have incorrect type. [Output] attributed properties must be instances of Output<T>.");
        }

        // A private setter is visible on the declaring type only.
        var declared = property.DeclaringType == type ? property : property.DeclaringType!.GetProperty(
            property.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
        var fullName = $"[Output] {type.FullName}.{property.Name}";
        if (declared.SetMethod is null)
            throw new InvalidOperationException($"{fullName} did not have a 'set' method");
        OutputTypes.Check(fullName, property.PropertyType.GenericTypeArguments[0]);
        return new DeclaredOutput(name, declared, Promises.GetOrAdd(property.PropertyType.GenericTypeArguments[0], PromiseOf));
    }

    private static Func<string, Resource, IOutputPromise> PromiseOf(Type type) => typeof(OutputPromise<>).MakeGenericType(type)
        .GetMethod(nameof(OutputPromise<>.Create))!.CreateDelegate<Func<string, Resource, IOutputPromise>>();
}
