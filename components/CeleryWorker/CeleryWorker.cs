using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;

namespace FlowerInfra;

/// <summary>
/// Celery workers of a team's own image in a sandbox: a restricted pod with a read-only root and no token, a role that reads its
/// secrets and does nothing else, egress to the broker, the result backend and listed destinations only, limits of memory, CPU and a
/// task's time, and a stop that lets the tasks that have begun end.
/// <para>Tasks have no AWS credentials: the role's token is kept out of the container.</para>
/// <example><code>
/// var worker = new CeleryWorker("orders-worker", new CeleryWorkerArgs
/// {
///     Cluster = new ClusterArgs { Name = "prod" },
///     Image = "registry.example.com/orders@sha256:…",
///     App = "orders.celery",
///     Configuration = …,
///     Signature = signing.SignatureOf("worker"),
///     Broker = new BrokerArgs { … },
/// });
/// </code></example>
/// Controls: FLW-WRK-01, FLW-WRK-02, FLW-NET-10, FLW-POD-14, FLW-SIG-01, FLW-SIG-04, and those of every pod.
/// </summary>
public sealed class CeleryWorker : ComponentResource
{
    private readonly WorkerModel _model;
    private readonly SortedDictionary<string, Output<string>> _secrets = new(StringComparer.Ordinal);
    private readonly List<Output<string>> _secretVersions = [];

    /// <summary>Checks all arguments, then composes the workers.</summary>
    /// <param name="name">The component's name: a DNS label of at most 30 characters. Children are named after it.</param>
    /// <param name="args">The workers.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public CeleryWorker(string name, CeleryWorkerArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:CeleryWorker", name, args, options)
    {
        var reader = new ArgumentReader($"CeleryWorker \"{name}\"", this);
        var model = WorkerReading.Read(reader, name, args);
        InstanceLabels.ValidateStack(reader.Faults, Deployment.Instance.StackName);
        reader.ThrowIfAny();

        _model = model with { Cluster = args.Cluster.Complete(reader.At("cluster"), model.Cluster, this) };
        reader.ThrowIfAny();
        var labels = InstanceLabels.For(name);
        var namespaceName = _model.UsesExistingNamespace ? Output.Create(_model.NamespaceName) : CreateNamespace(labels);
        var isolation = new WorkerIsolation(
            _model, namespaceName, new ComponentResourceOptions { Parent = this, ResourceTransformations = { labels } });
        // The policies and the pods' security group stand before the first pod does.
        var group = new ResourceGroup(
            "WorkerPods", $"{name}-pods",
            new ComponentResourceOptions { Parent = this, DependsOn = { isolation.Resource }, ResourceTransformations = { labels } }, _model.Tags);
        RoleArn = CreateSecrets(group, namespaceName);
        CreatePods(group, namespaceName, isolation.SecurityGroupId);
        if (_model.AlertTopicArn is { } topic)
            FirewallAlerts.OnSecurityGroups(name, topic, [isolation.SecurityGroupId], _model.Tags, new CustomResourceOptions { Parent = this });

        SecurityGroupId = isolation.SecurityGroupId;
        NamespaceName = namespaceName;
        RegisterOutputs();
    }

    /// <summary>The id of the pods' security group.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>The ARN of the role that reads the secrets.</summary>
    [Output("roleArn")]
    public Output<string> RoleArn { get; private set; }

    /// <summary>The name of the namespace.</summary>
    [Output("namespaceName")]
    public Output<string> NamespaceName { get; private set; }

