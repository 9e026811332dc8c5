namespace FlowerInfra;

/// <summary>Tells what only looks like a file.</summary>
internal static class SpecialFile
{
    /// <summary>Whether a path is a pipe, a terminal or another file in which no place can be looked up.</summary>
    /// <param name="path">The path, without links.</param>
    public static bool IsPipe(string path)
    {
        try
        {
            // For reading or writing alone a pipe waits for its other end; for both Linux opens it at once (man 7 fifo).
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What may not be opened is told by who tries to use it.
            return false;
        }
    }
}
