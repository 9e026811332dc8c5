using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// Controls of how Flower and Celery are configured: of <c>flowerconfig.py</c>, <c>celeryconfig.py</c>, and of what would
/// take precedence over them.
/// </summary>
internal static partial class FlowerControls
{
    private const string Flower = "flowerconfig.py";
    private const string Celery = "celeryconfig.py";

    private static readonly PythonFile RedactsLog = PythonFile.Read(LogRedaction.Python);
    private static readonly PythonFile SavesFirst = PythonFile.Read(StateAtExit.Python);

    private static readonly string[] SafeContent = ["application/json", "auth", "json"];

    // What Flower reads from the environment only, and what opens nothing.
    private static readonly string[] ProviderVariables =
    [
        "FLOWER_GITHUB_OAUTH_DOMAIN", "FLOWER_GITLAB_AUTH_ALLOWED_GROUPS", "FLOWER_GITLAB_MIN_ACCESS_LEVEL", "FLOWER_GITLAB_OAUTH_DOMAIN",
        "FLOWER_OAUTH2_OKTA_BASE_URL",
    ];

    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-CFG-01", Severity.Critical, "Flower listens on the loopback address only")
        {
            Sources = [],
            Guide = Guides.Loopback,
            Fix = "Set address to 127.0.0.1 in flowerconfig.py.",
            Check = FlowerPod.Each(pod => pod.Python(
                Flower, file => file.Assigns("address", "\"127.0.0.1\""), "does not set address to 127.0.0.1")),
        },
        new("FLW-CFG-02", Severity.Critical, "Flower lets in only people it knows")
        {
            Sources = ["C-0274"],
            Guide = Guides.Authentication,
            Fix = "Set basic_auth from the secret's file, or auth with an auth_provider, and cookie_secret from its file.",
            Check = FlowerPod.Each(pod => pod.Python(
                Flower,
                file => (file.Assigned("cookie_secret").Count == 0 || file.Assigns("cookie_secret", value => ReadsSecret(value, "_secret")))
                    && (file.Assigned("basic_auth").Count > 0
                        ? file.Assigns("basic_auth", value => ReadsSecret(value, "_users"))
                        : file.Assigns("auth", NamesSomebody) && file.Assigns("auth_provider", IsFlowersHandler)),
                "asks nobody to sign in")),
        },
        new("FLW-CFG-03", Severity.High, "The viewers' Flower is read-only")
        {
            Sources = [],
            Guide = Guides.ReadOnly,
            Fix = "Set read_only to True; only an instance that is labelled app.kubernetes.io/component: admin may do without.",
            Check = plan => plan.FlowerPods.Where(pod => !pod.IsForAdministrators).Select(pod => new Finding(
                pod.Workload, pod.Python(Flower, file => file.Assigns("read_only", "True"), "does not set read_only to True"))),
        },
        new("FLW-CFG-04", Severity.High, "Flower does not log its secrets")
        {
            Sources = [],
            Guide = Guides.Authentication,
            Fix = "Leave --debug out and set debug to False: with it Flower logs the cookie secret.",
            Check = FlowerPod.Each(pod => Verdict.All(
                Words(pod.Flower, word => word.Contains("--debug", StringComparison.Ordinal), "turns debugging on"),
                pod.Python(Flower, file => file.Assigns("debug", "False"), "does not set debug to False"))),
        },
        new("FLW-CFG-05", Severity.Critical, "Nothing overrides the generated configuration")
        {
            Sources = [],
            Guide = Guides.Authentication,
            Fix = "Start Flower with --conf and the file's path alone, set none of its variables, least of all FLOWER_UNAUTHENTICATED_API, and generate its files.",
            Check = FlowerPod.Each(pod => Verdict.All(
                Words(pod.Flower, word => word.StartsWith('-') && !ConfigurationFile().IsMatch(word), "overrides a setting"),
                Verdict.When(
                    FlowerPod.CommandLine(pod.Flower).Any(it => it.IsUnknown || ConfigurationFile().IsMatch(it.Text ?? "")),
                    "the command names no configuration file"),
                Verdict.All(pod.Flower["env"].Items.Select(variable => SetsNoOption(variable["name"]))),
                pod.Flower["envFrom"].IsNotGiven,
                pod.Python(Flower, PythonReference.Flower.Surprises),
                pod.Python(Celery, PythonReference.Celery.Surprises),
                // They stand where Python looks for modules, before its own.
                Verdict.All(pod.PythonModules.Except([Flower, Celery]).Select(module => pod.Python(
                    module, file => PythonReference.IsModule(module, file), "is not a module that the components write"))))),
        },
        new("FLW-CFG-06", Severity.High, "Flower's version knows read_only")
        {
            Sources = ["K07:2025"],
            Guide = Guides.ReadOnly,
            Fix = "Take Flower 2.1.0 or newer, and name its version before the digest.",
            Setting = $"Take Flower 2.1.0 or newer in {Argument.Of<ImagesArgs>(nameof(ImagesArgs.Flower))}, and name its version before the digest.",
            Check = plan =>
                from pod in plan.FlowerPods
                let image = pod.Flower["image"]
                let version = ImageVersion.Of(image.Text ?? "")
                select new Finding(pod.Workload, image.IsUnknown || version is not null
                    ? image.Meets(version >= FlowerVersion.FirstWithReadOnly, "is older than 2.1.0")
                    : new Verdict(ControlStatus.Unknown, $"{image.Path} names no version ({image.Text})")),
        },
        new("FLW-CFG-07", Severity.Critical, "Messages are read as JSON, never as pickle")
        {
            Sources = [],
            Guide = Guides.Serializers,
            Fix = "Set accept_content and result_accept_content to [\"json\"], and the serializers to \"json\" or \"auth\".",
            Check = FlowerPod.Each(pod => pod.Python(
                Celery, ReadsSafeContentOnly, "accepts more than JSON")),
        },
        new("FLW-CFG-08", Severity.High, "The broker's certificate is verified, and no broker without TLS is taken")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Generate celeryconfig.py without the option for a broker in plain text.",
            Check = FlowerPod.Each(pod => pod.Python(Celery, PythonReference.VerifiesTls, "takes a broker that proves nothing")),
        },
        new("FLW-CFG-09", Severity.High, "Flower's log has no login code, session or password")
        {
            Sources = [],
            Guide = Guides.Logs,
            Fix = "Generate flowerconfig.py with the function that redacts the log, and call it.",
            Check = FlowerPod.Each(pod => pod.Python(Flower, file => file.Does(RedactsLog), "leaves Flower's log as it is")),
        },
        new("FLW-CFG-10", Severity.Medium, "Flower's memory holds the tasks that it keeps")
        {
            Sources = [],
            Fix = "Take one of the sizes, or raise the memory limit of Flower's container: 192 MiB and 15 KiB for each of max_tasks.",
            Setting = $"Leave {Argument.Of<FlowerDashboardArgs>(nameof(FlowerDashboardArgs.Size))} out, or take a larger one.",
            Check = FlowerPod.Each(HoldsItsTasks),
        },
        new("FLW-CFG-11", Severity.Medium, "Flower saves its state and ends while its broker is away, and leaves the workers' messages alone")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Generate both files: without their settings SIGTERM waits for the broker for ever, and inspections take the workers' locks.",
            Check = FlowerPod.Each(pod => Verdict.All(
                pod.Python(
                    Celery,
                    file => file.Assigns("broker_pool_limit", "None") && PythonReference.GivesUp(file),
                    "waits for the broker for ever, or takes part in the workers' acknowledgements"),
                pod.Python(Flower, file => file.Does(SavesFirst), "saves only when all threads have ended"))),
        },
    ];

    /// <summary>Whether a <c>celeryconfig.py</c> says what is read and written, and names nothing that runs code.</summary>
    /// <param name="file">The file.</param>
    public static bool ReadsSafeContentOnly(PythonFile file) =>
        file.Assigned("accept_content").Count > 0
        && file.Assignments.Where(it => IsAboutContent(it.Name)).All(it => it.Value is { } value && IsSafeContent(value));

    private static bool ReadsSecret(IReadOnlyList<PythonToken> value, string reader) =>
        value is [var name, var open, { Kind: PythonTokenKind.Text } path, var close]
        && name.ToString() == reader && open.Is("(") && close.Is(")") && path.Value.StartsWith($"{FlowerSecretFiles.Directory}/", StringComparison.Ordinal);

    // A part after the @ on every side of a bar: Flower searches for the expression's beginning only.
    private static bool NamesSomebody(IReadOnlyList<PythonToken> value) =>
        value is [{ Kind: PythonTokenKind.Text } rule] && rule.Value.Split('|').All(it => it.Split('@') is [_, [not ('*' or '.'), ..]]);

    private static bool IsFlowersHandler(IReadOnlyList<PythonToken> value) =>
        value is [{ Kind: PythonTokenKind.Text } handler] && handler.Value.StartsWith("flower.views.auth.", StringComparison.Ordinal);

    // Celery takes its old names in capital letters too.
    internal static bool IsAboutContent(string name) =>
        name.EndsWith("accept_content", StringComparison.OrdinalIgnoreCase) || name.EndsWith("serializer", StringComparison.OrdinalIgnoreCase);

    internal static bool IsSafeContent(IReadOnlyList<PythonToken> value) =>
        value.Any(it => it.Kind == PythonTokenKind.Text)
        && value.All(it => it.Kind == PythonTokenKind.Text
            ? SafeContent.Contains(it.Value, StringComparer.Ordinal)
            : it.Kind == PythonTokenKind.Sign && it.Value is "[" or "]" or "(" or ")" or "{" or "}" or ",");

    // What 32 readers of the longest answers take, and what a task takes with the longest arguments while it is saved.
    private static Verdict HoldsItsTasks(FlowerPod pod)
    {
        var limit = pod.Flower["resources"]["limits"]["memory"];
        var memory = MebiBytes().Match(limit.Text ?? "") is { Success: true } match
            ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "Gi" ? 1024L : 1L)
            : 0;
        return Verdict.All(
            limit.Meets(memory > 0, "is not in Mi or Gi"),
            limit.IsUnknown ? Verdict.Pass : pod.Python(
                Flower,
                file => file.Assigned("max_tasks") is [{ Value: [var tasks] }]
                    && int.TryParse(tasks.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && (memory - 192) * 1024 >= number * 15L,
                $"keeps more tasks than {limit.Text} of memory hold"));
    }

    private static Verdict SetsNoOption(PlanProperty name) => name.Meets(
        name.Text is { } text
        && (!text.StartsWith("FLOWER_", StringComparison.Ordinal) || ProviderVariables.Contains(text, StringComparer.Ordinal)),
        "sets one of Flower's options");

    // A shell's command line is one text of many words.
    private static Verdict Words(PlanProperty container, Func<string, bool> isWrong, string problem) => Verdict.All(
        from text in FlowerPod.CommandLine(container)
        from word in (text.Text ?? "").Split(' ')
        select text.IsUnknown ? Verdict.Unknown(text.Path) : Verdict.When(!isWrong(word), $"{text.Path} {problem} ({word})"));

    [GeneratedRegex("^(?<number>[0-9]{1,6})(?<unit>Mi|Gi)$", RegexOptions.ExplicitCapture)]
    private static partial Regex MebiBytes();

    [GeneratedRegex("^--conf=/\\S+$")]
    private static partial Regex ConfigurationFile();
}
