using System.Text;

namespace FlowerInfra;

/// <summary>Writes a result into a file that is either the old one or the whole new one, whenever it is read.</summary>
internal static class ResultFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What to do about a place where no file can be written.</summary>
    public const string Fix = "Name a file in a folder that exists.";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="ArgumentFaultsException">The file can't be written there.</exception>
    public static void Write(string path, string text)
    {
        Check(path);
        var target = Target(path);
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            // In the same folder: a rename is atomic only within one file system.
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw Refusal(path, $"can't be written: {exception.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Refuses what is no place for a file, before the work for its content is done.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentFaultsException">It is a folder, a device, or in no folder that exists.</exception>
    public static void Check(string path)
    {
        if (Problem(path) is { } problem)
            throw Refusal(path, problem);
    }

    /// <summary>Why a path is no place for a file, or null.</summary>
    /// <param name="path">The file.</param>
    public static string? Problem(string path)
    {
        if (path.Length == 0)
            return "is no name";
        string target;
        try
        {
            target = Target(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Links in a circle, or no working folder any more.
            return $"can't be written: {exception.Message.TrimEnd('.')}";
        }

        if (Directory.Exists(target))
            return "is a folder";
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            return "is in no folder that exists";
        // A file moved to the place of /dev/null would stay there for every program of the machine, and one in the place of a pipe
        // would reach nobody who reads from it.
        return target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal) || SpecialFile.IsPipe(target)
            ? "is no file" : null;
    }

    // A link stays one: the file behind it is replaced.
    private static string Target(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? target.FullName
            : Path.GetFullPath(path);

    private static ArgumentFaultsException Refusal(string path, string problem) =>
        new("The command line", [new ArgumentFault("--out", path, problem, Fix)]);
}
