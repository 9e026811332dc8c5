using System.Text;

namespace FlowerInfra;

/// <summary>
/// The folder that render writes: the old one or the whole new one, whenever it is read. One that nothing can be renamed to, as a
/// mount point, has its files replaced one by one, once all of them are written. A file in it lists what render wrote, so that
/// nothing else is ever deleted.
/// </summary>
internal sealed class RenderedFolder
{
    /// <summary>The file that lists the others.</summary>
    public const string Marker = ".flower-infra-render";

    private const string Format = "flower-infra/render/1";

    // Where a mount point's new files wait. What an interrupted run has left there is render's own.
    private const string Waiting = ".flower-infra-render.new";

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
    /// <returns>Whether the folder was replaced as a whole, and not file by file.</returns>
    /// <exception cref="ArgumentFaultsException">The folder can't be written.</exception>
    public bool Write(IReadOnlyDictionary<string, string> files)
    {
        try
        {
            try
            {
                ReplaceWhole(files);
                return true;
            }
            catch (Exception exception) when (IsRefusal(exception) && Directory.Exists(_path))
            {
                ReplaceEach(files);
                return false;
            }
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw Refusal(_given, Problem(exception), "Name another folder.");
        }
    }

    private static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private void ReplaceWhole(IReadOnlyDictionary<string, string> files)
    {
        // In the same folder: a rename is atomic only within one file system.
        var temporary = $"{_path}.{Environment.ProcessId}.tmp";
        try
        {
            WriteAll(temporary, files, files.Keys);
            Replace(temporary, $"{_path}.{Environment.ProcessId}.old");
        }
        catch
        {
            DeleteFolder(temporary);
            throw;
        }
    }

    // Interrupted at any point it leaves a folder that render takes for its own.
    private void ReplaceEach(IReadOnlyDictionary<string, string> files)
    {
        var waiting = Path.Combine(_path, Waiting);
        try
        {
            var before = Known(_path);
            WriteAll(waiting, files, files.Keys);
            WriteMarker(_path, files.Keys.Union(before));
            foreach (var file in files.Keys)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_path, file))!);
                File.Move(Path.Combine(waiting, file), Path.Combine(_path, file), overwrite: true);
            }

            foreach (var file in before.Except(files.Keys).Where(it => it != Marker))
                File.Delete(Path.Combine(_path, file));
            File.Move(Path.Combine(waiting, Marker), Path.Combine(_path, Marker), overwrite: true);
        }
        finally
        {
            DeleteFolder(waiting);
        }
    }

    private static void WriteAll(string folder, IReadOnlyDictionary<string, string> files, IEnumerable<string> listed)
    {
        DeleteFolder(folder);
        Directory.CreateDirectory(folder);
        WriteMarker(folder, listed);
        foreach (var (file, content) in files)
            WriteFile(folder, file, content);
    }

    private static void WriteMarker(string folder, IEnumerable<string> listed) =>
        WriteFile(folder, Marker, $"{Format}\n{string.Concat(listed.Order(StringComparer.Ordinal).Select(file => $"{file}\n"))}");

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
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

    // What render has written in a folder, or was about to.
    private static HashSet<string> Known(string folder)
    {
        var marker = Path.Combine(folder, Marker);
        var lines = File.Exists(marker) ? File.ReadAllLines(marker) : [];
        return lines is [Format, .. var written] ? written.Append(Marker).ToHashSet(StringComparer.Ordinal) : [];
    }

    // The first thing in the folder that render did not write, or null.
    private static string? Foreign(string folder)
    {
        var known = Known(folder);
        return Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(file => !known.Contains(file) && !file.StartsWith($"{Waiting}/", StringComparison.Ordinal));
    }

    private static string Problem(Exception exception) => $"can't be written: {exception.Message.TrimEnd('.')}";

    private static ArgumentFaultsException Refusal(string path, string problem, string fix) =>
        new("The command line", [new ArgumentFault("--out", path, problem, fix)]);
}
