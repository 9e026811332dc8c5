using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The names of the applications' tasks for which the administrators' controls by name work.</summary>
internal static partial class TaskNames
{
    // As many as fit into a ConfigMap, which takes 1 MiB.
    private const int Most = 1000;

    /// <summary>Records the faults of a list of names.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="key">The path of the argument.</param>
    /// <param name="names">The names.</param>
    public static void Validate(ArgumentFaults faults, string key, IReadOnlyList<string> names)
    {
        faults.Require(names.Count <= Most, key, null, $"has more than {Most} names", "Name the tasks that administrators control by name.");
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            var entry = $"{key}[{index}]";
            faults.Require(
                Name().IsMatch(name), entry, name, "is not the name of a task",
                "Write the name as the worker's log shows it, in at most 255 printable ASCII characters.");
            faults.Require(
                !name.StartsWith("celery.", StringComparison.Ordinal), entry, name, "is one of Celery's own tasks, which Flower knows already",
                "Remove it.");
            faults.Require(known.Add(name), entry, name, "is named twice", "Keep one of the two.");
        }
    }

    [GeneratedRegex("^[!-~]([ -~]{0,253}[!-~])?\\z")]
    private static partial Regex Name();
}
