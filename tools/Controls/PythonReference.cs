using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What the components write into a Python file: the options that it may set, and its code. A file's options can be read; what
/// code does can't be told from its words, so that only the code passes that the components write and that is tested.
/// </summary>
internal sealed partial class PythonReference
{
    private static readonly bool[] Either = [false, true];

    private static readonly HashSet<string> AboutTls = new(
        ["_authorities", "_read", "_redis_tls", "_scheme", "broker_url", "broker_use_ssl", "redis_backend_use_ssl", "result_backend"], StringComparer.Ordinal);

    private static readonly HashSet<string> AboutTransport = new(["broker_transport_options"], StringComparer.Ordinal);

    private static readonly string[][] VerifiedApplications =
    [
        .. from isWorker in Either
        from isRabbitMq in Either
        from hasResults in Either
        from authority in new[] { null, Pulumi.Output.Create("given") }
        let settings = new CelerySettingsModel { IsWorker = isWorker, IsRabbitMq = isRabbitMq, HasResults = hasResults, CertificateAuthority = authority }
        select AboutTlsAnywhere(PythonFile.Read(ApplicationConfiguration.Render(settings))),
    ];

    private static readonly PythonFile[] Verified = [.. CeleryFiles(allowPlaintextBroker: false)];

    private static readonly Dictionary<string, string[][]> Modules = new(StringComparer.Ordinal)
    {
        [GatewayCredentials.Script] = [Codes(PythonFile.Read(GatewayCredentials.Render())), Codes(PythonFile.Read(GatewayCredentials.RenderAuthorization())), Codes(PythonFile.Read(GatewayPasses.Render())),
            Codes(PythonFile.Read(GatewayCredentials.RenderForDjango(InstanceRole.Viewer))), Codes(PythonFile.Read(GatewayCredentials.RenderForDjango(InstanceRole.Administrator)))],
        [$"{SigningSettings.FlowerModule}.py"] = [Codes(PythonFile.Read(SigningSettings.RenderForFlower()))],
        [$"{TaskStubs.Module}.py"] = [Codes(PythonFile.Read(TaskStubs.Render(["task"])))],
    };

    private readonly HashSet<string> _options;
    private readonly HashSet<string> _code;

    private PythonReference(IEnumerable<PythonFile> files)
    {
        PythonStatement[] statements = [.. files.SelectMany(it => it.Statements)];
        _options = statements.Where(IsOption).Select(it => it.Tokens[0].Value).ToHashSet(StringComparer.Ordinal);
        _code = statements.Where(it => !IsOption(it)).Select(it => it.Code).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary><c>flowerconfig.py</c>.</summary>
    public static PythonReference Flower { get; } = new(FlowerFiles());

    /// <summary><c>celeryconfig.py</c>.</summary>
    public static PythonReference Celery { get; } = new(Verified.Concat(CeleryFiles(allowPlaintextBroker: true)));

    /// <summary>Whether a <c>celeryconfig.py</c> says about TLS what the components write, in the same order, and nothing else.</summary>
    /// <param name="file">The file.</param>
    public static bool VerifiesTls(PythonFile file) => SaysTheSame(file, AboutTls);

    /// <summary>Whether a team's <c>celeryconfig.py</c> says about TLS what the components write, wherever its files are.</summary>
    /// <param name="file">The file.</param>
    public static bool VerifiesTlsOfApplications(PythonFile file) =>
        AboutTlsAnywhere(file) is var said && VerifiedApplications.Any(it => it.SequenceEqual(said, StringComparer.Ordinal));

    /// <summary>Whether a <c>celeryconfig.py</c> says about the broker's connections what the components write, and nothing else.</summary>
    /// <param name="file">The file.</param>
    public static bool GivesUp(PythonFile file) => SaysTheSame(file, AboutTransport);

    /// <summary>Whether a file beside these two is one that the components write.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">The file.</param>
    public static bool IsModule(string name, PythonFile file) =>
        Modules.TryGetValue(name, out var modules) && Codes(file) is var codes && modules.Any(it => it.SequenceEqual(codes, StringComparer.Ordinal));

    /// <summary>What a file does that the components don't write, each as a clause that follows the file's name.</summary>
    /// <param name="file">The file.</param>
    public IEnumerable<string> Surprises(PythonFile file) =>
        from statement in file.Statements
        let isOption = IsOption(statement)
        where isOption ? !_options.Contains(statement.Tokens[0].Value) : !_code.Contains(statement.Code)
        // Not more of it: it may hold what nobody is to read.
        select isOption
            ? $"sets {statement.Tokens[0].Value} (line {statement.Line}), which no control knows"
            : $"has code of its own on line {statement.Line} ({statement.Tokens[0].Value} …): it can set every option behind the controls' back";

    // The modules that Celery imports are code as well.
    private static bool IsOption(PythonStatement statement) => statement.IsSetting && statement.Tokens[0].Value != "imports";

    private static bool SaysTheSame(PythonFile file, HashSet<string> names) =>
        About(file, names) is var said && Verified.Any(it => About(it, names).SequenceEqual(said, StringComparer.Ordinal));

    private static string[] About(PythonFile file, HashSet<string> names) =>
    [
        .. file.Statements.Where(statement => statement.All.Any(it => it.Tokens.Any(token =>
            token.Kind == PythonTokenKind.Name && names.Contains(token.Value)))).Select(it => it.Code),
    ];

    private static string[] AboutTlsAnywhere(PythonFile file) => [.. About(file, AboutTls).Select(code => FilePath().Replace(code, "\"…\""))];

    [GeneratedRegex("\"/[^\"]*\"")]
    private static partial Regex FilePath();

    // Which texts a loop goes through is no part of what it does with them.
    private static string[] Codes(PythonFile file) =>
    [
        .. file.Statements.Select(statement => statement.Tokens[0].Value == "for"
            ? (statement with { Tokens = [.. statement.Tokens.Where(it => it.Kind != PythonTokenKind.Text && !it.Is(","))] }).Code
            : statement.Code),
    ];

    private static IEnumerable<PythonFile> FlowerFiles()
    {
        _ = HostName.TryParse("flower.example.com", out var host, out _);
        _ = UrlPrefix.TryParse("/", out var prefix, out _);
        _ = EmailRule.TryParse("somebody@example.com", out var rule, out _);
        _ = EmailRules.TryCombine([rule!], out var rules, out _);
        return
            from oauth in new[] { null, new OAuthSettings { Provider = OAuthProvider.Google, Emails = rules!, ClientId = "client" } }
            from persistence in new[] { null, new PersistenceSettings { DatabaseFile = "/var/lib/flower/flower" } }
            let settings = new FlowerSettings { Host = host!, Prefix = prefix!, OAuth = oauth, Persistence = persistence }
            select PythonFile.Read(FlowerConfiguration.Render(settings));
    }

    private static IEnumerable<PythonFile> CeleryFiles(bool allowPlaintextBroker) =>
        from hasBackend in Either
        from hasTaskStubs in Either
        from authority in new[] { null, FlowerInfra.FlowerFiles.BrokerAuthorityFile }
        from reachesNoWorker in Either
        from signs in Either
        from topicQueues in new string[][] { [], [QueueNames.Default] }
        let settings = new FlowerCelerySettings
        {
            AllowPlaintextBroker = allowPlaintextBroker,
            HasResultBackend = hasBackend,
            HasTaskStubs = hasTaskStubs,
            ReachesNoWorker = reachesNoWorker,
            Signs = signs,
            TopicQueues = topicQueues,
            BrokerCertificateAuthorityFile = authority,
        }
        select PythonFile.Read(CeleryConfiguration.Render(settings));
}
