using System.Text;

namespace FlowerInfra;

/// <summary>Writes a result into a file that is either the old one or the whole new one, whenever it is read.</summary>
internal static class ResultFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="ArgumentFaultsException">The file can't be written there.</exception>
    public static void Write(string path, string text)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            // In the same folder: a rename is atomic only within one file system.
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new ArgumentFaultsException(
                "The command line",
                [new ArgumentFault("--out", path, $"can't be written: {exception.Message.TrimEnd('.')}", "Name a file in a folder that exists.")]);
        }
    }
}
