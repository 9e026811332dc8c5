namespace FlowerInfra.Tests.Tools.Verify;

internal sealed class TemporaryFolder : IDisposable
{
    public string Name { get; } = Directory.CreateTempSubdirectory("flower-verify-files-").FullName;

    public string Write(string file, string text)
    {
        var path = Path.Combine(Name, file);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Name, recursive: true);
}
