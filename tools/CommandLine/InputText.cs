namespace FlowerInfra;

/// <summary>Reads what somebody names as input, up to a bound: a device never ends, and a pipe may never begin.</summary>
internal static class InputText
{
    /// <summary>The most that is read, in bytes of a file or characters of a reader. A megabyte is a large configuration.</summary>
    public const int Most = 2 * 1024 * 1024;

    /// <summary>Reads a file that a project consists of. One without a length is empty: it is never opened.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is too large, or can't be read.</exception>
    public static string OfProject(string path)
    {
        var file = new FileInfo(path);
        // A link has the length of its own text.
        var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        // Pipes and devices have no length. Opening a pipe waits for its other end.
        return target is { Exists: true, Length: 0 } ? "" : OfFile(path);
    }

    /// <summary>Reads a file, which may be a pipe.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is too large, or can't be read.</exception>
    public static string OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        // Room for the most at once, for every small file, would cost a collection of the large objects.
        var bytes = new byte[16 * 1024];
        var count = 0;
        while (stream.Read(bytes, count, bytes.Length - count) is > 0 and var read)
        {
            count += read;
            if (count == bytes.Length && count <= Most)
                Array.Resize(ref bytes, Math.Min(2 * count, Most + 1));
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, Bounded(count)));
        return reader.ReadToEnd();
    }

    /// <summary>Reads a reader to its end.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="IOException">There is too much, or it can't be read.</exception>
    public static string Of(TextReader reader)
    {
        var characters = new char[Most + 1];
        return new string(characters, 0, Bounded(reader.ReadBlock(characters)));
    }

    /// <summary>Reads as long as somebody has patience.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="read">Reads the input.</param>
    /// <exception cref="IOException">There is no end in this time, or it can't be read.</exception>
    public static string Within(TimeSpan patience, Func<string> read)
    {
        try
        {
            return Task.Run(read).WaitAsync(patience).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            throw new IOException($"It has not ended after {patience.TotalSeconds:0} seconds");
        }
    }

    private static int Bounded(int count) =>
        count <= Most ? count : throw new IOException($"It is larger than {Most / (1024 * 1024)} MiB");
}
