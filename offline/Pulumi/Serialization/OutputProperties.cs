using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The [Output] properties of a resource type, and the promises that stand in them until it is registered.</summary>
internal static class OutputProperties
{
    private static readonly ConcurrentDictionary<Type, DeclaredOutput[]> Cache = new();

    public static DeclaredOutput[] Declared(Type type) => Cache.GetOrAdd(type, Read);

    public static IReadOnlyList<IOutputPromise> Initialize(Resource resource)
    {
        var promises = new List<IOutputPromise>();
        foreach (var (name, property) in Declared(resource.GetType()))
        {
            if (!property.PropertyType.IsGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw new InvalidOperationException(
                    $"[Output] {resource.GetType().FullName}.{property.Name} was not an Output<T>");
            }

            var promise = (IOutputPromise)Activator.CreateInstance(
                typeof(OutputPromise<>).MakeGenericType(property.PropertyType.GenericTypeArguments), name, resource)!;
            property.SetValue(resource, promise.Output);
            promises.Add(promise);
        }

        return promises;
    }

    private static DeclaredOutput[] Read(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Select(property => (property, Attribute: property.GetCustomAttribute<OutputAttribute>()))
            .Where(it => it.Attribute is not null)
            // A private setter is visible on the declaring type only.
            .Select(it => new DeclaredOutput(
                it.Attribute!.Name ?? it.property.Name, it.property.DeclaringType!.GetProperty(it.property.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)!)),
    ];
}

internal sealed record DeclaredOutput(string Name, PropertyInfo Property);

internal interface IOutputPromise
{
    string Name { get; }

    object Output { get; }

    Type ValueType { get; }

    void Resolve(object? value, ImmutableHashSet<Resource> resources, bool isKnown);

    void Fail(Exception exception);
}

internal sealed class OutputPromise<T> : IOutputPromise
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private readonly Resource _resource;

    public OutputPromise(string name, Resource resource)
    {
        Name = name;
        _resource = resource;
        // The registration itself is waited for: registering every one of its outputs too would only cost time.
        Output = new Output<T>(_source.Task, track: false);
    }

    public string Name { get; }

    public object Output { get; }

    public Type ValueType => typeof(T);

    public void Resolve(object? value, ImmutableHashSet<Resource> resources, bool isKnown) => _source.TrySetResult(
        new OutputData<T>(resources.Add(_resource), value is null ? default! : (T)value, isKnown, false));

    public void Fail(Exception exception) => _source.TrySetException(exception);
}
