namespace FlowerInfra;

/// <summary>
/// What the components write into a Python file: the options that it may set, and its code. A file's options can be read; what
/// code does can't be told from its words, so that only the code passes that the components write and that is tested.
/// </summary>
internal sealed class PythonReference
{
    private static readonly bool[] Either = [false, true];
    private static readonly HashSet<string> AboutTls = new(
        ["_authorities", "_read", "_redis_tls", "_scheme", "broker_url", "broker_use_ssl", "redis_backend_use_ssl", "result_backend"], StringComparer.Ordinal);

    private readonly HashSet<string> _options;
    private readonly HashSet<string> _code;

    private PythonReference(IEnumerable<string> renderings)
    {
        PythonStatement[] statements = [.. renderings.SelectMany(it => PythonFile.Read(it).Statements)];
        _options = statements.Where(it => it.IsSetting).Select(it => it.Tokens[0].Value).ToHashSet(StringComparer.Ordinal);
        _code = statements.Where(it => !it.IsSetting).Select(it => it.Code).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary><c>flowerconfig.py</c>.</summary>
    public static PythonReference Flower { get; } = new(FlowerFiles());

    /// <summary><c>celeryconfig.py</c>.</summary>
    public static PythonReference Celery { get; } = new(CeleryFiles(allowPlaintextBroker: false).Concat(CeleryFiles(allowPlaintextBroker: true)));

    private static readonly string[][] VerifiedTls = [.. CeleryFiles(allowPlaintextBroker: false).Select(it => Tls(PythonFile.Read(it)))];

    /// <summary>Whether a <c>celeryconfig.py</c> says about TLS what the components write, in the same order, and nothing else.</summary>
    /// <param name="file">The file.</param>
    public static bool VerifiesTls(PythonFile file) => Tls(file) is var tls && VerifiedTls.Any(it => it.SequenceEqual(tls, StringComparer.Ordinal));

    /// <summary>What a file does that the components don't write, each as a clause that follows the file's name.</summary>
    /// <param name="file">The file.</param>
    public IEnumerable<string> Surprises(PythonFile file) =>
        from statement in file.Statements
        where statement.IsSetting ? !_options.Contains(statement.Tokens[0].Value) : !_code.Contains(statement.Code)
        // Not more of it: it may hold what nobody is to read.
        select statement.IsSetting
            ? $"sets {statement.Tokens[0].Value} (line {statement.Line}), which no control knows"
            : $"has code of its own on line {statement.Line} ({statement.Tokens[0].Value} …): it can set every option behind the controls' back";

    private static string[] Tls(PythonFile file) =>
    [
        .. file.Statements.Where(statement => statement.All.Any(it => it.Tokens.Any(token =>
            token.Kind == PythonTokenKind.Name && AboutTls.Contains(token.Value)))).Select(it => it.Code),
    ];

    private static IEnumerable<string> FlowerFiles()
    {
        _ = HostName.TryParse("flower.example.com", out var host, out _);
        _ = UrlPrefix.TryParse("/", out var prefix, out _);
        _ = EmailRule.TryParse("somebody@example.com", out var rule, out _);
        _ = EmailRules.TryCombine([rule!], out var rules, out _);
        return
            from oauth in new[] { null, new OAuthSettings { Provider = OAuthProvider.Google, Emails = rules!, ClientId = "client" } }
            from persistence in new[] { null, new PersistenceSettings { DatabaseFile = "/var/lib/flower/flower" } }
            select FlowerConfiguration.Render(new FlowerSettings { Host = host!, Prefix = prefix!, OAuth = oauth, Persistence = persistence });
    }

    private static IEnumerable<string> CeleryFiles(bool allowPlaintextBroker) =>
        from hasBackend in Either
        from authority in new[] { null, FlowerInfra.FlowerFiles.BrokerAuthorityFile }
        select CeleryConfiguration.Render(new CelerySettings
        {
            AllowPlaintextBroker = allowPlaintextBroker,
            HasResultBackend = hasBackend,
            BrokerCertificateAuthorityFile = authority,
        });
}
