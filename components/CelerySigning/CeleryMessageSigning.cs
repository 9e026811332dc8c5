using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// Signed Celery messages: a key pair from cert-manager for each signer of a namespace, and the store of the certificates that
/// everybody there believes. A worker with a store runs no task and follows no control message that nobody of it has signed; what
/// comes from the viewers' Flower, which has no key, it refuses. The secret of a key pair is called <c>NAME-SIGNER-GENERATION</c>.
/// <para>The store knows no roles: a client's key can control workers too. What is signed is a message's body, not the task's name
/// and id in its headers, nor a result or an event. Nobody is kept from sending a signed body again.</para>
/// <example><code>
/// var signing = new CeleryMessageSigning("orders-signing", new CeleryMessageSigningArgs
/// {
///     Namespace = "orders",
///     Signers = [new CelerySignerArgs { Name = "shop" }, new CelerySignerArgs { Name = "worker" }],
/// });
/// var worker = new CeleryWorker("orders-worker", new CeleryWorkerArgs { Signature = signing.SignatureOf("worker"), … });
/// </code></example>
/// Controls: FLW-SIG-01, FLW-SIG-02, FLW-SIG-03, FLW-SIG-04.
/// </summary>
public sealed class CeleryMessageSigning : ComponentResource
{
    // Celery signs with RSA only, each message with a SHA-256 digest; cert-manager makes keys of 2048, 4096 or 8192 bits. A
    // signature has to hold as long as its message is queued.
    private const int KeyBits = 2048;

    private readonly string _name;
    private readonly SigningModel _model;
    private readonly Output<string>? _trustedConfigMapName;

    /// <summary>Creates the key pairs and the store.</summary>
    /// <param name="name">The component's name: a DNS label of at most 30 characters. Objects are named after it.</param>
    /// <param name="args">Who signs, and whom everybody believes.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public CeleryMessageSigning(string name, CeleryMessageSigningArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:CeleryMessageSigning", name, args, options)
    {
        var reader = new ArgumentReader($"CeleryMessageSigning \"{name}\"", this);
        ObjectName.Check(reader, name);
        (_name, _model) = (name, args.Read(reader));
        InstanceLabels.ValidateStack(reader.Faults, Deployment.Instance.StackName);
        reader.ThrowIfAny();
        (Settings, TrustedConfigMapName, _trustedConfigMapName) = Create();
    }

    /// <summary>Creates the key pairs and the store of a component that has checked them.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="model">Who signs, and whom everybody believes.</param>
    /// <param name="options">Pulumi's options.</param>
    internal CeleryMessageSigning(string name, SigningModel model, ComponentResourceOptions options)
        : base("flower-infra:index:CeleryMessageSigning", name, options)
    {
        (_name, _model) = (name, model);
        (Settings, TrustedConfigMapName, _trustedConfigMapName) = Create();
    }

