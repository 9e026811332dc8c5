using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra;

/// <summary>A Pulumi project on disk: <c>Pulumi.yaml</c> and the stacks' files.</summary>
public sealed partial class PulumiProject
{
    private const string FileName = "Pulumi.yaml";

    // Pulumi's own settings, and those of the providers that the components use. A stack may use others beside them.
    private static readonly string[] KnownNamespaces = ["aws", "kubernetes", "pulumi", "random"];
    internal static readonly string[] StackFileKeys = ["config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider"];

    private readonly string _root;
    private readonly YamlFile _file;
    private readonly string _stackFolder;

    private PulumiProject(string root, YamlFile file)
    {
        _root = root;
        _file = file;
        _stackFolder = Scalar(file.Root, "stackConfigDir") ?? "";
        Main = Path.Combine(root, Scalar(file.Root, "main") ?? "");
        Name = Scalar(file.Root, "name") ?? throw new ArgumentFaultsException(
            FileName, [new ArgumentFault("name", null, "is missing", "Write the project's name.")]);
    }

    /// <summary>The project's name.</summary>
    public string Name { get; }

    /// <summary>The project's folder.</summary>
    internal string Folder => _root;

    /// <summary>The folder of its program.</summary>
    internal string Main { get; }

    /// <summary>The stacks that have a file, sorted.</summary>
    public IReadOnlyList<string> Stacks =>
        Directory.Exists(Path.Combine(_root, _stackFolder))
            ? [.. Directory.EnumerateFiles(Path.Combine(_root, _stackFolder), "Pulumi.*.yaml")
                .Select(path => Path.GetFileName(path)["Pulumi.".Length..^".yaml".Length])
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Finds the project at or above one of the folders given, in their order.</summary>
    /// <param name="folders">Where to begin.</param>
    /// <exception cref="ArgumentFaultsException">There is none, or its file is not valid.</exception>
    public static PulumiProject Find(params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        foreach (var folder in folders)
        {
            for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
            {
                if (File.Exists(Path.Combine(candidate.FullName, FileName)))
                    return new PulumiProject(candidate.FullName, YamlFile.Read(candidate.FullName, FileName));
            }
        }

        throw new ArgumentFaultsException(
            "The project",
            [new ArgumentFault(FileName, null, $"is neither in {folders[0]} nor above it", "Run the command inside the project.")]);
    }

    /// <summary>Reads a stack's configuration with the project's defaults.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such stack, or its file has faults.</exception>
    public StackSettings Read(string stack)
    {
        var settings = ReadWhatCanBe(stack);
        return settings.Faults.Count == 0 ? settings : throw new ArgumentFaultsException(FileOf(stack).File, settings.Faults);
    }

    /// <summary>Reads of a stack's configuration what can be read, for a message about all that is wrong with it.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ArgumentFaultsException">There is no such stack, or nothing of its file can be read.</exception>
    internal StackSettings ReadWhatCanBe(string stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (!StackName().IsMatch(stack) || !Stacks.Contains(stack, StringComparer.Ordinal))
        {
            var fix = Stacks.Count == 0
                ? $"Write {Path.Combine(_stackFolder, "Pulumi.<stack>.yaml")}."
                : $"Name one of {string.Join(", ", Stacks)}.";
            throw new ArgumentFaultsException("The command line", [new ArgumentFault("--stack", stack, "is not a stack of this project", fix)]);
        }

        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var secrets = new SortedSet<string>(StringComparer.Ordinal);
        AddDefaults(values, secrets);
        var faults = new ArgumentFaults();
        AddStack(faults, YamlFile.Read(_root, FileOf(stack).File), values, secrets);
        return new StackSettings(Name, stack, values, [.. secrets]) { Faults = faults.All };
    }

    /// <summary>Whether a text may be the name of a stack.</summary>
    /// <param name="stack">The text.</param>
    internal static bool IsStackName(string stack) => StackName().IsMatch(stack);

    /// <summary>The project's folder, and the file of a stack below it.</summary>
    /// <param name="stack">The stack's name.</param>
    internal (string Root, string File) FileOf(string stack) => (_root, Path.Combine(_stackFolder, $"Pulumi.{stack}.yaml"));

    private static string? Scalar(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlScalarNode { Value: { Length: > 0 } text }
            ? text
            : null;

    // A typed key has its default beside its type; a provider's key has a value.
    private void AddDefaults(SortedDictionary<string, string> values, SortedSet<string> secrets)
    {
        var faults = new ArgumentFaults();
        if (_file.Root.Children.TryGetValue(new YamlScalarNode("config"), out var config) && config is YamlMappingNode keys)
        {
            foreach (var (keyNode, node) in keys.Children)
            {
                var key = keyNode.ToString();
                var given = node is YamlMappingNode declaration
                    ? declaration.Children.FirstOrDefault(pair => pair.Key.ToString() is "default" or "value").Value
                    : node;
                if (given is not null)
                    Add(new YamlConfiguration(faults), key.Contains(':', StringComparison.Ordinal) ? key : $"{Name}:{key}", given, values, secrets);
            }
        }

        faults.ThrowIfAny(_file.Name);
    }

    private void AddStack(ArgumentFaults faults, YamlFile file, SortedDictionary<string, string> values, SortedSet<string> secrets)
    {
        foreach (var (keyNode, node) in file.Root.Children)
        {
            if (!StackFileKeys.Contains(keyNode.ToString(), StringComparer.Ordinal))
            {
                faults.Add(
                    $"{YamlFile.At(keyNode)}: {keyNode}", null, "is not a key of a stack's file",
                    "Put the stack's settings below \"config:\".");
            }
            else if (keyNode.ToString() == "config")
            {
                AddConfig(faults, node, values, secrets);
            }
        }
    }

    private void AddConfig(ArgumentFaults faults, YamlNode node, SortedDictionary<string, string> values, SortedSet<string> secrets)
    {
        if (node is not YamlMappingNode keys)
        {
            // "config:" with nothing below it is an empty configuration.
            faults.Require(
                node is YamlScalarNode { Value: null or "" }, $"{YamlFile.At(node)}: config", null, "is not a mapping",
                $"Write keys such as \"{Name}:accountId: …\" below it.");
            return;
        }

        var yaml = new YamlConfiguration(faults);
        foreach (var (key, (keyNode, value)) in yaml.Pairs("config", keys))
        {
            var parts = key.Split(':');
            if (parts.Length == 1)
            {
                faults.Add($"{YamlFile.At(keyNode)}: {key}", null, "has no namespace", $"Write {Name}:{key}.");
            }
            else if (parts.Length != 2 || parts.Any(string.IsNullOrWhiteSpace))
            {
                faults.Add($"{YamlFile.At(keyNode)}: {key}", null, "is not of the form NAMESPACE:KEY", $"Write for example {Name}:accountId.");
            }
            else if (Misspelt(parts[0]) is { } meant)
            {
                faults.Add($"{YamlFile.At(keyNode)}: {key}", null, $"has a namespace that is nearly {meant}", $"Write {meant}:{parts[1]}.");
            }
            else
            {
                Add(yaml, key, value, values, secrets);
            }
        }
    }

    // The name that a namespace is nearly, or null. For a name as short as "aws" only its own letters in another order count.
    private string? Misspelt(string name)
    {
        string[] known = [Name, .. KnownNamespaces];
        return known.Contains(name, StringComparer.Ordinal) ? null
            : SimilarName.In(known, name) ?? known.FirstOrDefault(it => it.Order().SequenceEqual(name.ToLowerInvariant().Order()));
    }

    private static void Add(
        YamlConfiguration yaml, string key, YamlNode node, SortedDictionary<string, string> values, SortedSet<string> secrets)
    {
        if (yaml.Text(key, node, out var isSecret) is not { } text)
            return;
        values[key] = text;
        if (isSecret)
            secrets.Add(key);
        else
            secrets.Remove(key);
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,100}$")]
    private static partial Regex StackName();
}
