using System.Collections.Concurrent;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>Reads an output or an input whose type argument is known only at run time.</summary>
internal abstract class OutputReader
{
    private static readonly ConcurrentDictionary<Type, OutputReader?> Readers = new();

    /// <summary>The reader of a type, or null when it is neither an output nor an input.</summary>
    /// <param name="type">The value's type.</param>
    public static OutputReader? For(Type type) => Readers.GetOrAdd(type, Create);

    /// <summary>The value (null when unknown) and what is known about it.</summary>
    /// <param name="value">The output or input.</param>
    public abstract ValueTask<(object? Value, bool IsKnown, bool IsSecret)> ReadAsync(object value);

    private static OutputReader? Create(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() is var generic
                && (generic == typeof(Output<>) || generic == typeof(Input<>)))
            {
                return (OutputReader)Activator.CreateInstance(typeof(Of<>).MakeGenericType(candidate.GenericTypeArguments))!;
            }
        }

        return null;
    }

    private sealed class Of<T> : OutputReader
    {
        public override async ValueTask<(object? Value, bool IsKnown, bool IsSecret)> ReadAsync(object value)
        {
            var output = value as Output<T> ?? ((Input<T>)value).ToOutput();
            var isKnown = await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false);
            var isSecret = await Output.IsSecretAsync(output).ConfigureAwait(false);
            return (isKnown ? await OutputUtilities.GetValueAsync(output).ConfigureAwait(false) : null, isKnown, isSecret);
        }
    }
}
