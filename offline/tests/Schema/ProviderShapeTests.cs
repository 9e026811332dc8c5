using System.Collections.Immutable;
using System.Reflection;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Offline.Tests.Schema;

/// <summary>The generated C# names and types against what stands in the official packages' sources.</summary>
public class ProviderShapeTests
{
    private static readonly Assembly Aws = typeof(Pulumi.Aws.Provider).Assembly;
    private static readonly Assembly Kubernetes = typeof(Pulumi.Kubernetes.Provider).Assembly;
    private static readonly Assembly RandomProvider = typeof(Pulumi.Random.RandomPassword).Assembly;

    [TestCase("Pulumi.Aws.LB.TargetGroupArgs", "Port", typeof(Input<int>))]
    [TestCase("Pulumi.Aws.LB.TargetGroupArgs", "NamePrefix", typeof(Input<string>))]
    [TestCase("Pulumi.Aws.LB.TargetGroupArgs", "ConnectionTermination", typeof(Input<bool>))]
    [TestCase("Pulumi.Aws.LB.TargetGroupArgs", "Tags", typeof(InputMap<string>))]
    [TestCase("Pulumi.Aws.LB.TargetGroupArgs", "HealthCheck", typeof(Input<Pulumi.Aws.LB.Inputs.TargetGroupHealthCheckArgs>))]
    [TestCase("Pulumi.Aws.LB.ListenerArgs", "DefaultActions", typeof(InputList<Pulumi.Aws.LB.Inputs.ListenerDefaultActionArgs>))]
    [TestCase("Pulumi.Aws.LB.TargetGroup", "TargetHealthStates", typeof(Output<ImmutableArray<Pulumi.Aws.LB.Outputs.TargetGroupTargetHealthState>>))]
    [TestCase("Pulumi.Aws.Iam.PolicyArgs", "PolicyDocument", typeof(InputUnion<string, Pulumi.Aws.Iam.Inputs.PolicyDocumentArgs>))]
    [TestCase("Pulumi.Aws.Iam.RoleArgs", "AssumeRolePolicy", typeof(InputUnion<string, Pulumi.Aws.Iam.Inputs.PolicyDocumentArgs>))]
    [TestCase("Pulumi.Aws.Iam.RolePolicyArgs", "Policy", typeof(InputUnion<string, Pulumi.Aws.Iam.Inputs.PolicyDocumentArgs>))]
    [TestCase("Pulumi.Aws.Iam.RolePolicyArgs", "Role", typeof(Input<string>))]
    [TestCase("Pulumi.Aws.Iam.RolePolicy", "Policy", typeof(Output<string>))]
    [TestCase("Pulumi.Aws.S3.BucketPolicyArgs", "Policy", typeof(InputUnion<string, Pulumi.Aws.S3.Inputs.PolicyDocumentArgs>))]
    [TestCase("Pulumi.Aws.Sns.TopicPolicyArgs", "Policy", typeof(InputUnion<string, Pulumi.Aws.Sns.Inputs.PolicyDocumentArgs>))]
    [TestCase("Pulumi.Aws.Kms.KeyArgs", "Policy", typeof(Input<string>))]
    [TestCase("Pulumi.Aws.Efs.BackupPolicyArgs", "BackupPolicyDetails", typeof(Input<Pulumi.Aws.Efs.Inputs.BackupPolicyBackupPolicyArgs>))]
    [TestCase("Pulumi.Aws.S3.Bucket", "BucketName", typeof(Output<string>))]
    [TestCase("Pulumi.Aws.CloudWatch.MetricAlarmArgs", "Threshold", typeof(Input<double>))]
    [TestCase("Pulumi.Aws.CloudWatch.MetricAlarmArgs", "EvaluationPeriods", typeof(Input<int>))]
    [TestCase("Pulumi.Aws.Efs.FileSystemArgs", "ProvisionedThroughputInMibps", typeof(Input<double>))]
    [TestCase("Pulumi.Aws.Route53.RecordArgs", "Type", typeof(InputUnion<string, Pulumi.Aws.Route53.RecordType>))]
    [TestCase("Pulumi.Aws.Vpc.SecurityGroupIngressRuleArgs", "CidrIpv4", typeof(Input<string>))]
    [TestCase("Pulumi.Aws.Ec2.GetManagedPrefixListArgs", "Filters", typeof(List<Pulumi.Aws.Ec2.Inputs.GetManagedPrefixListFilterArgs>))]
    [TestCase("Pulumi.Aws.Ec2.GetManagedPrefixListInvokeArgs", "Filters", typeof(InputList<Pulumi.Aws.Ec2.Inputs.GetManagedPrefixListFilterInputArgs>))]
    [TestCase("Pulumi.Aws.Ec2.GetManagedPrefixListResult", "Entries", typeof(ImmutableArray<Pulumi.Aws.Ec2.Outputs.GetManagedPrefixListEntryResult>))]
    [TestCase("Pulumi.Aws.Ec2.GetManagedPrefixListResult", "MaxEntries", typeof(int))]
    [TestCase("Pulumi.Kubernetes.Types.Inputs.Core.V1.ContainerPortArgs", "ContainerPortValue", typeof(Input<int>))]
    [TestCase("Pulumi.Kubernetes.Types.Inputs.Core.V1.HTTPGetActionArgs", "Port", typeof(InputUnion<int, string>))]
    [TestCase("Pulumi.Kubernetes.Types.Inputs.Core.V1.ConfigMapArgs", "Data", typeof(InputMap<string>))]
    [TestCase("Pulumi.Kubernetes.Types.Inputs.Core.V1.VolumeArgs", "Csi", typeof(Input<Pulumi.Kubernetes.Types.Inputs.Core.V1.CSIVolumeSourceArgs>))]
    [TestCase("Pulumi.Kubernetes.Core.V1.ConfigMap", "Metadata", typeof(Output<Pulumi.Kubernetes.Types.Outputs.Meta.V1.ObjectMeta>))]
    [TestCase("Pulumi.Aws.ProviderArgs", "AllowedAccountIds", typeof(InputList<string>))]
    [TestCase("Pulumi.Kubernetes.ProviderArgs", "KubeConfig", typeof(Input<string>))]
    [TestCase("Pulumi.Random.RandomPasswordArgs", "Length", typeof(Input<int>))]
    [TestCase("Pulumi.Random.RandomPassword", "Result", typeof(Output<string>))]
    public void A_member_has_the_official_name_and_type(string type, string member, Type expected)
    {
        var found = Find(type).GetMember(member).Single();

        Assert.That(found is PropertyInfo property ? property.PropertyType : ((FieldInfo)found).FieldType, Is.EqualTo(expected));
    }

