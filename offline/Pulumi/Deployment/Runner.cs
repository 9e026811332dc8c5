namespace Pulumi;

/// <summary>Waits for everything that a program has started.</summary>
internal sealed class Runner
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _exceptions = [];
    private readonly HashSet<Task> _running = [];

    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_lock)
            _running.Add(task);
    }

    public async Task<IReadOnlyList<Exception>> WhenIdleAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_lock)
                running = [.. _running];
            if (running.Length == 0)
                return _exceptions;
            foreach (var task in running)
                await ObserveAsync(task).ConfigureAwait(false);
        }
    }

    private async Task ObserveAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // One failure reaches every output that is made of it; it is one failure still.
            if (!_exceptions.Contains(exception))
                _exceptions.Add(exception);
        }

        lock (_lock)
            _running.Remove(task);
    }
}