    /// <summary>Checks what is known of the arguments, before anything is created.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(string name, CeleryWorkerArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var reader = new ArgumentReader($"CeleryWorker \"{name}\"");
        WorkerReading.Read(reader, name, args);
        return reader.Faults.All;
    }

    private InputMap<string> Selector() => new()
    {
        ["app.kubernetes.io/instance"] = _model.Name,
        ["app.kubernetes.io/name"] = "celery-worker",
    };

    private ObjectMetaArgs Metadata(string name, Output<string> namespaceName) => new() { Name = name, Namespace = namespaceName, Labels = Selector() };

    private Output<string> CreateNamespace(ResourceTransformation labels) => new Namespace($"{_model.Name}-namespace", new NamespaceArgs
    {
        Metadata = new ObjectMetaArgs { Name = _model.NamespaceName, Labels = PodDefaults.RestrictedNamespace() },
    }, new CustomResourceOptions { Parent = this, ResourceTransformations = { labels } }).Metadata.Apply(metadata => metadata.Name);

    private Output<string> CreateSecrets(ResourceGroup group, Output<string> namespaceName)
    {
        var account = new AwsAccount(this);
        var role = ServiceAccountRole.Create(
            group, $"Reads the secrets of the Celery workers {_model.Name}", account, _model.Cluster, namespaceName, Output.Create(_model.Name));
        var keys = Output.All(_model.SecretKeyArns).Apply(own => _model.OtherSecretKeyArns.Apply(others => own.AddRange(others)));
        foreach (var (file, arn) in _model.Secrets)
            _secrets[file] = arn;
        if (_model.GivenUrls.Count > 0)
        {
            var deployer = DeployerCheck.Before(
                $"CeleryWorker \"{_model.Name}\"", "deployerRoleArns", _model.DeployerRoleArns, new InvokeOptions { Parent = this });
            var (keyArn, kept) = WorkerUrls.Keep(group, _model, role.Arn, account, deployer);
            keys = Output.Tuple(keys, keyArn).Apply(it => it.Item1.Add(it.Item2));
            foreach (var (file, secret) in kept)
            {
                _secrets[file] = secret.Arn;
                _secretVersions.Add(secret.VersionId);
            }
        }

        CredentialReader.Allow(group, role, _secrets.Values, keys);
        CredentialDelivery.Create(group, namespaceName, _model.Name, _model.Cluster, _model.DeliversWithExternalSecrets, account.Region, _secrets);
        var metadata = Metadata(_model.Name, namespaceName);
        if (_model.Cluster.OidcProviderArn is not null)
            metadata.Annotations.Add("eks.amazonaws.com/role-arn", role.Arn);
        _ = new ServiceAccount($"{_model.Name}-service-account", new ServiceAccountArgs
        {
            Metadata = metadata,
            AutomountServiceAccountToken = false,
        }, group.Child);
        return role.Arn;
    }

    private void CreatePods(ResourceGroup group, Output<string> namespaceName, Output<string> securityGroupId)
    {
        var files = Files();
        var data = new InputMap<string>();
        foreach (var (file, text) in files)
            data.Add(file, text);
        var configMap = new ConfigMap($"{_model.Name}-config", new ConfigMapArgs
        {
            Metadata = Metadata($"{_model.Name}-config", namespaceName),
            Data = data,
        }, group.Child).Metadata.Apply(metadata => metadata.Name);
        var spec = new DeploymentSpecArgs
        {
            Selector = new LabelSelectorArgs { MatchLabels = Selector() },
            Strategy = new DeploymentStrategyArgs
            {
                Type = "RollingUpdate",
                RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 1, MaxUnavailable = 0 },
            },
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = Selector(), Annotations = Annotations(files.Values, securityGroupId) },
                Spec = WorkerPod.Create(
                    _model, configMap, CredentialDelivery.Volume("secrets", group.Name, _model.DeliversWithExternalSecrets), Selector()),
            },
        };
        if (_model.Scaling is null)
            spec.Replicas = _model.Replicas;
        var deployment = new Pulumi.Kubernetes.Apps.V1.Deployment(
            $"{_model.Name}-deployment", new DeploymentArgs { Metadata = Metadata(_model.Name, namespaceName), Spec = spec }, group.Child);
        _ = new PodDisruptionBudget($"{_model.Name}-disruption-budget", new PodDisruptionBudgetArgs
        {
            Metadata = Metadata(_model.Name, namespaceName),
            Spec = new PodDisruptionBudgetSpecArgs { MaxUnavailable = 1, Selector = new LabelSelectorArgs { MatchLabels = Selector() } },
        }, group.Child);
        if (_model.Scaling is { } scaling)
        {
            WorkerScaling.Create(
                _model, scaling, Metadata(_model.Name, namespaceName), new CustomResourceOptions { Parent = group.Resource, DependsOn = { deployment } });
        }
    }

    private SortedDictionary<string, Output<string>> Files()
    {
        var files = new SortedDictionary<string, Output<string>>(StringComparer.Ordinal)
        {
            [WorkerFiles.Configuration] = _model.Configuration,
            [$"{WorkerFiles.StepsModule}.py"] = Output.Create(WorkerFiles.RenderSteps()),
            [WorkerFiles.Probe] = Output.Create(WorkerFiles.RenderProbe()),
        };
        if (_model.Signature is not null)
            files[$"{SigningSettings.Module}.py"] = Output.Create(SigningSettings.RenderApp(_model.App));
        if (_model.Broker.CertificateAuthority is { } authority)
            files[WorkerFiles.BrokerAuthority] = authority;
        return files;
    }

    // Nothing but its template restarts a pod, and it reads all of these at start.
    private InputMap<string> Annotations(IEnumerable<Output<string>> files, Output<string> securityGroupId) => new()
    {
        // https://github.com/aws/amazon-eks-pod-identity-webhook#eks-walkthrough
        ["eks.amazonaws.com/skip-containers"] = WorkerPod.Container,
        ["flower-infra/configuration"] = Output.All(files.ToImmutableArray()).Apply(texts =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))))),
        ["flower-infra/secrets"] = Output.All(_secrets.Values.Concat(_secretVersions).ToImmutableArray()).Apply(arns =>
            string.Join(',', arns.Order(StringComparer.Ordinal))),
        ["flower-infra/security-group"] = securityGroupId,
    };
}
