using System.Text;

namespace FlowerInfra;

/// <summary>
/// Writes to what may be full or closed. A result that is lost is an error of its own kind; an error that is lost has nobody to
/// tell. What invisible characters an error quotes from somebody's input is escaped.
/// </summary>
/// <param name="inner">Where the text goes.</param>
/// <param name="isResult">Whether the text is a result.</param>
internal sealed class GuardedWriter(TextWriter inner, bool isResult) : TextWriter
{
    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc />
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc />
    public override void Write(string? value) => Try(() => inner.Write(Safe(value)));

    /// <inheritdoc />
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(Safe(value)));

    /// <inheritdoc />
    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override void Flush() => Try(inner.Flush);

    private string? Safe(string? text) => isResult || text is null ? text
        : string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Printable.Of));

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            if (isResult)
                throw new LostResultException(exception);
        }
    }
}
