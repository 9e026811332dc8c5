using System.Globalization;
using System.Text.Json;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Reads one object of a stack's configuration and records everything that is missing, mistyped or unknown, with the key
/// as it stands in the file.
/// </summary>
internal sealed class ConfigurationReader
{
    private readonly Func<string, JsonElement?> _get;
    private readonly ArgumentFaults _faults;
    private readonly ArnPlaces _arns;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private ConfigurationReader(string path, Func<string, JsonElement?> get, ArgumentFaults faults, ArnPlaces arns)
    {
        Path = path;
        _get = get;
        _faults = faults;
        _arns = arns;
    }

    /// <summary>The path of this object, ending in a colon or a dot.</summary>
    public string Path { get; }

    /// <summary>Reads the project's configuration.</summary>
    /// <param name="config">Pulumi's configuration bag.</param>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="arns">Where ARNs are noted.</param>
    public static ConfigurationReader For(Config config, ArgumentFaults faults, ArnPlaces arns) =>
        new(ProjectPrefix, key => config.Get(key) is { } text ? ConfigurationValue.Parse(text) : null, faults, arns) { Element = ProjectObject() };

    /// <summary>Every key of the stack with its text, the providers' among them.</summary>
    public static IReadOnlyDictionary<string, string> All() =>
        // Pulumi.Config answers for a key but lists none; the engine and the tests hand all of them over in this variable.
        JsonSerializer.Deserialize<Dictionary<string, string>>(Environment.GetEnvironmentVariable("PULUMI_CONFIG") ?? "{}") ?? [];

    /// <summary>The keys of the stack of which any part is encrypted.</summary>
    public static IReadOnlyList<string> SecretKeys() =>
        JsonSerializer.Deserialize<string[]>(Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS") ?? "[]") ?? [];

    /// <summary>A text that has to be there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fix">What to write, for the message.</param>
    /// <param name="rule">What it has to look like, if no component asks that.</param>
    public string RequireText(string key, string fix, ValueRule? rule = null) => Text(key, rule) ?? Missing(key, fix, "");

    /// <summary>A text, or null.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rule">What it has to look like, if no component asks that.</param>
    public string? Text(string key, ValueRule? rule = null)
    {
        var text = Get(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            // A text of digits alone is a number in YAML. Any other number is written in more than one way.
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out _) => value.GetRawText(),
            { ValueKind: JsonValueKind.Number } value => Mistyped<string?>(key, value, "a text", null, "Write it in quotes."),
            { } value => Mistyped<string?>(key, value, "a text", null),
        };
        if (text == Plan.Secret)
        {
            _faults.Add($"{Path}{key}", null, "is encrypted, so that a preview without the engine can't check it", "Write it in the open: it is no secret.");
            return null;
        }

        if (text is not null && key.EndsWith("Arn", StringComparison.Ordinal))
            _arns.Note($"{Path}{key}", text);
        if (text is not null && rule is not null)
            _faults.Require(rule.Pattern.IsMatch(text), $"{Path}{key}", text, rule.Problem, rule.Fix);
        return text;
    }

    /// <summary>A text that has to be there and that no message shows.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fix">What to write, for the message.</param>
    /// <param name="encrypted">Whether it has to be encrypted.</param>
    /// <returns>The text, <see cref="Plan.Secret"/> in a preview without the engine, or null when a fault was recorded.</returns>
    public string? RequireSecret(string key, string fix, bool encrypted)
    {
        if (Get(key) is not { } value)
            return Missing<string?>(key, fix, null);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        _faults.Require(!string.IsNullOrWhiteSpace(text), $"{Path}{key}", null, "is not a text", fix);
        _faults.Require(!encrypted || HasSecrets(key), $"{Path}{key}", null, "stands in the open", fix);
        return text;
    }

    /// <summary>A whole number; null when it is left out, and what takes it has the default.</summary>
    /// <param name="key">The key.</param>
    public int? Number(string key) => Get(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        { ValueKind: JsonValueKind.String } value
            when int.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        { } value => Mistyped(key, value, "a whole number", (int?)null),
    };

