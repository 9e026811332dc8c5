using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// Brings what pods write to the encrypted log group at once, where no workload changes or deletes it: Fluent Bit's configuration,
/// and a role that adds lines to this group and can do nothing else. Roles that are named read them.
/// <para>Prerequisite: Fluent Bit itself, which reads the nodes' files and so is the platform's. Its Helm chart takes the
/// configuration with <c>existingConfigMap</c>, the component's name, and <c>serviceAccount.name</c>; <c>docs/celery.md</c> has the
/// command.</para>
/// Controls: FLW-LOG-11, FLW-LOG-12, FLW-IAM-01, FLW-IAM-05.
/// </summary>
public sealed class LogShipping : ComponentResource
{
    /// <summary>Creates the configuration and the roles' rights.</summary>
    /// <param name="name">The component's name: a DNS label of at most 30 characters. Its ConfigMap has it.</param>
    /// <param name="args">What is shipped, and who reads it.</param>
    /// <param name="options">Pulumi's options.</param>
    /// <exception cref="ArgumentFaultsException">One or more arguments are refused; the message lists all of them.</exception>
    public LogShipping(string name, LogShippingArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:LogShipping", name, args, options)
    {
        var reader = new ArgumentReader($"LogShipping \"{name}\"", this);
        var model = LogShippingModel.Read(reader, name, args);
        InstanceLabels.ValidateStack(reader.Faults, Deployment.Instance.StackName);
        reader.ThrowIfAny();

        var cluster = args.Cluster.Complete(reader.At("cluster"), model.Cluster, this);
        reader.ThrowIfAny();
        var labels = new ComponentResourceOptions { Parent = this, ResourceTransformations = { InstanceLabels.For(name) } };
        var group = new ResourceGroup("LogShipper", $"{name}-shipper", labels, model.Tags);
        var account = new AwsAccount(this);
        var logGroupArn = Output.Format($"arn:{account.Partition}:logs:{account.Region}:{account.Id}:log-group:{model.LogGroupName}");

        var role = ServiceAccountRole.Create(
            group, $"Adds lines to the log group of {name}", account, cluster, model.NamespaceName, model.ServiceAccountName);
        _ = new RolePolicy($"{group.Name}-role-policy", new RolePolicyArgs
        {
            Role = role.Id,
            Policy = logGroupArn.Apply(arn => PolicyDocument.Render(
                new PolicyStatement("AddLines", "Allow", ["logs:CreateLogStream", "logs:PutLogEvents"], [$"{arn}:*"]))),
        }, group.Child);
        _ = new ConfigMap($"{name}-configuration", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = name, Namespace = model.NamespaceName },
            Data =
            {
                [FluentBitConfiguration.File] = Output.Tuple(model.SourceNamespaces, account.Region, model.LogGroupName)
                    .Apply(it => FluentBitConfiguration.Render(it.Item1, it.Item2, it.Item3)),
            },
        }, group.Child);
        AdmitReaders(name, model, logGroupArn);

        RoleArn = role.Arn;
        RegisterOutputs();
    }

    /// <summary>The ARN of Fluent Bit's role: with IRSA the annotation <c>eks.amazonaws.com/role-arn</c> of its service account.</summary>
    [Output("roleArn")]
    public Output<string> RoleArn { get; private set; }

    /// <summary>Checks what is known of the arguments, before anything is created.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>Every fault, with the argument, the value and the fix; none when the arguments are accepted.</returns>
    public static IReadOnlyList<ArgumentFault> Check(string name, LogShippingArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var reader = new ArgumentReader($"LogShipping \"{name}\"");
        LogShippingModel.Read(reader, name, args);
        return reader.Faults.All;
    }

    private void AdmitReaders(string name, LogShippingModel model, Output<string> logGroupArn)
    {
        if (model.ReaderRoleNames.IsEmpty)
            return;
        var child = new CustomResourceOptions { Parent = this };
        var policy = new Policy($"{name}-readers", new PolicyArgs
        {
            Description = $"Reads the log group of {name}",
            PolicyDocument = logGroupArn.Apply(arn => FlowerInfra.PolicyDocument.Render(
                new PolicyStatement(
                    "Read", "Allow",
                    ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"], [$"{arn}", $"{arn}:*"]))),
            Tags = model.Tags,
        }, child);
        foreach (var role in model.ReaderRoleNames)
            _ = new RolePolicyAttachment($"{name}-reader-{role}", new RolePolicyAttachmentArgs { Role = role, PolicyArn = policy.Arn }, child);
    }

    /// <summary>The arguments, read and checked.</summary>
    private sealed record LogShippingModel(
        Cluster Cluster, Output<string> LogGroupName, Output<ImmutableArray<string>> SourceNamespaces, Output<string> NamespaceName,
        Output<string> ServiceAccountName, ImmutableArray<string> ReaderRoleNames, InputMap<string> Tags)
    {
        public static LogShippingModel Read(ArgumentReader reader, string name, LogShippingArgs args)
        {
            ObjectName.Check(reader, name);
            var readers = args.ReaderRoleArns ?? [];
            for (var i = 0; i < readers.Count; i++)
            {
                TextRule.Role.Check(reader.Faults, reader.Key($"readerRoleArns[{i}]"), readers[i]);
                reader.Require(readers.IndexOf(readers[i]) == i, $"readerRoleArns[{i}]", readers[i], "is named twice", "Name each role once.");
            }

            return new LogShippingModel(
                args.Cluster.Read(reader.At("cluster")),
                reader.Text("logGroupName", args.LogGroupName, TextRule.LogGroup),
                reader.Check(reader.Texts("sourceNamespaces", args.SourceNamespaces, TextRule.KubernetesName), (names, faults) => faults.Require(
                    names.Length > 0, reader.Key("sourceNamespaces"), null, "no namespace is named", "Name the namespaces of the workloads.")),
                reader.OptionalText("namespace", args.Namespace, TextRule.KubernetesName) ?? Output.Create("logging"),
                reader.OptionalText("serviceAccountName", args.ServiceAccountName, TextRule.ServiceAccount) ?? Output.Create("fluent-bit"),
                // IAM attaches by the name, which has no path.
                [.. readers.Select(arn => arn[(arn.LastIndexOf('/') + 1)..])],
                args.Tags ?? new InputMap<string>());
        }
    }
}
