using System.Text.Json;

namespace FlowerInfra;

/// <summary>A value of a stack's configuration, as the engine hands it to a program.</summary>
public static class ConfigurationValue
{
    /// <summary>The longest name of a key, in characters.</summary>
    internal const int LongestName = 256;

    /// <summary>
    /// Reads a value's text. Objects and lists arrive as JSON, scalars as plain text: <c>true</c> and <c>5</c> are texts too,
    /// and are read by what is asked.
    /// </summary>
    /// <param name="text">The text.</param>
    public static JsonElement Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('{') || text.StartsWith('['))
        {
            try
            {
                var value = JsonSerializer.Deserialize<JsonElement>(text);
                RefuseHalfCharacters(value);
                return value;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return JsonSerializer.SerializeToElement(text);
            }
        }

        return JsonSerializer.SerializeToElement(text);
    }

    // JSON may escape one half of a surrogate pair, which no text can hold: it is found only when the text is asked for.
    private static void RefuseHalfCharacters(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            _ = value.GetString();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                RefuseHalfCharacters(item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                // Names stand in messages, and each of their dots is looked at.
                if (member.Name.Length > LongestName)
                    throw new InvalidOperationException("A name is too long.");
                RefuseHalfCharacters(member.Value);
            }
        }
    }
}
