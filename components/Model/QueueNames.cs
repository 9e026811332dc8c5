using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The names of Celery's queues, of which rights and settings are made.</summary>
internal static partial class QueueNames
{
    /// <summary>Celery's own queue, where none is named.</summary>
    public const string Default = "celery";

    private const int Most = 50;

    /// <summary>Reads a list of queues.</summary>
    /// <param name="reader">Reads the arguments around it.</param>
    /// <param name="key">The list's name.</param>
    /// <param name="names">The names as given; null is Celery's own.</param>
    /// <returns>The names, in the order given.</returns>
    public static IReadOnlyList<string> Read(ArgumentReader reader, string key, List<string>? names)
    {
        if (names is null)
            return [Default];
        reader.Require(names.Count > 0, key, null, "names no queue", "Name the queues, or leave it out for \"celery\".");
        reader.Require(names.Count <= Most, key, null, $"has more than {Most} queues", "Share queues, or make a broker for each team.");
        for (var i = 0; i < names.Count; i++)
        {
            var (entry, name) = ($"{key}[{i}]", names[i]);
            reader.Require(
                Name().IsMatch(name), entry, name, "is not a name for a queue",
                "Use at most 100 letters, digits, points, hyphens and underscores, beginning with a letter or digit.");
            // Rights on a queue of such a name would be rights on what Celery keeps its own messages in, or on RabbitMQ's own exchanges.
            reader.Require(
                !Reserved().IsMatch(name), entry, name, "is, or begins like, a name that Celery or RabbitMQ reserves", "Choose another name.");
            reader.Require(names.IndexOf(name) == i, entry, name, "is named twice", "Name each queue once.");
            var other = names.Find(it => name.Length == it.Length + 3 && name.StartsWith(it, StringComparison.Ordinal) && name[^1] is '3' or '6' or '9');
            reader.Require(
                other is null, entry, name, $"looks like a priority of the queue {other}, whose users' rights would reach it",
                "Choose a name that isn't the other's with three more characters.");
        }

        return [.. names];
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(amq\.|celeryev|celery-task|unacked|flower-strict|tasks\z)|pidbox")]
    private static partial Regex Reserved();
}
