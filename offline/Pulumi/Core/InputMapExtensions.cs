namespace Pulumi;

public static class InputMapExtensions
{
    public static void Add<T, U>(this InputMap<Union<T, U>> map, string key, Input<T> value) => map.Add(key, value.Apply(Union<T, U>.FromT0));

    public static void Add<T, U>(this InputMap<Union<T, U>> map, string key, Input<U> value) => map.Add(key, value.Apply(Union<T, U>.FromT1));
}
