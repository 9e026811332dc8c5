using System.Reflection;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>Everything that is to say about a program's configuration, from its class and the documentation of its arguments.</summary>
internal sealed partial class ConfigurationReference
{
    private readonly XmlDocumentation _documentation;
    private readonly Dictionary<Type, ConfigurationKey> _places;

    /// <summary>Describes a configuration.</summary>
    /// <param name="type">The class that describes it.</param>
    /// <param name="project">The project, whose name comes before each key in a stack's file.</param>
    public ConfigurationReference(Type type, string project)
    {
        (Root, Project) = (ConfigurationKey.Of(type), project);
        _places = Places(Root);
        _documentation = new XmlDocumentation(it => _places.GetValueOrDefault(it)?.Member?.Name);
        Keys = [.. Below(Root)];
    }

    /// <summary>The configuration.</summary>
    public ConfigurationKey Root { get; }

    /// <summary>The project.</summary>
    public string Project { get; }

    /// <summary>Every key, each before the keys below it.</summary>
    public IReadOnlyList<KeyDescription> Keys { get; }

    /// <summary>The files with documentation that aren't beside the program.</summary>
    public IEnumerable<string> Missing => _documentation.Missing;

    /// <summary>The summary of a class of arguments.</summary>
    /// <param name="type">The class.</param>
    public string Summary(Type type) => _documentation.Summary(type);

    /// <summary>Where a key of an earlier version went, or null.</summary>
    /// <param name="key">The earlier key.</param>
    public string? MovedTo(string key) =>
        Root.Inner!.GetCustomAttributes<MovedKeyAttribute>().FirstOrDefault(it => it.Key == key)?.To;

    /// <summary>The descriptions of the keys just below a key.</summary>
    /// <param name="key">The key.</param>
    public IEnumerable<KeyDescription> Children(ConfigurationKey key) => key.Children.Where(it => it.IsOpen).Select(Describe);

    /// <summary>Describes a key.</summary>
    /// <param name="key">The key.</param>
    public KeyDescription Describe(ConfigurationKey key)
    {
        var text = ForPrograms().Replace(_documentation.Summary(key.Member!.Property), "").Trim();
        var given = DefaultSentence().Match(text);
        var meaning = given.Success ? string.Join(' ', text.Remove(given.Index, given.Length).Split(' ', StringSplitOptions.RemoveEmptyEntries)) : text;
        var weakens = Weakening().Match(text);
        return new KeyDescription(
            key,
            key.IsRequired ? null : DefaultOf(key, given.Groups["default"].Value),
            meaning,
            weakens.Success ? weakens.Groups["what"].Value : null,
            key.Inner is null ? Example(key, given.Groups["default"].Value) : null,
            key.Inner is { } inner && _places[inner].Path != key.Path ? _places[inner] : null);
    }

    private IEnumerable<KeyDescription> Below(ConfigurationKey key) => Children(key).SelectMany(
        it => it.SameAs is null ? Below(it.Key).Prepend(it) : [it]);

    private static string DefaultOf(ConfigurationKey key, string documented)
    {
        if (key.Default is { From.Count: > 0 } inherited)
            return string.Join(", else ", inherited.From.Select(it => $"`{it}`"));
        return key.Default?.Text ?? (documented.Length > 0 ? documented : "none");
    }

    private string? Example(ConfigurationKey key, string byDefault) => (_documentation.Example(key.Member!.Property), key.Kind) switch
    {
        ({ } secret, _) when key.Member.IsSecret => secret,
        ({ } text, ValueKind.Text) => PlainText().IsMatch(text) ? text : SchemaWriter.Quoted(text),
        ({ } other, _) => other,
        (null, ValueKind.Flag) => "true",
        (null, ValueKind.Number) when FirstNumber().Match(byDefault) is { Success: true } number => number.Value,
        _ => null,
    };

    // A class of arguments is described once, where it stands highest.
    private static Dictionary<Type, ConfigurationKey> Places(ConfigurationKey root)
    {
        var places = new Dictionary<Type, ConfigurationKey> { [root.Inner!] = root };
        var next = new Queue<ConfigurationKey>(root.Children);
        while (next.TryDequeue(out var key))
        {
            if (!key.IsOpen || key.Inner is null || !places.TryAdd(key.Inner, key))
                continue;
            foreach (var child in key.Children)
                next.Enqueue(child);
        }

        return places;
    }

    [GeneratedRegex(@"Default: (?<default>.+?)(\.(?= [A-Z])|\.?$)")]
    private static partial Regex DefaultSentence();

    [GeneratedRegex(@"(\(weakens (?<what>[^)]+)\)|[Ii]t weakens (?<what>[^:.]+))")]
    private static partial Regex Weakening();

    // Tells those who write C# that an argument takes no output of another resource.
    [GeneratedRegex(@"Plain(\.|: .+?\.)( |$)")]
    private static partial Regex ForPrograms();

    // What YAML would take for something else stands in quotes.
    [GeneratedRegex(@"^(?!(true|false|null|yes|no|on|off)$)[A-Za-z/][A-Za-z0-9_./:@+-]*$")]
    private static partial Regex PlainText();

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex FirstNumber();
}
