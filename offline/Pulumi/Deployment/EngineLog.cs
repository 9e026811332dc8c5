namespace Pulumi;

/// <summary>What a program has logged. An error alone fails the run.</summary>
internal sealed class EngineLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public void Error(string message)
    {
        lock (_lock)
            _errors.Add(message);
    }
}
