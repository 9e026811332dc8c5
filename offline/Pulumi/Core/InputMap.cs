using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputMap<V> : Input<ImmutableDictionary<string, V>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, V>>>
{
    private readonly List<Part> _parts = [];

    public InputMap()
    {
    }

    private InputMap(params Part[] parts) => _parts.AddRange(parts);

    private enum Collision
    {
        SameValue,
        SameInput,
        Override,
    }

    public Input<V> this[string key]
    {
        set => Add(key, value);
    }

    public void Add(string key, Input<V> value) => _parts.Add(new Part(
        Collision.SameValue, Output.Create(ImmutableDictionary<string, Input<V>>.Empty.Add(key, value))));

    public void Add(InputMap<V> values) => AddRange(values);

    public void AddRange(InputMap<V> values) => _parts.Add(new Part(Collision.SameInput, values.ToInputs()));

    public static InputMap<V> Merge(InputMap<V> first, InputMap<V> second) =>
        new(new Part(Collision.Override, first.ToInputs()), new Part(Collision.Override, second.ToInputs()));

    public static implicit operator InputMap<V>(Dictionary<string, V> values) => From(Output.Create(values.AsEnumerable()));

    public static implicit operator InputMap<V>(ImmutableDictionary<string, V> values) => From(Output.Create(values.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<Dictionary<string, V>> values) => From(values.Apply(it => it.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<IDictionary<string, V>> values) => From(values.Apply(it => it.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<ImmutableDictionary<string, V>> values) =>
        From(values.Apply(it => it.AsEnumerable()));

    public async IAsyncEnumerator<Input<KeyValuePair<string, V>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var values = await Flatten().DataTask.ConfigureAwait(false);
        // As with lists: one unknown value, and there is nothing to give.
        foreach (var pair in values.IsKnown ? values.Value : [])
            yield return pair;
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    internal override Output<ImmutableDictionary<string, V>> Flatten() => ToInputs().Apply(inputs =>
        Output.All(inputs.Select(pair => pair.Value.Apply(value => KeyValuePair.Create(pair.Key, value))))
            .Apply(pairs => pairs.ToImmutableDictionary()));

    private static InputMap<V> From(Output<IEnumerable<KeyValuePair<string, V>>> values) => new(new Part(
        Collision.SameInput, values.Apply(it => it.ToImmutableDictionary(pair => pair.Key, pair => (Input<V>)pair.Value))));

    private static Input<V> Same(string key, Input<V> first, Input<V> second) =>
        Output.All(first.ToOutput(), second.ToOutput()).Apply(values => EqualityComparer<V>.Default.Equals(values[0], values[1])
            ? values[0]
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value."));

    // The parts are put together once, here: doing it at each Add would make a map of n entries cost n².
    private Output<ImmutableDictionary<string, Input<V>>> ToInputs()
    {
        var collisions = _parts.Select(part => part.Collision).ToArray();
        return Output.All(_parts.Select(part => part.Inputs)).Apply(parts =>
        {
            var builder = ImmutableDictionary.CreateBuilder<string, Input<V>>();
            for (var i = 0; i < parts.Length; i++)
            {
                foreach (var (key, value) in parts[i])
                {
                    if (collisions[i] == Collision.SameInput)
                        builder.Add(key, value);
                    else if (collisions[i] == Collision.SameValue && builder.TryGetValue(key, out var existing))
                        builder[key] = Same(key, existing, value);
                    else
                        builder[key] = value;
                }
            }

            return builder.ToImmutable();
        });
    }

    private sealed record Part(Collision Collision, Output<ImmutableDictionary<string, Input<V>>> Inputs);
}
