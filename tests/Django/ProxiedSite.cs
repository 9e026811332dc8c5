using FlowerInfra.Tests.Tools.Verify;

namespace FlowerInfra.Tests.Django;

/// <summary>A real Django site with the rendered proxy, and the files that the stack brings.</summary>
internal sealed class ProxiedSite : IDisposable
{
    /// <summary>The header of the site's own pages.</summary>
    public const string Own = $"Origin: https://{GateStandIn.Site}\r\n";

    private readonly TemporaryFolder _files = new();

    /// <summary>Starts the site.</summary>
    /// <param name="app">The rendered app.</param>
    /// <param name="port">The port of the gateway on this machine.</param>
    /// <param name="authority">The file of the authority that is trusted.</param>
    /// <param name="other">Settings besides those that fit.</param>
    public ProxiedSite(SortedDictionary<string, string> app, int port, string authority, params (string Name, object Value)[] other)
    {
        foreach (var (instance, prefix) in new[] { ("proxied", "/flower"), ("proxied-admin", "/flower-admin") })
        {
            Write(instance, "config/FLOWER_URL", $"https://localhost:{port}");
            Write(instance, "config/FLOWER_URL_PREFIX", prefix);
            Write(instance, "config/ca.crt", File.ReadAllText(authority));
            Write(instance, "credential/basic-auth.json", """{"ops": "right-password"}""");
        }

        var settings = Settings(_files.Name, AuditLog);
        foreach (var (name, value) in other)
            settings[name] = value;
        Site = new DjangoSite(app, settings);
    }

    /// <summary>The site.</summary>
    public DjangoSite Site { get; }

    /// <summary>The audit log.</summary>
    public string AuditLog => Path.Combine(_files.Name, "audit.log");

    /// <summary>The settings of a site that fits.</summary>
    public static Dictionary<string, object?> Settings(string directory, string auditLog) => new()
    {
        ["FLOWER_PROXY_DIRECTORY"] = directory,
        ["LOGGING"] = new Dictionary<string, object>
        {
            ["version"] = 1,
            ["handlers"] = new { audit = new Dictionary<string, string> { ["class"] = "logging.FileHandler", ["filename"] = auditLog } },
            ["loggers"] = new Dictionary<string, object> { ["flower_proxy.audit"] = new { handlers = new[] { "audit" }, level = "INFO" } },
        },
        ["SESSION_COOKIE_DOMAIN"] = null,
    };

    /// <summary>Replaces a file that the stack brings.</summary>
    public void Write(string instance, string file, string text)
    {
        var path = Path.Combine(_files.Name, instance, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The status of a GET.</summary>
    public int Get(string target, string headers = "") => Status(Site.Send($"GET {target} HTTP/1.1\r\nHost: {GateStandIn.Site}\r\nX-Forwarded-Proto: https\r\n{headers}\r\n"));

    /// <summary>The status of a POST.</summary>
    public int Post(string target, string headers, string body = "") =>
        Status(Site.Send($"POST {target} HTTP/1.1\r\nHost: {GateStandIn.Site}\r\nX-Forwarded-Proto: https\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}"));

    /// <summary>The status of an answer; 0 for none.</summary>
    public static int Status(string answer) =>
        answer.StartsWith("HTTP/1.", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;

    public void Dispose()
    {
        Site.Dispose();
        _files.Dispose();
    }
}
