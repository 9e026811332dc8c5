using System.Text.Json;

namespace FlowerInfra;

/// <summary>
/// Tells what of a configuration is encrypted. A preview without the engine has <see cref="Plan.Secret"/> in its place; the
/// engine hands over what it has decrypted, and says of the top-level key only that a part of it was encrypted.
/// </summary>
/// <param name="values">The top-level values.</param>
/// <param name="secretKeys">The top-level keys of which a part is encrypted.</param>
internal sealed class EncryptedKeys(IReadOnlyDictionary<string, JsonElement> values, IEnumerable<string> secretKeys)
{
    // By key, whether the encrypted parts are masked.
    private readonly Dictionary<string, bool> _masked =
        secretKeys.Where(values.ContainsKey).ToDictionary(it => it, it => HoldsMask(values[it]), StringComparer.Ordinal);

    /// <summary>Whether anything below the top-level key of a path may be secret.</summary>
    /// <param name="path">The path.</param>
    public bool StandBeside(string path) => _masked.ContainsKey(Top(path));

    /// <summary>Whether a text is encrypted in the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="text">The text.</param>
    public bool Contains(string path, string text) => _masked.TryGetValue(Top(path), out var isMasked) && (!isMasked || text == Plan.Secret);

    private static string Top(string path) => path.Split('.', '[')[0];

    private static bool HoldsMask(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(it => HoldsMask(it.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsMask),
        JsonValueKind.String => value.GetString() == Plan.Secret,
        _ => false,
    };
}