    /// <summary>A flag; null when it is left out, and what takes it has the default.</summary>
    /// <param name="key">The key.</param>
    public bool? Flag(string key) => Get(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } value when bool.TryParse(value.GetString(), out var flag) => flag,
        { } value => Mistyped(key, value, "true or false", (bool?)null),
    };

    /// <summary>A list of texts that has to be there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fix">What to write, for the message.</param>
    public List<string> RequireTexts(string key, string fix) => Texts(key) ?? Missing(key, fix, new List<string>());

    /// <summary>A list of texts, or null.</summary>
    /// <param name="key">The key.</param>
    public List<string>? Texts(string key)
    {
        if (Get(key) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            return Mistyped<List<string>?>(key, value, "a list of texts", null, "Write a list, each entry behind a hyphen, numbers in quotes.");
        List<string> texts = [.. value.EnumerateArray().Select(item => item.GetString()!)];
        if (key.EndsWith("Arns", StringComparison.Ordinal))
        {
            foreach (var (arn, index) in texts.Select((arn, index) => (arn, index)))
                _arns.Note($"{Path}{key}[{index}]", arn);
        }

        return texts;
    }

    /// <summary>An object that has to be there; an absent one reads as empty after its fault is recorded.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fix">What to write, for the message.</param>
    public ConfigurationReader? RequireSection(string key, string fix) => Section(key) ?? Missing<ConfigurationReader?>(key, fix, null);

    /// <summary>An object, or null.</summary>
    /// <param name="key">The key.</param>
    public ConfigurationReader? Section(string key)
    {
        if (Get(key) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? new ConfigurationReader($"{Path}{key}.", name => Property(value, name), _faults, _arns) { Element = value }
            : Mistyped<ConfigurationReader?>(key, value, "an object", null, "Write keys and their values below it.");
    }

    /// <summary>The objects of this object, by name, sorted.</summary>
    public IEnumerable<(string Name, ConfigurationReader Reader)> Sections()
    {
        foreach (var name in Names().Order(StringComparer.Ordinal))
        {
            if (Section(name) is { } section)
                yield return (name, section);
        }
    }

    /// <summary>Counts a key as known that is read elsewhere.</summary>
    /// <param name="key">The key.</param>
    public void LeaveToOthers(string key) => _known.Add(key);

    /// <summary>Records a fault for every key of this object that nothing has asked for: a misspelt key is never ignored.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in Names().Where(name => !_known.Contains(name)))
        {
            var known = _known.Order(StringComparer.Ordinal).ToList();
            _faults.Add($"{Path}{name}", null, "is not a key that is known here", SimilarName.In(known, name) is { } similar
                ? $"Write {similar}, or remove it."
                : $"Remove it, or write one of {string.Join(", ", known)}.");
        }
    }

    private JsonElement Element { get; init; }

    private static string ProjectPrefix => $"{Deployment.Instance.ProjectName}:";

    // Whether any part of the top-level key is encrypted: the engine hands over what it has decrypted.
    private bool HasSecrets(string key) => SecretKeys().Contains($"{Path}{key}".Split('.')[0], StringComparer.Ordinal);

    private static JsonElement ProjectObject() => JsonSerializer.SerializeToElement(All()
        .Where(pair => pair.Key.StartsWith(ProjectPrefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[ProjectPrefix.Length..], pair => pair.Value));

    private static JsonElement? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The names of this object's keys.</summary>
    public IEnumerable<string> Names() =>
        Element.ValueKind == JsonValueKind.Object ? Element.EnumerateObject().Select(property => property.Name) : [];

    private JsonElement? Get(string key)
    {
        _known.Add(key);
        var value = _get(key);
        if (value is not { ValueKind: JsonValueKind.Null })
            return value;
        // A key whose lines were all commented out would be the opposite of what it says: "state:" and no state.
        _faults.Add($"{Path}{key}", null, "has no value", "Write one, or remove the key.");
        return null;
    }

    private T Missing<T>(string key, string fix, T otherwise)
    {
        _faults.Add($"{Path}{key}", null, "is missing", fix);
        return otherwise;
    }

    private T Mistyped<T>(string key, JsonElement value, string expected, T otherwise, string? fix = null)
    {
        // Whole objects and lists say little and may hold anything, a secret's text among it.
        var shown = value.ValueKind switch
        {
            _ when HasSecrets(key) => null,
            JsonValueKind.Object or JsonValueKind.Array => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
        _faults.Add($"{Path}{key}", shown, $"is not {expected}", fix ?? $"Write {expected}.");
        return otherwise;
    }
}
