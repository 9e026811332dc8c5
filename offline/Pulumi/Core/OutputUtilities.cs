using System.Collections.Immutable;

namespace Pulumi.Utilities;

public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) =>
        new(new OutputData<T>([], value, false, false));

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) =>
        CreateUnknown(default(T)!).Apply(_ => valueFactory());

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsKnown;

    public static async Task<T> GetValueAsync<T>(Output<T> output) =>
        await output.DataTask.ConfigureAwait(false) is { IsKnown: true } data ? data.Value : default!;

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.DataTask.ConfigureAwait(false)).Resources;
}
