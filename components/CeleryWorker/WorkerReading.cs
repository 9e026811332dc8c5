using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>Reads the arguments of a <see cref="CeleryWorker"/>.</summary>
internal static partial class WorkerReading
{
    /// <summary>Beyond the longest task: what stopping takes besides, such as acknowledging and the broker's answers.</summary>
    public const int GraceSeconds = 30;

    private static readonly string[] OwnVariables = ["CELERY_CONFIG_MODULE", "HOME", "PYTHONDONTWRITEBYTECODE"];

    /// <summary>Reads the arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    public static WorkerModel Read(ArgumentReader reader, string name, CeleryWorkerArgs args)
    {
        var namespaceName = args.Namespace ?? name;
        CheckNames(reader, name, args, namespaceName);
        var cluster = args.Cluster.Read(reader.At("cluster"));
        reader.Require(
            args.DeliverWithExternalSecrets != true || cluster.OidcProviderArn is not null, "deliverWithExternalSecrets", "true", "needs IRSA",
            "Set cluster.useIrsa, or give cluster.oidcProviderArn: the operator assumes the role through the service account.");
        var broker = args.Broker.Read(reader.At("broker"));
        var backend = args.ResultBackend?.Read(reader.At("resultBackend"), broker);
        reader.Require(
            args.Signature is not null || args.AllowUnsignedMessages == true, "signature", null, "is missing, and the workers would run what anybody sends",
            "Give the signature of a CeleryMessageSigning, or set allowUnsignedMessages.");
        reader.Require(
            args.Signature is null || args.AllowUnsignedMessages != true, "allowUnsignedMessages", "true", "contradicts signature", "Leave out one of the two.");
        var signature = args.Signature?.Read(reader.At("signature"));
        var urls = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal);
        if (broker.GivenUrl is { } url)
            urls[FlowerSecretFiles.BrokerUrl] = url;
        if (backend?.GivenUrl is { } results)
            urls[FlowerSecretFiles.ResultBackendUrl] = results;
        var queues = ReadQueues(reader, args.Queues ?? ["celery"]);
        var longest = Number(reader, "longestTaskSeconds", args.LongestTaskSeconds, 300, 1);
        var memory = Number(reader, "memoryMiB", args.MemoryMiB, 512, 64);
        var temporary = Number(reader, "temporaryMiB", args.TemporaryMiB, 64, 1);
        reader.Require(
            temporary < memory, "temporaryMiB", $"{temporary}", "is as large as the pod's memory, of which it is a part", "Give less than memoryMiB.");
        return new WorkerModel
        {
            Name = name,
            NamespaceName = namespaceName,
            UsesExistingNamespace = args.UseExistingNamespace == true,
            Cluster = cluster,
            Image = ReadImage(reader, args),
            App = args.App!,
            Command = Command(args.App, queues, Number(reader, "concurrency", args.Concurrency, 2, 1), longest, args.OneTaskPerProcess == true, signature is not null),
            Queues = queues,
            Configuration = ReadConfiguration(reader, args.Configuration, signature is not null),
            Broker = broker,
            ResultBackend = backend,
            Signature = signature,
            GivenUrls = urls,
            DeployerRoleArns = CustomerKey.ReadRoles(
                reader, "deployerRoleArns", args.DeployerRoleArns,
                urls.Count == 0 ? null : "Name the role that runs the deployment: it writes the URL into a secret."),
            Secrets = ReadSecrets(reader, args.SecretArns, broker, backend),
            SecretKeyArns = [.. new[] { broker.Url?.KmsKeyArn, backend?.Url?.KmsKeyArn }.OfType<Output<string>>()],
            OtherSecretKeyArns = reader.Texts("secretKmsKeyArns", args.SecretKmsKeyArns, TextRule.Key),
            Environment = ReadEnvironment(reader, args.Environment ?? []),
            Destinations = ReadDestinations(reader, args.AllowedDestinations ?? []),
            RuntimeClassName = reader.OptionalText("runtimeClassName", args.RuntimeClassName, TextRule.ServiceAccount),
            CpuMillicores = Number(reader, "cpuMillicores", args.CpuMillicores, 1000, 100),
            MemoryMiB = memory,
            TemporaryMiB = temporary,
            GracePeriodSeconds = longest + GraceSeconds,
            Replicas = Number(reader, "replicas", args.Replicas, 2, 1),
            Scaling = args.Scaling?.Read(reader.At("scaling")),
            DeliversWithExternalSecrets = args.DeliverWithExternalSecrets == true,
            AlertTopicArn = args.AlertTopicArn?.ToOutput(),
            Tags = args.Tags ?? new InputMap<string>(),
        };
    }

    // No mingle and no gossip: each takes rights at the broker, and neither is needed to run tasks.
    private static List<string> Command(string app, IReadOnlyList<string> queues, int concurrency, int longest, bool oneTaskPerProcess, bool signs) =>
    [
        "celery", $"--app={(signs ? SigningSettings.Module : app)}", "worker", "--loglevel=INFO", "--pool=prefork", Invariant($"--concurrency={concurrency}"),
        $"--queues={string.Join(',', queues)}", Invariant($"--time-limit={longest}"), "--task-events", "--without-gossip", "--without-mingle",
        .. oneTaskPerProcess ? ["--max-tasks-per-child=1"] : Array.Empty<string>(),
        $"--include={WorkerFiles.StepsModule}",
    ];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int Number(ArgumentReader reader, string key, int? given, int byDefault, int least)
    {
        var number = given ?? byDefault;
        reader.Require(number >= least, key, $"{number}", $"is below {least}", $"Give {least} or more.");
        return number;
    }

    private static void CheckNames(ArgumentReader reader, string name, CeleryWorkerArgs args, string namespaceName)
    {
        ObjectName.Check(reader, name);
        reader.Require(
            args.Namespace is null || ObjectName.Is(args.Namespace), "namespace", args.Namespace, "is not a name for a namespace", ObjectName.Fix);
        reader.Require(
            namespaceName != "default" && !namespaceName.StartsWith("kube-", StringComparison.Ordinal), args.Namespace is null ? "name" : "namespace",
            namespaceName, "is a namespace of Kubernetes itself", "Choose another name.");
        reader.Require(
            args.App is not null && AppName().IsMatch(args.App), "app", args.App, "is not an application", "Write the module, such as orders.celery, or module:name.");
    }

    private static Output<string> ReadImage(ArgumentReader reader, CeleryWorkerArgs args) => reader.Check(args.Image.ToOutput(), (text, faults) =>
    {
        if (UnresolvedReference.StandsIn(text))
            return;
        var image = faults.Parse<ImageReference>(reader.Key("image"), text, ImageReference.TryParse);
        faults.Require(
            image is null || image.HasDigest || args.AllowImageByTag == true, reader.Key("image"), text, "has no digest",
            $"Pin it as {image}@sha256:…, or set allowImageByTag.");
    });

    private static List<string> ReadQueues(ArgumentReader reader, List<string> queues)
    {
        reader.Require(queues.Count > 0, "queues", null, "no queue is named", "Name the queues that are consumed.");
        for (var i = 0; i < queues.Count; i++)
        {
            reader.Require(
                QueueName().IsMatch(queues[i]) && queues.IndexOf(queues[i]) == i, $"queues[{i}]", queues[i], "is not the name of a queue, or is named twice",
                "Name each queue once, with letters, digits, points, hyphens and underscores.");
        }

        return queues;
    }

    private static Output<string> ReadConfiguration(ArgumentReader reader, Input<string> given, bool signs) => reader
        .Check(given.ToOutput(), (text, faults) =>
        {
            if (Unsafe().Match(text) is { Success: true } setting)
            {
                faults.Add(
                    reader.Key("configuration"), setting.Value.Trim(), "lets whoever writes to the broker run code in the worker",
                    "Accept and send json only: unpickling runs what the sender chose.");
            }
        })
        .Apply(text => signs ? $"{text.TrimEnd('\n')}\n\n{SigningSettings.Render()}" : text);

    private static SortedDictionary<string, Output<string>> ReadSecrets(
        ArgumentReader reader, Dictionary<string, Input<string>>? given, Broker broker, Broker? backend)
    {
        var secrets = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal);
        if (broker.Url is { } own)
            secrets[FlowerSecretFiles.BrokerUrl] = own.Arn;
        if (backend?.Url is { } results)
            secrets[FlowerSecretFiles.ResultBackendUrl] = results.Arn;
        foreach (var (file, arn) in given ?? [])
        {
            var key = $"secretArns.{file}";
            reader.Require(
                FileName().IsMatch(file) && file is not (FlowerSecretFiles.BrokerUrl or FlowerSecretFiles.ResultBackendUrl), key, file,
                "is not a name for a file, or is Celery's own",
                "Write letters, digits, points, hyphens and underscores.");
            var others = Output.All(secrets.Values.ToImmutableArray());
            // https://github.com/aws/secrets-store-csi-driver-provider-aws/issues/50
            secrets[file] = reader.Check(Output.Tuple(reader.Text(key, arn, TextRule.Secret), others), (it, faults) => faults.Require(
                !it.Item2.Contains(it.Item1) || UnresolvedReference.StandsIn(it.Item1), reader.Key(key), it.Item1,
                "is already mounted as another file, and the Secrets Store CSI driver mounts a secret only once", "Read that file, or store the value in its own secret."))
                .Apply(it => it.Item1);
        }

        return secrets;
    }

    private static SortedDictionary<string, Output<string>> ReadEnvironment(ArgumentReader reader, Dictionary<string, Input<string>> given)
    {
        var variables = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal)
        {
            ["CELERY_CONFIG_MODULE"] = Output.Create("celeryconfig"),
            ["HOME"] = Output.Create("/tmp"),
            ["PYTHONDONTWRITEBYTECODE"] = Output.Create("1"),
            ["PYTHONPATH"] = Output.Create(WorkerFiles.Directory),
        };
        foreach (var (name, value) in given)
        {
            var key = $"environment.{name}";
            reader.Require(VariableName().IsMatch(name), key, name, "is not the name of a variable", "Write letters, digits and underscores.");
            reader.Require(!OwnVariables.Contains(name), key, name, "is set already", "Leave it out.");
            variables[name] = name == "PYTHONPATH" ? value.Apply(path => $"{WorkerFiles.Directory}:{path}") : value.ToOutput();
        }

        return variables;
    }

    private static List<WorkerDestination> ReadDestinations(ArgumentReader reader, List<WorkerDestinationArgs> given)
    {
        var destinations = new List<WorkerDestination>();
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i].Read(reader.At($"allowedDestinations[{i}]")) is not { } destination)
                continue;
            reader.Require(
                !destinations.Exists(it => it.Range == destination.Range && it.Port == destination.Port), $"allowedDestinations[{i}].cidrBlock",
                given[i].CidrBlock, "is listed twice with this port, and EC2 refuses the second rule", "List it once.");
            destinations.Add(destination);
        }

        return destinations;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(:[A-Za-z_][A-Za-z0-9_.]*)?\z")]
    private static partial Regex AppName();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\z")]
    private static partial Regex QueueName();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}\z")]
    private static partial Regex VariableName();

    // FLW-WRK-02 reads the whole file; this is the refusal of what is surely wrong.
    [GeneratedRegex(@"^[ \t]*(accept_content|result_accept_content|(task|result|event)_serializer)[ \t]*=[^#\n]*\b(pickle|x-python-serialize|yaml)\b[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Unsafe();
}
