using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>A user and a password for HTTP basic authentication.</summary>
internal sealed class BasicCredentials : ProbeCredentials
{
    private const string Example = "Write user:password on one line, or the object of users and passwords that the secret holds.";

    // Without the padding, which a cookie's name would lose.
    private BasicCredentials(string encoded, string password)
        : base($"Authorization: Basic {encoded}\r\n", encoded.TrimEnd('='), password)
    {
    }

    /// <summary>Reads <c>user:password</c>, or the first user of a JSON object as Flower's secret holds it.</summary>
    /// <param name="text">The text; line breaks at its end don't count.</param>
    /// <param name="value">The credentials, or null when the text is refused.</param>
    /// <param name="fault">Why it is refused; never a part of the text.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BasicCredentials? value, out ValueFault fault)
    {
        value = null;
        var line = (text ?? "").Trim('\uFEFF', '\r', '\n', ' ');
        var (user, password) = line.StartsWith('{') ? FirstOf(line) : Split(line);
        fault = (line, user, password) switch
        {
            ("", _, _) => new("is empty", Example),
            _ when !line.StartsWith('{') && line.Contains('\n') => new("has more than one line", Example),
            (_, null, _) => new(line.StartsWith('{') ? "is not a JSON object of users and passwords" : "has no colon", Example),
            (_, "", _) => new("has an empty user name", Example),
            (_, _, null or "") => new("has an empty password", Example),
            _ when user.Contains(':') || (user + password).Any(char.IsControl) =>
                new("holds a control character, or a colon in a user name", Example),
            _ => default,
        };
        if (fault != default)
            return false;
        value = new BasicCredentials(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")), password!);
        return true;
    }

    private static (string? User, string? Password) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, null) : (line[..colon], line[(colon + 1)..]);
    }

    private static (string? User, string? Password) FirstOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var user in document.RootElement.EnumerateObject())
                return user.Value.ValueKind == JsonValueKind.String ? (user.Name, user.Value.GetString()) : (null, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Its message would quote the text. Half a character is no JSON text either.
        }

        return (null, null);
    }
}
