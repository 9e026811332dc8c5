using Pulumi;

namespace FlowerInfra;

/// <summary>A stack ended with an error. The message is for its user and holds no stack trace.</summary>
public sealed class PreviewException : Exception
{
    private const string Unhandled = "Running program '";

    private PreviewException(string message, bool isDefect, Exception inner)
        : base(message, inner) => IsDefect = isDefect;

    /// <summary>Whether the program failed, rather than reported an error of its own.</summary>
    public bool IsDefect { get; }

    /// <summary>Makes a message for users of what the SDK threw.</summary>
    /// <param name="exception">A <see cref="RunException"/>, or several of them together.</param>
    internal static PreviewException From(Exception exception)
    {
        var messages = exception is AggregateException several
            ? several.InnerExceptions.Select(inner => inner.Message).Order(StringComparer.Ordinal).ToArray()
            : [exception.Message];
        var isDefect = messages.Any(message => message.StartsWith(Unhandled, StringComparison.Ordinal));
        return new PreviewException(string.Join('\n', messages.Select(WithoutStack)), isDefect, exception);
    }

    private static string WithoutStack(string message)
    {
        var lines = message.Split('\n').TakeWhile(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        return string.Join('\n', lines.Where(line => !line.StartsWith(Unhandled, StringComparison.Ordinal))).Trim();
    }
}
