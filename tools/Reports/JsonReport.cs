using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>Writes JSON for programs that people read too: indented, and one text for one content on every system.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text, with a newline at its end.</summary>
    /// <param name="write">Writes the members of the root.</param>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>Writes a member that is an object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="write">Writes the object's members.</param>
    public static void WriteObject(this Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    /// <summary>Writes a member that is a list of objects.</summary>
    /// <typeparam name="T">What the list is made of.</typeparam>
    /// <param name="json">The writer.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="items">The list.</param>
    /// <param name="write">Writes the members of one object.</param>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a member that is a list of texts.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="texts">The texts.</param>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(Printable.Of(text));
        json.WriteEndArray();
    }
}
