namespace Pulumi.Serialization;

internal sealed class OutputPromise<T> : IOutputPromise
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private readonly Resource _resource;

    private OutputPromise(string name, Resource resource)
    {
        Name = name;
        _resource = resource;
        // The registration itself is waited for: registering every one of its outputs too would only cost time.
        Output = new Output<T>(_source.Task, track: false);
    }

    public string Name { get; }

    public object Output { get; }

    public Type ValueType => typeof(T);

    public static IOutputPromise Create(string name, Resource resource) => new OutputPromise<T>(name, resource);

    public void Resolve(object? value, bool isKnown, bool isSecret) =>
        _source.TrySetResult(new OutputData<T>([_resource], value is null ? default! : (T)value, isKnown, isSecret));

    public void Fail(Exception exception) => _source.TrySetException(exception);
}
