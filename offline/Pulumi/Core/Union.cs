using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly T0 _value0;
    private readonly T1 _value1;
    private readonly bool _isSecond;

    private Union(bool isSecond, T0 value0, T1 value1)
    {
        _isSecond = isSecond;
        _value0 = value0;
        _value1 = value1;
    }

    public object? Value => _isSecond ? _value1 : _value0;

    public bool IsT0 => !_isSecond;

    public bool IsT1 => _isSecond;

    public T0 AsT0 => IsT0 ? _value0 : throw new InvalidOperationException("Cannot return as T0 as result is T1");

    public T1 AsT1 => IsT1 ? _value1 : throw new InvalidOperationException("Cannot return as T1 as result is T0");

    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    public static Union<T0, T1> FromT0(T0 input) => new(false, input, default!);

    public static Union<T0, T1> FromT1(T1 input) => new(true, default!, input);

    public void Switch(Action<T0> f0, Action<T1> f1)
    {
        if (_isSecond)
            f1(_value1);
        else
            f0(_value0);
    }

    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _isSecond ? f1(_value1) : f0(_value0);

    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) =>
        Match<Union<TResult, T1>>(value => mapFunc(value), value => value);

    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) =>
        Match<Union<T0, TResult>>(value => value, value => mapFunc(value));

    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1) =>
        Match<Union<TResult0, TResult1>>(value => mapFunc0(value), value => mapFunc1(value));

    public bool TryPickT0([MaybeNullWhen(false)] out T0 value, [MaybeNullWhen(true)] out T1 remainder)
    {
        value = _value0;
        remainder = _value1;
        return IsT0;
    }

    public bool TryPickT1([MaybeNullWhen(false)] out T1 value, [MaybeNullWhen(true)] out T0 remainder)
    {
        value = _value1;
        remainder = _value0;
        return IsT1;
    }

    public bool Equals(Union<T0, T1> union) => _isSecond == union._isSecond && Equals(Value, union.Value);

    public override bool Equals(object? obj) => obj is Union<T0, T1> union && Equals(union);

    public override int GetHashCode() => HashCode.Combine(_isSecond, Value);

    public override string ToString() => $"{(_isSecond ? typeof(T1) : typeof(T0)).FullName}: {Value}";
}
