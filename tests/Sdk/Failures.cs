using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>What a failed run says.</summary>
internal static class Failures
{
    /// <summary>
    /// One message, or several: the official SDK reports a failure once for each output that it reached by the time that
    /// the program ended, so that their number isn't to be relied on.
    /// </summary>
    public static IReadOnlyList<string> Of(Exception? failure) => failure switch
    {
        AggregateException several => [.. several.InnerExceptions.Cast<RunException>().Select(it => it.Message)],
        RunException one => [one.Message],
        _ => throw new InvalidOperationException("A run that fails throws RunException or AggregateException.", failure),
    };
}
