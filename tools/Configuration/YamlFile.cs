using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra;

/// <summary>A YAML file whose root is a mapping. What is wrong with it is reported with the line.</summary>
internal sealed class YamlFile
{
    private YamlFile(string name, YamlMappingNode root)
    {
        Name = name;
        Root = root;
    }

    /// <summary>The file as messages name it, relative to the project.</summary>
    public string Name { get; }

    /// <summary>The root; empty for an empty file.</summary>
    public YamlMappingNode Root { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="name">The file's path below it.</param>
    /// <exception cref="ArgumentFaultsException">The file can't be read or is not such YAML.</exception>
    public static YamlFile Read(string root, string name)
    {
        var faults = new ArgumentFaults();
        try
        {
            using var reader = new StringReader(InputText.OfProject(Path.Combine(root, name)));
            var stream = new YamlStream();
            stream.Load(new BoundedParser(new Parser(reader)));
            if (stream.Documents.Count == 0)
                return new YamlFile(name, new YamlMappingNode());
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode mapping)
                return new YamlFile(name, mapping);
            faults.Add("line 1", null, "does not begin a single mapping", "Write one document of the form \"key: value\".");
        }
        catch (YamlException exception)
        {
            faults.Add(Place(exception), null, $"is not valid YAML: {Reason(exception)}", "Correct the line.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(name, null, $"can't be read: {exception.Message}", "Make it readable.");
        }

        throw new ArgumentFaultsException(name, faults.All);
    }

    /// <summary>The key of a fault on one line.</summary>
    /// <param name="line">The line, from 1.</param>
    public static string At(long line) => $"line {line}";

    /// <summary>The key of a fault at a node.</summary>
    /// <param name="node">The node.</param>
    public static string At(YamlNode node) => At(node.Start.Line);

    // What begins on one line may go wrong on a later one, and where an alias stands that leads nowhere is not told.
    private static string Place(YamlException exception) => (exception.Start.Line, exception.End.Line) switch
    {
        _ when exception is AnchorNotFoundException => "an alias",
        var (first, last) when first < last => $"lines {first} to {last}",
        var (line, _) => At(line),
    };

    private static string Reason(YamlException exception) =>
        (exception.InnerException?.Message ?? exception.Message).TrimEnd('.');
}
