namespace FlowerInfra;

/// <summary>Reads what somebody names as input, up to a bound: a device never ends, and a pipe may never begin.</summary>
internal static class InputText
{
    /// <summary>The most that is read, in bytes of a file or characters of a reader. A megabyte is a large configuration.</summary>
    public const int Most = 2 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Reads a file that a project consists of. A pipe or a terminal that has a name is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is too large, is none, or can't be read.</exception>
    public static string OfProject(string path)
    {
        var file = new FileInfo(path);
        // A link has the length of its own text.
        var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        if (target is { Exists: true, Length: 0 } && SpecialFile.IsPipe(target.FullName))
            throw new IOException("It is a pipe or a terminal");
        // What a shell substitutes for a command is a link to a pipe without a name, whose other end somebody holds.
        return target.Exists ? OfFile(path) : Within(Patience, () => OfFile(path));
    }

    /// <summary>Reads a file, which may be a pipe.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most that is read, in bytes.</param>
    /// <exception cref="IOException">The file is too large, or can't be read.</exception>
    public static string OfFile(string path, int most = Most)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        // Room for the most at once, for every small file, would cost a collection of the large objects.
        var bytes = new byte[16 * 1024];
        var count = 0;
        while (stream.Read(bytes, count, bytes.Length - count) is > 0 and var read)
        {
            count += read;
            if (count == bytes.Length && count <= most)
                Array.Resize(ref bytes, Math.Min(2 * count, most + 1));
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, Bounded(count, most)));
        return reader.ReadToEnd();
    }

    /// <summary>Reads a reader to its end.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="IOException">There is too much, or it can't be read.</exception>
    public static string Of(TextReader reader)
    {
        var characters = new char[Most + 1];
        return new string(characters, 0, Bounded(reader.ReadBlock(characters), Most));
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
            throw new IOException($"It did not end within {patience.TotalSeconds:0} seconds");
        }
    }

    private static int Bounded(int count, int most) =>
        count <= most ? count : throw new IOException($"It is larger than {most / (1024 * 1024)} MiB");
}
