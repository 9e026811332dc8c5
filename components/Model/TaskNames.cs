using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The names of the applications' tasks for which the administrators' controls by name work.</summary>
internal static partial class TaskNames
{
    // As many as fit into a ConfigMap, which takes 1 MiB.
    private const int Most = 1000;

    /// <summary>Reads a list of names.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="key">The list's name.</param>
    /// <param name="names">The names as given; null counts as none.</param>
    public static IReadOnlyList<string> Read(ArgumentReader reader, string key, List<string>? names)
    {
        if (names is null)
            return [];
        reader.Require(names.Count <= Most, key, null, $"has more than {Most} names", "Name the tasks that administrators control by name.");
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            var entry = $"{key}[{index}]";
            reader.Require(
                Name().IsMatch(name), entry, name, "is not the name of a task",
                "Write the name as the worker's log shows it, in at most 255 printable ASCII characters.");
            reader.Require(
                !name.StartsWith("celery.", StringComparison.Ordinal), entry, name, "is one of Celery's own tasks, which Flower knows already",
                "Remove it.");
            reader.Require(known.Add(name), entry, name, "is named twice", "Keep one of the two.");
        }

        return [.. names];
    }

    [GeneratedRegex("^[!-~]([ -~]{0,253}[!-~])?\\z")]
    private static partial Regex Name();
}
