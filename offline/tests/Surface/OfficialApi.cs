namespace FlowerInfra.Offline.Tests.Surface;

/// <summary>What the official Pulumi package has: the list that it keeps of its public API, and what that list lacks.</summary>
internal static class OfficialApi
{
    public static IReadOnlySet<string> Lines { get; } =
        Read("official-api.txt").Concat(Read("official-api-unlisted.txt")).ToHashSet(StringComparer.Ordinal);

    private static string[] Read(string resource)
    {
        using var stream = typeof(OfficialApi).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded in the tests.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToArray();
    }
}
