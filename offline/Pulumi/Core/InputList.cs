using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    // The parts in order: what Add appended, and whole lists whose length is not known before their output is.
    private readonly List<Output<ImmutableArray<Input<T>>>> _parts = [];

    public InputList()
    {
    }

    public void Add(params Input<T>[] inputs) => _parts.Add(Output.Create(inputs.ToImmutableArray()));

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => _parts.AddRange(inputs._parts.ToArray());

    public InputList<T> Concat(InputList<T> other)
    {
        var list = new InputList<T>();
        list.AddRange(this);
        list.AddRange(other);
        return list;
    }

    public static implicit operator InputList<T>(T value) => From([value]);

    public static implicit operator InputList<T>(Input<T> value) => From([value]);

    public static implicit operator InputList<T>(Output<T> value) => From([value]);

    public static implicit operator InputList<T>(T[] values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Input<T>[] values) => From(values);

    public static implicit operator InputList<T>(Output<T>[] values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<T> values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Input<T>> values) => From(values);

    public static implicit operator InputList<T>(List<Output<T>> values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<T> values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => From(values);

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => From(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T[]> values) => FromOutput(values.Apply(it => it.AsEnumerable()));

    public static implicit operator InputList<T>(Output<List<T>> values) => FromOutput(values.Apply(it => it.AsEnumerable()));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => FromOutput(values);

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) =>
        FromOutput(values.Apply(it => it.IsDefault ? [] : it.AsEnumerable()));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var values = await Flatten().DataTask.ConfigureAwait(false);
        // One unknown element makes the whole list unknown, and an unknown list has no elements to give.
        foreach (var value in values.IsKnown ? values.Value : [])
            yield return value;
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    internal override Output<ImmutableArray<T>> Flatten() =>
        Output.All(_parts.ToArray()).Apply(parts => Output.All(parts.SelectMany(part => part)));

    private static InputList<T> From(IEnumerable<Input<T>> values)
    {
        var list = new InputList<T>();
        list._parts.Add(Output.Create(values.ToImmutableArray()));
        return list;
    }

    private static InputList<T> FromOutput(Output<IEnumerable<T>> values)
    {
        var list = new InputList<T>();
        list._parts.Add(values.Apply(it => it.Select(value => (Input<T>)value).ToImmutableArray()));
        return list;
    }
}