    private (Output<string> Settings, Output<string?> TrustedName, Output<string>? Trusted) Create()
    {
        var name = _name;
        var child = new CustomResourceOptions { Parent = this, ResourceTransformations = { InstanceLabels.For(name) } };
        if (_model.IssuerName is null)
        {
            var issuer = new CertManagerIssuer($"{name}-issuer", new CertManagerIssuerArgs
            {
                Metadata = new ObjectMetaArgs { Name = $"{name}-self-signed", Namespace = _model.NamespaceName },
                Spec = new IssuerSpecArgs { SelfSigned = new SelfSignedIssuerArgs() },
            }, child);
            child = CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { issuer } });
        }

        foreach (var signer in _model.Signers)
        {
            foreach (var generation in signer.Generations)
                CreateCertificate(signer, generation, child);
        }

        var trusted = _model.Trusted.Count == 0 ? null : CreateTrusted(child);
        RegisterOutputs();
        return (Output.Create(SigningSettings.Render()), trusted?.Apply(it => (string?)it) ?? Output.Create((string?)null), trusted);
    }

    /// <summary>
    /// The lines that end the <c>celeryconfig.py</c> of a client, whose code then calls <c>app.setup_security()</c>. The key is
    /// mounted at <c>/etc/celery/signing</c>, the store at <c>/etc/celery/trusted</c>.
    /// </summary>
    [Output("settings")]
    public Output<string> Settings { get; private set; }

    /// <summary>The name of the ConfigMap with the certificates of signers elsewhere; null without any.</summary>
    [Output("trustedConfigMapName")]
    public Output<string?> TrustedConfigMapName { get; private set; }

    /// <summary>Checks what is known of the arguments, before anything is created.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(string name, CeleryMessageSigningArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var reader = new ArgumentReader($"CeleryMessageSigning \"{name}\"");
        ObjectName.Check(reader, name);
        args.Read(reader);
        return reader.Faults.All;
    }

    /// <summary>What a pod of the only signer signs with and whom it believes.</summary>
    internal MessageSignature Signature() => new(
        Output.Create(KeyName(_model.Signers[0], _model.Signers[0].Generation)), Output.Create(TrustedKeys().ToImmutableArray()), _trustedConfigMapName);

    /// <summary>What a pod of a signer signs with and whom it believes.</summary>
    /// <param name="signer">The signer's name.</param>
    /// <exception cref="ArgumentException">There is no signer of this name.</exception>
    public MessageSignatureArgs SignatureOf(string signer)
    {
        var found = _model.Signers.FirstOrDefault(it => it.Name == signer) ?? throw new ArgumentException(
            $"\"{signer}\" is not one of the signers {string.Join(", ", _model.Signers.Select(it => it.Name))}.", nameof(signer));
        return new MessageSignatureArgs
        {
            KeyName = KeyName(found, found.Generation),
            TrustedKeyNames = TrustedKeys().ToList(),
            TrustedConfigMapName = _trustedConfigMapName is null ? null : (Input<string>)_trustedConfigMapName,
        };
    }

    private string KeyName(SignerModel signer, int generation) => $"{_name}-{signer.Name}-{generation}";

    private IEnumerable<string> TrustedKeys() => _model.Signers
        .SelectMany(signer => signer.Generations.Select(generation => KeyName(signer, generation)))
        .Order(StringComparer.Ordinal);

    private void CreateCertificate(SignerModel signer, int generation, CustomResourceOptions options)
    {
        var secretName = KeyName(signer, generation);
        _ = new CertManagerCertificate(secretName, new CertManagerCertificateArgs
        {
            Metadata = new ObjectMetaArgs { Name = secretName, Namespace = _model.NamespaceName },
            Spec = new CertificateSpecArgs
            {
                SecretName = secretName,
                CommonName = $"{signer.Name}-{generation}",
                Duration = $"{_model.ValidDays * 24}h0m0s",
                // As late as cert-manager can: Celery knows a certificate by its serial number, so that one that is issued again
                // in the same place is another, which no running verifier has.
                RenewBefore = "5m0s",
                PrivateKey = new CertificatePrivateKeyArgs { Algorithm = "RSA", Size = KeyBits, RotationPolicy = "Always" },
                Usages = { "digital signature" },
                IssuerRef = new IssuerReferenceArgs
                {
                    Group = "cert-manager.io",
                    Kind = _model.IsClusterIssuer ? "ClusterIssuer" : "Issuer",
                    Name = _model.IssuerName ?? Output.Create($"{_name}-self-signed"),
                },
            },
        }, options);
    }

    // Another name for other certificates: nothing but its template restarts a pod, and a store is read at start.
    private Output<string> CreateTrusted(CustomResourceOptions options)
    {
        var data = new InputMap<string>();
        foreach (var (name, pem) in _model.Trusted)
            data.Add($"{name}.trusted.pem", pem);
        var mapName = data.Apply(all => $"{_name}-trusted-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Concat(all.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}\0{it.Value}\0")))))[..10]);
        return new ConfigMap($"{_name}-trusted", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = mapName, Namespace = _model.NamespaceName },
            Data = data,
        }, options).Metadata.Apply(metadata => metadata.Name);
    }
}
