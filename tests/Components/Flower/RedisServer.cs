using System.Diagnostics;
using System.Net.Sockets;
using FlowerInfra.Tests.Gateway;
using FlowerInfra.Tests.Tools.Verify;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>The real Redis with TLS and a password, on a loopback port of its own.</summary>
internal sealed class RedisServer : IDisposable
{
    // Redis does what its name says, and Debian's package without a service has it under this one.
    private static readonly string Program =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(directory => Path.Combine(directory, "redis-check-rdb"))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Redis is not installed: run ./test.sh, or apt-get install redis-tools");

    private readonly TestAuthority _authority = new("Redis");
    private readonly TemporaryFolder _folder = new();
    private readonly Process _redis;
    private readonly int _port;

    /// <summary>Starts it with one user of every right, or with the users of an ACL file.</summary>
    public RedisServer(string? users = null, string host = "localhost")
    {
        var port = LoopbackPorts.Take();
        var (certificate, key) = _authority.Issue(host);
        var configuration = _folder.Write("redis.conf", $"""
            bind 127.0.0.1
            port 0
            tls-port {port}
            tls-cert-file {_folder.Write("tls.crt", certificate)}
            tls-key-file {_folder.Write("tls.key", key)}
            tls-ca-cert-file {_authority.File}
            tls-auth-clients no
            {(users is null ? "requirepass test-password" : $"aclfile {_folder.Write("users.acl", users)}")}
            save ""
            dir {_folder.Name}
            """);
        _port = port;
        Url = UrlOf("", "test-password");
        var program = Path.Combine(_folder.Name, "redis-server");
        File.CreateSymbolicLink(program, Program);
        var start = new ProcessStartInfo(program, [configuration]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _redis = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start.");
        _redis.OutputDataReceived += (_, _) => { };
        _redis.BeginOutputReadLine();
        while (!IsListening(port))
        {
            if (_redis.HasExited)
                throw new InvalidOperationException($"redis-server ended: {_redis.StandardError.ReadToEnd()}");
            Thread.Sleep(50);
        }
    }

    public string Url { get; }

    /// <summary>The URL of a user.</summary>
    public string UrlOf(string user, string password) => $"rediss://{user}:{password}@localhost:{_port}/0";

    public string AuthorityFile => _authority.File;

    /// <summary>Ends the server, as a failure would.</summary>
    public void Stop()
    {
        _redis.Kill();
        _redis.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        _redis.Dispose();
        _folder.Dispose();
        _authority.Dispose();
    }

    private static bool IsListening(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
