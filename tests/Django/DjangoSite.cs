using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Verify;

namespace FlowerInfra.Tests.Django;

/// <summary>A real Django with a database, its own login, and a rendered app, over TLS on a port of this machine.</summary>
internal sealed class DjangoSite : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly Process _python;
    private readonly Task<string> _errors;
    private readonly int _port;
    private readonly string _hash;

    public DjangoSite(SortedDictionary<string, string> app, object? settings = null)
    {
        var (certificate, key) = _authority.Issue(GateStandIn.Site);
        using var own = X509Certificate2.CreateFromPem(certificate);
        var hash = _hash = own.GetCertHashString();
        File.WriteAllText(Path.Combine(_folder.Name, "tls.crt"), certificate);
        File.WriteAllText(Path.Combine(_folder.Name, "tls.key"), key);
        Apps = Path.Combine(_folder.Name, "apps");
        foreach (var (name, text) in app)
        {
            var path = Path.Combine(Apps, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        _python = Start(settings, command: null);
        _errors = _python.StandardError.ReadToEndAsync();
        var line = _python.StandardOutput.ReadLine();
        if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out _port))
            throw new InvalidOperationException($"Django did not start: {_errors.Result}");
        Client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == hash },
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri($"https://{GateStandIn.Site}/"),
        };
        // The server ends each connection after its answer.
        Client.DefaultRequestHeaders.ConnectionClose = true;
        Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Client.DefaultRequestHeaders.Add("Referer", $"https://{GateStandIn.Site}/accounts/login/");
    }

    /// <summary>A browser without cookies of its own, on the site itself.</summary>
    public HttpClient Client { get; }

    /// <summary>The folder of the apps.</summary>
    public string Apps { get; }

    /// <summary>Debian's interpreter, for which its Django is, or another that has one.</summary>
    public static string Python { get; } = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasDjango)
        ?? throw new InvalidOperationException("Django is not installed: run ./test.sh, or apt-get install python3-django");

    /// <summary>Settings of a gateway that asks this site.</summary>
    public GatewaySettings Settings(InstanceRole role = InstanceRole.Viewer) => GateStandIn.Settings(_port, _authority.File, role);

    /// <summary>Signs a user in by the site's own login, and returns the session.</summary>
    public string SignIn(string user, string? next = null) => Session(Login(user, next));

    /// <summary>Signs a user in, and returns the answer of the login.</summary>
    public HttpResponseMessage Login(string user, string? next = null)
    {
        var page = $"accounts/login/{(next is null ? "" : $"?next={Uri.EscapeDataString(next)}")}";
        using var form = Send(() => new HttpRequestMessage(HttpMethod.Get, page));
        var token = Cookie(form, "csrftoken");
        return Send(() => new HttpRequestMessage(HttpMethod.Post, page)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["username"] = user,
                ["password"] = $"password of {user}",
                ["csrfmiddlewaretoken"] = token,
            }),
            Headers = { { "Cookie", $"csrftoken={token}" } },
        });
    }

    /// <summary>The session that an answer gave.</summary>
    public static string Session(HttpResponseMessage answer) => Cookie(answer, "sessionid");

    /// <summary>Signs a session out.</summary>
    public HttpStatusCode SignOut(string session)
    {
        using var answer = Send(() => new HttpRequestMessage(HttpMethod.Get, "accounts/logout/") { Headers = { { "Cookie", $"sessionid={session}" } } });
        return answer.StatusCode;
    }

    /// <summary>Sends bytes, one per character, and reads what comes back until the site closes.</summary>
    public string Send(string request)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, _port);
        using var tls = new SslStream(client.GetStream());
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = GateStandIn.Site, RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _hash });
        var answer = new MemoryStream();
        try
        {
            tls.Write(Encoding.Latin1.GetBytes(request));
            // A body that is announced and doesn't come would else be waited for.
            tls.ShutdownAsync().Wait();
            tls.CopyTo(answer);
        }
        catch (IOException)
        {
            // The site may close at once after a request that it can't read; what came before that counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>Changes a user in the database.</summary>
    /// <param name="change">A field to set, or with a minus in front to unset.</param>
    /// <param name="user">The user's name.</param>
    public void Change(string change, string user)
    {
        _python.StandardInput.WriteLine($"{change} {user}");
        _python.StandardInput.Flush();
        if (_python.StandardOutput.ReadLine() != "done")
            throw new InvalidOperationException(_errors.Result);
    }

    /// <summary>Runs a command of <c>manage.py</c> with other settings; returns its exit code and what it prints.</summary>
    public (int Code, string Text) Run(string command, object? settings = null)
    {
        using var python = Start(settings, command);
        var errors = python.StandardError.ReadToEndAsync();
        var text = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return (python.ExitCode, text + errors.Result);
    }

    public void Dispose()
    {
        Client.Dispose();
        _python.StandardInput.Close();
        if (!_python.WaitForExit(TimeSpan.FromSeconds(10)))
            _python.Kill();
        _python.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    // On a busy machine Python's small server ends a connection now and then without an answer. What is tested is the gateway's
    // question, and not this login.
    private HttpResponseMessage Send(Func<HttpRequestMessage> request)
    {
        for (var left = 4; ; left--)
        {
            try
            {
                return Client.Send(request());
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ResponseEnded && left > 0)
            {
                Thread.Sleep(100);
            }
        }
    }

    private Process Start(object? settings, string? command)
    {
        var start = new ProcessStartInfo(
            Python, [Path.Combine(RepositoryStacks.Root, "tests", "Django", "Site", "serve.py"), _folder.Name, Apps, JsonSerializer.Serialize(settings ?? new { })])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        if (command is not null)
            start.Environment["SITE_COMMAND"] = command;
        return Process.Start(start)!;
    }

    private static string Cookie(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            && cookies.FirstOrDefault(it => it.StartsWith($"{name}=", StringComparison.Ordinal)) is { } cookie
            ? cookie[(name.Length + 1)..cookie.IndexOf(';', StringComparison.Ordinal)]
            : throw new InvalidOperationException($"{answer.StatusCode}: {answer.Content.ReadAsStringAsync().Result}");

    private static bool HasDjango(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import django"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
