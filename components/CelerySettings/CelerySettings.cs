using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// A <c>celeryconfig.py</c> for a team's own clients or workers, made of the same parts as Flower's: URLs from secret files, TLS with
/// a verified certificate, JSON only. It is a ConfigMap where a namespace is named, and a file that <c>render</c> writes.
/// The code takes it with <c>app.config_from_object("celeryconfig")</c>.
/// </summary>
public sealed class CelerySettings : ComponentResource
{
    /// <summary>Checks all arguments, then writes the settings.</summary>
    /// <param name="name">The component's name; the ConfigMap has it too.</param>
    /// <param name="args">The settings.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public CelerySettings(string name, CelerySettingsArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:CelerySettings", name, args, options)
    {
        var reader = new ArgumentReader($"CelerySettings \"{name}\"", this);
        var model = args.Read(reader);
        TextRule.KubernetesName.Check(reader.Faults, "name", name);
        InstanceLabels.ValidateStack(reader.Faults, Deployment.Instance.StackName);
        reader.ThrowIfAny();
        var text = ApplicationConfiguration.Render(model) + (args.SignMessages == true ? SigningSettings.Render() : "");

        RenderedFilesArgs.HandOver(
            $"{name}-files", new SortedDictionary<string, string>(StringComparer.Ordinal) { [ApplicationConfiguration.File] = text }, this);
        ConfigMapName = model.NamespaceName is null ? Output.Create((string?)null) : CreateConfigMap(name, model.NamespaceName, text, model.CertificateAuthority);
        Configuration = Output.Create(text);
        RegisterOutputs();
    }

    /// <summary>The text of <c>celeryconfig.py</c>. It holds no secret.</summary>
    [Output("configuration")]
    public Output<string> Configuration { get; private set; }

    /// <summary>The name of the ConfigMap; null where no namespace is named.</summary>
    [Output("configMapName")]
    public Output<string?> ConfigMapName { get; private set; }

    /// <summary>Checks what is known of the arguments, before anything is created.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(string name, CelerySettingsArgs args)
    {
        var reader = new ArgumentReader($"CelerySettings \"{name}\"");
        args.Read(reader);
        TextRule.KubernetesName.Check(reader.Faults, "name", name);
        return reader.Faults.All;
    }

    private Output<string?> CreateConfigMap(string name, Input<string> namespaceName, string text, Output<string>? authority)
    {
        var data = new InputMap<string> { [ApplicationConfiguration.File] = text };
        if (authority is not null)
            data.Add(ApplicationConfiguration.AuthorityFile, authority);
        var map = new ConfigMap($"{name}-config", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = namespaceName },
            Data = data,
        }, new CustomResourceOptions { Parent = this, ResourceTransformations = { InstanceLabels.For(name) } });
        return map.Metadata.Apply(metadata => (string?)metadata.Name);
    }
}
