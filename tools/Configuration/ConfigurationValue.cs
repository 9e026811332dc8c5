using System.Text.Json;

namespace FlowerInfra;

/// <summary>A value of a stack's configuration, as the engine hands it to a program.</summary>
public static class ConfigurationValue
{
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
                return JsonSerializer.Deserialize<JsonElement>(text);
            }
            catch (JsonException)
            {
                return JsonSerializer.SerializeToElement(text);
            }
        }

        return JsonSerializer.SerializeToElement(text);
    }
}
