using System.Reflection;

namespace FlowerInfra;

/// <summary>A key that a configuration may have, as the class that describes the configuration says it.</summary>
internal sealed class ConfigurationKey
{
    /// <summary>Stands in a path for a name that the user chooses.</summary>
    public const string AnyName = "NAME";

    private readonly Lazy<IReadOnlyList<ConfigurationKey>> _children;

    private ConfigurationKey(string path, ArgumentMember? member, Type? inner, IReadOnlyDictionary<string, KeyDefaultAttribute> defaults)
    {
        (Path, Member, Inner, Default) = (path, member, inner, defaults.GetValueOrDefault(path));
        var below = (path, member?.Kind) switch
        {
            ("", _) => "",
            (_, ValueKind.ObjectMap) => $"{path}.{AnyName}.",
            (_, ValueKind.Objects) => $"{path}[].",
            _ => $"{path}.",
        };
        _children = new Lazy<IReadOnlyList<ConfigurationKey>>(() => inner is null
            ? []
            : [.. ArgumentMember.Of(inner).Select(it => new ConfigurationKey($"{below}{it.Name}", it, it.Inner, defaults))]);
    }

    /// <summary>The path, for example <c>dashboards.NAME.host</c>; empty for the whole configuration.</summary>
    public string Path { get; }

    /// <summary>The argument; null for the whole configuration.</summary>
    public ArgumentMember? Member { get; }

    /// <summary>The class of the arguments below the key, or of each of its entries; null for a plain value.</summary>
    public Type? Inner { get; }

    /// <summary>Where the value comes from when it is left out; null when the argument's own documentation says it.</summary>
    public KeyDefaultAttribute? Default { get; }

    /// <summary>What the key takes.</summary>
    public ValueKind Kind => Member?.Kind ?? ValueKind.Object;

    /// <summary>Whether a configuration may have the key.</summary>
    public bool IsOpen => Default is not { IsFixed: true };

    /// <summary>Whether a configuration has to have the key.</summary>
    public bool IsRequired => Member is { IsRequired: true } && Default is null;

    /// <summary>The keys below it, in the order of the arguments.</summary>
    public IReadOnlyList<ConfigurationKey> Children => _children.Value;

    /// <summary>The keys of a configuration.</summary>
    /// <param name="type">The class that describes it.</param>
    public static ConfigurationKey Of(Type type) => new(
        "", null, type, type.GetCustomAttributes<KeyDefaultAttribute>().ToDictionary(it => it.Key, StringComparer.Ordinal));

    /// <summary>Finds the key of a path, in which names that the user has chosen may stand, and numbers of lists.</summary>
    /// <param name="path">The path, for example <c>dashboards.flower.host</c>.</param>
    public ConfigurationKey? Find(string path)
    {
        var (name, rest) = Split(path);
        if (Children.FirstOrDefault(it => it.IsOpen && it.Member!.Name == name) is not { } child)
            return null;
        if (child.Kind == ValueKind.ObjectMap)
            rest = Split(rest).Below;
        return rest.Length == 0 ? child : child.Find(rest);
    }

    private static (string First, string Below) Split(string path)
    {
        var (first, rest) = path.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? (path[..dot], path[(dot + 1)..]) : (path, "");
        return (first.Split('[')[0], rest);
    }
}
