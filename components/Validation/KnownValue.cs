using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>Looks whether an output's value is there already, as a constant's is. It never waits for one that isn't.</summary>
internal static class KnownValue
{
    /// <summary>Gets the value if it is there.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The output.</param>
    /// <param name="value">The value, or the type's default.</param>
    public static bool TryGet<T>(Output<T> output, out T value)
    {
        var isKnown = OutputUtilities.GetIsKnownAsync(output);
        var task = OutputUtilities.GetValueAsync(output);
        var isThere = isKnown.IsCompletedSuccessfully && task.IsCompletedSuccessfully && isKnown.Result;
        value = isThere ? task.Result : default!;
        return isThere;
    }
}
