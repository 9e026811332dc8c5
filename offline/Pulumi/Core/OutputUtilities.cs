using System.Collections.Immutable;

namespace Pulumi.Utilities;

public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) => Output.Unknown(value);

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => new(UnknownAsync(valueFactory));

    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsKnown;

    public static async Task<bool> GetIsSecretAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsSecret;

    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).Value;

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        (await output.DataTask.ConfigureAwait(false)).Resources;

    private static async Task<OutputData<T>> UnknownAsync<T>(Func<Task<T>> valueFactory) =>
        new([], await valueFactory().ConfigureAwait(false), false, false);
}
