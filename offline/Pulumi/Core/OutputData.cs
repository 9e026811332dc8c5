using System.Collections.Immutable;

namespace Pulumi;

internal sealed record OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Known(T value, bool isSecret = false) => new([], value, true, isSecret);

    public static OutputData<T> Unknown(ImmutableHashSet<Resource> resources, bool isSecret = false) => new(resources, default!, false, isSecret);

    public OutputData<object?> Boxed() => new(Resources, Value, IsKnown, IsSecret);
}
