using System.Text;

namespace FlowerInfra;

/// <summary>
/// The folder that render writes: the old one or the whole new one, whenever it is read. A file in it lists what render
/// wrote, so that nothing else is ever deleted.
/// </summary>
internal sealed class RenderedFolder
{
    /// <summary>The file that lists the others.</summary>
    public const string Marker = ".flower-infra-render";

    private const string Format = "flower-infra/render/1";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _given;
    private readonly string _path;

    private RenderedFolder(string given, string path)
    {
        _given = given;
        _path = path;
    }

    /// <summary>Checks that the folder can be written.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ArgumentFaultsException">The folder holds something else, or can't be one.</exception>
    public static RenderedFolder Open(string path)
    {
        try
        {
            if (path.Length == 0)
                throw Refusal(path, "is no name", "Name a folder.");
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            // A link stays one: the folder behind it is replaced.
            if (Directory.Exists(full) && Directory.ResolveLinkTarget(full, returnFinalTarget: true) is { } target)
                full = target.FullName;
            if (File.Exists(full))
                throw Refusal(path, "is a file", "Name a folder.");
            if (Path.GetDirectoryName(full) is not { } parent || !Directory.Exists(parent))
                throw Refusal(path, "is in no folder that exists", "Name a folder below one that exists.");
            if (Directory.Exists(full) && Foreign(full) is { } foreign)
                throw Refusal(path, $"holds {foreign}, which render did not write", "Name a new folder, an empty one, or one that render wrote.");
            return new RenderedFolder(path, full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refusal(path, Problem(exception), "Name another folder.");
        }
    }

    /// <summary>Writes the files in the place of those that render wrote before.</summary>
    /// <param name="files">The contents by path below the folder.</param>
    /// <exception cref="ArgumentFaultsException">The folder can't be written.</exception>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        // In the same folder: a rename is atomic only within one file system.
        var temporary = $"{_path}.{Environment.ProcessId}.tmp";
        var previous = $"{_path}.{Environment.ProcessId}.old";
        try
        {
            WriteFile(temporary, Marker, $"{Format}\n{string.Concat(files.Keys.Order(StringComparer.Ordinal).Select(file => $"{file}\n"))}");
            foreach (var (file, content) in files)
                WriteFile(temporary, file, content);
            Replace(temporary, previous);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw Refusal(_given, Problem(exception), "Name another folder.");
        }
    }

    private void Replace(string temporary, string previous)
    {
        if (!Directory.Exists(_path))
        {
            Directory.Move(temporary, _path);
            return;
        }

        Directory.Move(_path, previous);
        try
        {
            Directory.Move(temporary, _path);
        }
        catch
        {
            Directory.Move(previous, _path);
            throw;
        }

        Directory.Delete(previous, recursive: true);
    }

    private static void WriteFile(string folder, string name, string content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, Utf8);
    }

    // The first thing in the folder that render did not write, or null.
    private static string? Foreign(string folder)
    {
        var marker = Path.Combine(folder, Marker);
        var lines = File.Exists(marker) ? File.ReadAllLines(marker) : [];
        var known = lines is [Format, .. var written] ? written.Append(Marker).ToHashSet(StringComparer.Ordinal) : [];
        return Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(file => !known.Contains(file));
    }

    private static string Problem(Exception exception) => $"can't be written: {exception.Message.TrimEnd('.')}";

    private static ArgumentFaultsException Refusal(string path, string problem, string fix) =>
        new("The command line", [new ArgumentFault("--out", path, problem, fix)]);
}
