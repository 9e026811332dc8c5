namespace FlowerInfra.Offline.Tests.Surface;

/// <summary>One member of each kind, visible and not, for the test of how members are written.</summary>
public class SurfaceSample<T>
{
    public static readonly SurfaceSample<T> Empty = new("empty");

    public SurfaceSample(string name, int? count = null)
    {
        Name = name;
        Count = count;
    }

    private protected SurfaceSample()
        : this("unseen")
    {
    }

    public string Name { get; private protected set; }

    internal int? Count { get; }

    public T this[string key]
    {
        set => Name = $"{key}={value}";
    }

    public static implicit operator SurfaceSample<T>(T value) => new($"{value}");

    public static U Convert<U>(U value, bool strict = false) => strict && value is null ? throw new ArgumentNullException(nameof(value)) : value;

    public bool TryPick(out T? value, params int[] indices)
    {
        value = default;
        return indices.Length > Name.Length;
    }

    public (string key, object value) Pair() => (Name, Name);

    public virtual void Overridable() => Name = "";

    public override string ToString() => Name;

    protected IEnumerable<T> Inherited()
    {
        Name = "inherited";
        return [];
    }
}