    [TestCase("Pulumi.Aws.Sns.Topic", "Tags", NullabilityState.Nullable)]
    [TestCase("Pulumi.Aws.Sns.Topic", "TagsAll", NullabilityState.NotNull)]
    [TestCase("Pulumi.Kubernetes.Core.V1.ConfigMap", "Data", NullabilityState.NotNull)]
    public void An_optional_map_of_a_result_may_be_null(string type, string member, NullabilityState expected) => Assert.That(
        new NullabilityInfoContext().Create(Find(type).GetProperty(member)!).GenericTypeArguments[0].ReadState, Is.EqualTo(expected));

    [TestCase("Pulumi.Aws.Acm.Outputs.CertificateDomainValidationOption", "DomainName", NullabilityState.Nullable)]
    [TestCase("Pulumi.Aws.Backup.Outputs.SelectionConditionStringEqual", "Key", NullabilityState.NotNull)]
    [TestCase("Pulumi.Aws.GetRegionResult", "Region", NullabilityState.NotNull)]
    [TestCase("Pulumi.Kubernetes.Types.Outputs.Meta.V1.ObjectMeta", "Name", NullabilityState.NotNull)]
    public void A_nested_result_may_be_null_where_an_argument_of_its_type_need_not_be_given(string type, string member, NullabilityState expected) =>
        Assert.That(new NullabilityInfoContext().Create(Find(type).GetField(member)!).ReadState, Is.EqualTo(expected));

    [TestCase("Pulumi.Aws.LB.TargetGroup", true)]
    [TestCase("Pulumi.Aws.Ec2.SecurityGroup", true)]
    [TestCase("Pulumi.Aws.LB.Listener", false)]
    [TestCase("Pulumi.Aws.Iam.Role", false)]
    [TestCase("Pulumi.Kubernetes.Core.V1.ConfigMap", true)]
    [TestCase("Pulumi.Random.RandomPassword", false)]
    public void Arguments_may_be_left_out_where_none_is_required(string type, bool optional) =>
        Assert.That(Find(type).GetConstructors().Single().GetParameters()[1].IsOptional, Is.EqualTo(optional));

    [TestCase("Pulumi.Aws.LB.TargetGroup", "aws:lb/targetGroup:TargetGroup")]
    [TestCase("Pulumi.Aws.Provider", "pulumi:providers:aws")]
    [TestCase("Pulumi.Kubernetes.Networking.V1.NetworkPolicy", "kubernetes:networking.k8s.io/v1:NetworkPolicy")]
    [TestCase("Pulumi.Random.RandomPassword", "random:index/randomPassword:RandomPassword")]
    public void A_resource_carries_its_type_token(string type, string token) =>
        Assert.That(Find(type).GetCustomAttribute<ResourceTypeAttribute>()!.Type, Is.EqualTo(token));

    [Test]
    public void Arguments_of_AWS_are_sealed_and_those_of_Kubernetes_are_not()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find("Pulumi.Aws.LB.ListenerArgs").IsSealed, Is.True);
            Assert.That(Find("Pulumi.Kubernetes.Types.Inputs.Core.V1.PodSpecArgs").IsSealed, Is.False);
        }
    }

    [Test]
    public void What_the_official_package_marks_as_obsolete_warns_here_too() => Assert.That(
        Find("Pulumi.Random.RandomPasswordArgs").GetProperty("Number")!.IsDefined(typeof(ObsoleteAttribute)), Is.True);

    [Test]
    public void Everything_that_the_resource_list_names_is_generated()
    {
        var missing = ResourceList.Entries
            .Where(entry => Assembly(entry.Provider).GetTypes().All(type => type.Name != entry.ClassName || !EndsWith(type.Namespace!, entry.Module)))
            .Select(entry => $"{entry.Provider} {entry.Module}/{entry.ClassName}");

        Assert.That(missing, Is.Empty);
    }

    private static bool EndsWith(string ns, string module) =>
        module.Length == 0 || ns.EndsWith("." + module.Replace('/', '.'), StringComparison.OrdinalIgnoreCase);

    private static Type Find(string name) =>
        (Aws.GetType(name) ?? Kubernetes.GetType(name) ?? RandomProvider.GetType(name))!;

    private static Assembly Assembly(string provider) => provider switch
    {
        "aws" => Aws,
        "kubernetes" => Kubernetes,
        _ => RandomProvider,
    };
}
