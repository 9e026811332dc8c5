using System.Collections;
using System.Text.Json;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Makes arguments of a stack's configuration, which has their shape: its keys are the names of the inputs. Everything that is
/// missing, mistyped or unknown is recorded with the key as it stands in the file.
/// </summary>
public sealed class ArgumentBinder
{
    private readonly ConfigurationKey _keys;
    private readonly ConfigurationFaults _faults;
    private readonly ArgumentValues _values;
    private readonly JsonElement _root;
    private readonly Dictionary<string, string> _moved;

    // What several keys have their value from is read once for all of them: a stack may have a thousand dashboards.
    private readonly Dictionary<(string Place, Type Type), object?> _shared = [];

    private ArgumentBinder(Type type, string project, JsonElement root, EncryptedKeys encrypted)
    {
        _keys = ConfigurationKey.Of(type);
        _faults = new ConfigurationFaults(project);
        _values = new ArgumentValues(_faults, encrypted);
        _root = root;
        _moved = type.GetCustomAttributes(typeof(MovedKeyAttribute), inherit: false).Cast<MovedKeyAttribute>()
            .ToDictionary(it => it.Key, it => it.To, StringComparer.Ordinal);
    }

    /// <summary>Reads the configuration of the stack that runs.</summary>
    /// <typeparam name="T">
    /// The class that describes the configuration: one <see cref="InputAttribute"/> for each top-level key, and
    /// <see cref="KeyDefaultAttribute"/> for keys that have their value from another one.
    /// </typeparam>
    public static BoundConfiguration<T> Read<T>()
        where T : InputArgs
    {
        // Pulumi.Config answers for a key but lists none; the engine and the tests hand all of them over in these variables.
        var settings = Deserialize<Dictionary<string, string>>("PULUMI_CONFIG", "{}");
        var secretKeys = Deserialize<string[]>("PULUMI_CONFIG_SECRET_KEYS", "[]");
        var prefix = $"{Deployment.Instance.ProjectName}:";
        var own = settings.Where(it => it.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(it => it.Key[prefix.Length..], it => ConfigurationValue.Parse(it.Value), StringComparer.Ordinal);
        var encrypted = new EncryptedKeys(own, secretKeys.Where(it => it.StartsWith(prefix, StringComparison.Ordinal)).Select(it => it[prefix.Length..]));
        var binder = new ArgumentBinder(typeof(T), Deployment.Instance.ProjectName, JsonSerializer.SerializeToElement(own), encrypted);
        var args = (T)binder.Bind(binder._keys, binder._root, "");
        return new BoundConfiguration<T>(args, binder._faults, binder._values.Texts, settings, secretKeys);
    }

    private static T Deserialize<T>(string variable, string otherwise) =>
        JsonSerializer.Deserialize<T>(Environment.GetEnvironmentVariable(variable) ?? otherwise)!;

    // The arguments of one object. The path ends in a dot, or is empty.
    private object Bind(ConfigurationKey at, JsonElement given, string path)
    {
        var args = Activator.CreateInstance(at.Inner!)!;
        RefuseUnknown(at, given, path);
        foreach (var key in at.Children)
        {
            var (name, kind) = (key.Member!.Name, key.Kind);
            var full = $"{path}{name}";
            var value = Find(key, given, full, out var place);
            if (value is null && key.Member.IsRequired)
                Miss(key, full);
            if (value is not null)
                key.Member.Property.SetValue(args, place == full ? BindValue(key, value.Value, place) : Shared(key, value.Value, place));
            else if (key.Member.IsRequired)
                key.Member.Property.SetValue(args, StandIn(key.Member));
        }

        return args;
    }

    // The value of a key, its own or where it has it from.
    private JsonElement? Find(ConfigurationKey key, JsonElement given, string full, out string place)
    {
        place = full;
        if (key.IsOpen && given.TryGetProperty(key.Member!.Name, out var own))
            return own;
        foreach (var source in key.Default?.From ?? [])
        {
            if (At(source) is { } value)
            {
                place = source;
                _faults.Place(full, source);
                return value;
            }
        }

        return null;
    }

    private object? Shared(ConfigurationKey key, JsonElement value, string place)
    {
        var id = (place, key.Member!.Property.PropertyType);
        return _shared.TryGetValue(id, out var shared) ? shared : _shared[id] = BindValue(key, value, place);
    }

    private JsonElement? At(string path)
    {
        var element = _root;
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }

    private object? BindValue(ConfigurationKey key, JsonElement value, string path)
    {
        var member = key.Member!;
        if (value.ValueKind == JsonValueKind.Null)
        {
            // A key whose lines were all commented out would be the opposite of what it says: "state:" and no state.
            _faults.AddUnreadable(path, null, "has no value", "Write one, or remove the key.");
            return StandIn(member);
        }

        return key.Kind switch
        {
            ValueKind.Object when IsObject(key, value, path) => Bind(key, value, $"{path}."),
            ValueKind.Objects when _values.Is(JsonValueKind.Array, member, value, path) => BindList(key, value, path),
            ValueKind.ObjectMap when IsObject(key, value, path) => BindMap(key, value, path),
            ValueKind.Object or ValueKind.Objects or ValueKind.ObjectMap => StandIn(member),
            _ => _values.Read(member, value, path) ?? StandIn(member),
        };
    }

    private bool IsObject(ConfigurationKey key, JsonElement value, string path) => _values.Is(JsonValueKind.Object, key.Member!, value, path);

    private object BindList(ConfigurationKey key, JsonElement value, string path)
    {
        var list = (IList)Activator.CreateInstance(key.Member!.Property.PropertyType)!;
        foreach (var (index, item) in value.EnumerateArray().Index())
            list.Add(BindEntry(key, item, $"{path}[{index}]"));
        return list;
    }

    private object BindMap(ConfigurationKey key, JsonElement value, string path)
    {
        var map = (IDictionary)Activator.CreateInstance(key.Member!.Property.PropertyType)!;
        foreach (var entry in value.EnumerateObject())
            map[entry.Name] = BindEntry(key, entry.Value, $"{path}.{entry.Name}");
        return map;
    }

    private object BindEntry(ConfigurationKey key, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return Bind(key, value, $"{path}.");
        if (value.ValueKind == JsonValueKind.Null)
            _faults.AddUnreadable(path, null, "has no value", "Write one, or remove the key.");
        else
            _faults.AddUnreadable(path, null, "is not an object", ValueKind.Object.Fix());
        return StandIn(key.Inner!);
    }

    private void Miss(ConfigurationKey key, string full)
    {
        // What the program gives is there in time.
        if (key.Default is { From.Count: 0 } or { Text: not null })
            return;
        var place = key.Default?.From[0] ?? full;
        if (place != full)
            _faults.Place(full, place);
        _faults.AddUnreadable(place, null, "is missing", $"Write {key.Kind.Noun()}: the command \"config {key.Default?.From[0] ?? key.Path}\" explains it.");
    }

    private void RefuseUnknown(ConfigurationKey at, JsonElement given, string path)
    {
        var unknown = given.EnumerateObject().Select(it => it.Name)
            .Where(name => !at.Children.Any(it => it.IsOpen && it.Member!.Name == name)).ToList();
        if (unknown.Count == 0)
            return;
        foreach (var name in unknown)
            RefuseUnknown(at, $"{path}{name}", name);
        // What it lacks follows from them.
        if (path.Length > 0 && unknown.Count == given.EnumerateObject().Count())
            _faults.Silence(path.TrimEnd('.'));
    }

    private void RefuseUnknown(ConfigurationKey at, string full, string name)
    {
        if (_moved.TryGetValue(full, out var to))
        {
            _faults.Add(full, null, $"is {to} now", $"Write it as {_faults.Full(to)}.");
            for (var end = to.Length; end > 0; end = to.LastIndexOf('.', end - 1))
                _faults.Silence(to[..end]);
        }
        else if (at.Children.FirstOrDefault(it => it.Member!.Name == name) is { Default: { } given })
        {
            _faults.Add(full, null, "can't be given here", given.From.Count == 0
                ? "Remove it: the program gives it."
                : $"Write {_faults.Full(given.From[0])}, which holds for all.");
        }
        else
        {
            var known = at.Children.Where(it => it.IsOpen).Select(it => it.Member!.Name).Order(StringComparer.Ordinal).ToList();
            _faults.Add(full, null, "is not a known key here", SimilarName.In(known, name) is { } similar
                ? $"Write {similar}, or remove it."
                : $"Remove it, or write one of {string.Join(", ", known)}.");
        }
    }

    // What stands where a value is missing or refused, and has no fault that isn't the key's.
    private static object? StandIn(ArgumentMember member) =>
        member.Kind == ValueKind.Object ? StandIn(member.Inner!) : ArgumentValues.StandIn(member);

    private static object StandIn(Type type)
    {
        var args = Activator.CreateInstance(type)!;
        foreach (var member in ArgumentMember.Of(type).Where(it => it.IsRequired))
            member.Property.SetValue(args, StandIn(member));
        return args;
    }
}
