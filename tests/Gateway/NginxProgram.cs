namespace FlowerInfra.Tests.Gateway;

/// <summary>The nginx that is installed on this machine.</summary>
internal static class NginxProgram
{
    // Debian's is in /usr/sbin, which is not on every user's PATH.
    public static string Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Append("/usr/sbin")
        .Select(directory => System.IO.Path.Combine(directory, "nginx")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("nginx is not installed: run ./test.sh, or apt-get install nginx");
}
