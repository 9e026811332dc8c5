using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>Reads the plain values of a configuration into what their arguments take.</summary>
/// <param name="faults">Where faults are recorded.</param>
/// <param name="encrypted">What is encrypted.</param>
internal sealed class ArgumentValues(ConfigurationFaults faults, EncryptedKeys encrypted)
{
    // A policy of IAM is the longest text that AWS takes from here; no key has one.
    private const int LongestText = 4096;

    // Certificates are written in lines, and an authority's bundle is longer than any other text.
    private const string Certificate = "-----BEGIN CERTIFICATE-----\n";
    private const int LongestCertificates = 65536;

    // A security group takes no more rules, whatever its quota
    // (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups).
    private const int MostTexts = 1000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Every text that was read, by its key.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>What stands in for a value that is missing or refused: not known where that can be said, and empty elsewhere.</summary>
    /// <param name="member">The argument.</param>
    public static object? StandIn(ArgumentMember member)
    {
        var type = member.Property.PropertyType;
        if (type == typeof(string))
            return "";
        if (type == typeof(Input<string>))
            return (Input<string>)OutputUtilities.CreateUnknown("");
        if (type == typeof(InputList<string>))
            return (InputList<string>)OutputUtilities.CreateUnknown(ImmutableArray<string>.Empty);
        return member.Kind is ValueKind.Number or ValueKind.Flag ? null : Activator.CreateInstance(type);
    }

    /// <summary>Reads a value.</summary>
    /// <param name="member">The argument.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Its path.</param>
    /// <returns>What the argument takes, or null when a fault was recorded.</returns>
    public object? Read(ArgumentMember member, JsonElement value, string path)
    {
        var type = member.Property.PropertyType;
        return member.Kind switch
        {
            ValueKind.Number when Number(value) is { } number => type == typeof(Input<int>) ? (Input<int>)number : (object)number,
            ValueKind.Flag when Flag(value) is { } flag => type == typeof(Input<bool>) ? (Input<bool>)flag : (object)flag,
            ValueKind.Number or ValueKind.Flag => Mistyped(member, value, path),
            ValueKind.Texts => ReadList(member, value, path) is not { } list ? null
                : type == typeof(List<string>) ? list : (object)(InputList<string>)list,
            ValueKind.Numbers => ReadNumbers(value) ?? Mistyped(member, value, path),
            ValueKind.TextMap => ReadMap(member, value, path) is not { } map ? null
                : type == typeof(InputMap<string>) ? (InputMap<string>)map : (object)map.ToDictionary(it => it.Key, it => (Input<string>)it.Value),
            _ => (member.IsSecret ? ReadSecret(value, path) : ReadText(value, path)) is not { } text ? null
                : type == typeof(string) ? text : (object)(Input<string>)text,
        };
    }

    /// <summary>Whether a value is an object or a list; another one is a fault.</summary>
    /// <param name="expected">What it has to be.</param>
    /// <param name="member">The argument.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Its path.</param>
    public bool Is(JsonValueKind expected, ArgumentMember member, JsonElement value, string path)
    {
        if (value.ValueKind != expected)
            Mistyped(member, value, path);
        return value.ValueKind == expected;
    }

    private static int? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        // What stands at the top arrives as a text.
        JsonValueKind.String when int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => null,
    };

    private string? ReadText(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            var isNumber = value.ValueKind == JsonValueKind.Number;
            // YAML takes zeros from a number, and writes a large one in another way.
            faults.AddUnreadable(path, Shown(value, path), "is not a text", isNumber ? "Write it in quotes." : "Write a text.");
            return null;
        }

        var text = value.GetString()!;
        var isCertificate = text.StartsWith(Certificate, StringComparison.Ordinal);
        if (HiddenCharacter.ProblemOf(text) is { } problem)
        {
            faults.AddUnreadable(path, Shown(value, path), problem, HiddenCharacter.Fix);
            return null;
        }

        if (ShownValue.HoldsLogin(text))
        {
            faults.AddUnreadable(path, Shown(value, path), "holds a login in the open", "Change the password, and keep it in Secrets Manager.");
            return null;
        }

        var longest = isCertificate ? LongestCertificates : LongestText;
        if (text.Length > longest)
        {
            faults.AddUnreadable(path, null, $"is longer than {longest} characters", "Write a shorter one.");
            return null;
        }

        if (text == Plan.Secret)
        {
            faults.AddUnreadable(path, null, "is encrypted, and a preview without the engine can't check it", "Write it in the open: it is no secret.");
            return null;
        }

        _texts[path] = text;
        return text;
    }

    private string? ReadSecret(JsonElement value, string path)
    {
        var fix = $"Set it with: pulumi config set --secret --path '{ShownValue.InLine(faults.Full(path))}'";
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (string.IsNullOrWhiteSpace(text))
            faults.AddUnreadable(path, null, "is not a text", fix);
        else if (!encrypted.Contains(path, text))
            faults.AddUnreadable(path, null, "stands in the open", fix);
        else
            return _texts[path] = text;
        return null;
    }

    private List<string>? ReadList(ArgumentMember member, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            Mistyped(member, value, path);
            return null;
        }

        if (value.GetArrayLength() > MostTexts)
        {
            faults.AddUnreadable(path, null, $"has {value.GetArrayLength()} entries", $"Write at most {MostTexts}.");
            return null;
        }

        var texts = value.EnumerateArray().Select((item, index) => ReadText(item, $"{path}[{index}]")).OfType<string>().ToList();
        return texts.Count < value.GetArrayLength() ? null : texts;
    }

    private static List<int>? ReadNumbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Select(Number).ToList() is var numbers && !numbers.Contains(null)
            ? [.. numbers.OfType<int>()] : null;

    private Dictionary<string, string>? ReadMap(ArgumentMember member, JsonElement value, string path)
    {
        if (!Is(JsonValueKind.Object, member, value, path))
            return null;
        var texts = value.EnumerateObject().Select(it => (it.Name, Text: ReadText(it.Value, $"{path}.{it.Name}"))).ToList();
        foreach (var name in value.EnumerateObject().Select(it => it.Name))
        {
            if (HiddenCharacter.ProblemOf(name) is { } problem)
                faults.AddUnreadable($"{path}.{name}", null, $"{problem} in its name", HiddenCharacter.Fix);
        }

        return texts.Exists(it => it.Text is null) ? null : texts.ToDictionary(it => it.Name, it => it.Text!, StringComparer.Ordinal);
    }

    private object? Mistyped(ArgumentMember member, JsonElement value, string path)
    {
        // What stands in the place of a list or an object may be all that should be in it, passwords too.
        var shown = member.Kind is ValueKind.Text or ValueKind.Number or ValueKind.Flag ? Shown(value, path) : null;
        faults.AddUnreadable(path, shown, $"is not {member.Kind.Noun()}", member.Kind.Fix());
        return null;
    }

    // Whole objects and lists say little and may hold anything, a secret's text among it.
    private string? Shown(JsonElement value, string path) => value.ValueKind switch
    {
        _ when encrypted.StandBeside(path) => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
