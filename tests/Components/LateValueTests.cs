using FlowerInfra.Tests.Components.Audit;
using FlowerInfra.Tests.Components.State;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components;

/// <summary>Arguments that another resource gives: their values are known when the component has been composed, or not yet.</summary>
[TestFixture]
internal sealed class LateValueTests
{
    private const string Role = "arn:aws:iam::123456789012:role/other";
    private const string Subnet = "subnet-0000000b";

    private static IEnumerable<TestCaseData> Arguments()
    {
        yield return Case("InternalLoadBalancer.subnetIds", value => LoadBalancer(it => it.SubnetIds = [value, "subnet-0000000c"]),
            Subnet, "10.40.0.0/24", "tools-alb");
        yield return Case("InternalLoadBalancer.subnetIds, twice", value => LoadBalancer(it => it.SubnetIds = [value, "subnet-0000000c"]),
            Subnet, "subnet-0000000c", "tools-alb");
        yield return Case("InternalLoadBalancer.certificateArn", value => LoadBalancer(it => it.CertificateArn = value),
            ComponentExamples.Certificate, "certificate-1", "tools-https");
        yield return Case("InternalLoadBalancer.certificateArn, of the region", value => LoadBalancer(it => (it.CertificateArn, it.Region) = (value, "eu-west-1")),
            ComponentExamples.Certificate, ComponentExamples.Certificate.Replace("eu-west-1", "eu-central-1", StringComparison.Ordinal), "tools-https");
        yield return Case("AuditTrail.deployerRoleArns", value => Audit(it => it.DeployerRoleArns = [value]),
            ComponentExamples.Deployer, "*", "audit-key");
        yield return Case("AuditTrail.kmsKeyArn", value => Audit(it => it.KmsKeyArn = value),
            ComponentExamples.Key, "alias/logs", "audit-log-group");
        yield return Case("FlowerDashboard.deployerRoleArns", value => Dashboard(it => it.DeployerRoleArns = [value]),
            ComponentExamples.Deployer, "*", "flower-credentials-key");
        yield return Case("FlowerDashboard.kmsKeyArn", value => Dashboard(it => it.KmsKeyArn = value),
            ComponentExamples.Key, "alias/flower", "flower-credentials-role-policy");
        yield return Case("FlowerDashboard.certificateArn", value => Dashboard(it => it.CertificateArn = value),
            ComponentExamples.Certificate, "certificate-1", "flower.example.internal-listener-certificate");
        yield return Case("FlowerDashboard.broker.cidrBlocks", value => Dashboard(it => it.Broker.CidrBlocks = [value]),
            "10.41.0.0/20", "8.8.8.0/24", "flower-isolation-allow-broker");
        yield return Case("FlowerDashboard.loadBalancer.subnetCidrBlocks", value => Dashboard(it => it.LoadBalancer!.SubnetCidrBlocks = [value]),
            "10.41.0.0/24", "8.8.8.0/24", "flower-isolation-allow-load-balancer");
        yield return Case("FlowerDashboard.cluster.nodeLocalDnsAddress", value => Dashboard(it => it.Cluster.NodeLocalDnsAddress = value),
            "169.254.20.10", "169.254.169.254", "flower-isolation-allow-node-local-dns");
        yield return Case("EncryptedState.deployerRoleArns", value => State(EncryptedStateExample.OnEbs(), it => it.DeployerRoleArns = [value]),
            ComponentExamples.Deployer, "*", "flower-state-key");
        yield return Case("EncryptedState.kmsKeyArn", value => State(EncryptedStateExample.OnEbs(), it => it.KmsKeyArn = value),
            ComponentExamples.Key, "alias/flower", "flower-state-class");
        yield return Case("EncryptedState.backup.roleArn", value => State(EncryptedStateExample.OnEbs(), it => it.Backup = new() { RoleArn = value }),
            Role, "backup", "flower-state-backup-selection");
        yield return Case("EncryptedState.ebs.ebsCsiRoleArn", value => State(EncryptedStateExample.OnEbs(), it => it.Ebs!.EbsCsiRoleArn = value),
            Role, "ebs-csi", "flower-state-key");
        yield return Case("EncryptedState.efs.efsCsiRoleArn", value => State(EncryptedStateExample.OnEfs(), it => it.Efs!.EfsCsiRoleArn = value),
            Role, "*", "flower-state-files-policy");
        yield return Case("EncryptedState.efs.subnetIds", value => State(EncryptedStateExample.OnEfs(), it => it.Efs!.SubnetIds["eu-west-1c"] = value),
            Subnet, "10.40.0.0/24", "flower-state-mount-eu-west-1c");
        yield return Case("EncryptedState.efs.subnetIds, twice", value => State(EncryptedStateExample.OnEfs(), it => it.Efs!.SubnetIds["eu-west-1c"] = value),
            Subnet, "subnet-0aaaaaaaaaaaaaaaa", "flower-state-mount-eu-west-1c");
    }

    [TestCaseSource(nameof(Arguments))]
    public async Task A_value_that_is_accepted_makes_the_same_as_one_that_is_known_at_once(
        Action<Input<string>> create, string accepted, string refused, string resource)
    {
        var now = await MockedProgram.RunAsync(() => create(accepted));
        var (later, failure) = await RunLaterAsync(create, accepted);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.Null);
            Assert.That(later.Resources.Where(it => it.Name == resource).Select(it => it.Text()), Has.Some.Contains(accepted));
            Assert.That(now.ChangesTo(later), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Arguments))]
    public async Task A_value_that_is_refused_is_refused_in_the_same_words_before_anything_is_made_of_it(
        Action<Input<string>> create, string accepted, string refused, string resource)
    {
        var now = await MockedProgram.RefusalAsync(() => create(refused));
        var (later, failure) = await RunLaterAsync(create, refused);

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain(now.Message));
            Assert.That(later.Resources.Select(it => it.Name), Has.None.EqualTo(resource));
        }
    }

    [TestCaseSource(nameof(Arguments))]
    public async Task A_value_that_a_preview_does_not_know_is_not_refused(
        Action<Input<string>> create, string accepted, string refused, string resource)
    {
        var update = await MockedProgram.RunAsync(() => create(accepted));
        var preview = await MockedProgram.PreviewAsync(() => create(OutputUtilities.CreateUnknown(refused)));

        Assert.That(preview.Resources.Select(it => it.Name), Is.EqualTo(update.Resources.Select(it => it.Name)));
    }

    private static async Task<(MockedProgram Program, Exception? Failure)> RunLaterAsync(Action<Input<string>> create, string value)
    {
        var known = new TaskCompletionSource<string>();
        return await MockedProgram.TryAsync(() =>
        {
            create(Output.Create(known.Task));
            known.SetResult(value);
        });
    }

    private static void LoadBalancer(Action<InternalLoadBalancerArgs> change)
    {
        var args = ComponentExamples.LoadBalancer();
        change(args);
        _ = new InternalLoadBalancer("tools", args);
    }

    private static void Audit(Action<AuditTrailArgs> change)
    {
        var args = AuditTrailExample.Args();
        change(args);
        _ = new AuditTrail("audit", args);
    }

    private static void Dashboard(Action<FlowerDashboardArgs> change)
    {
        var args = ComponentExamples.Dashboard();
        change(args);
        _ = new FlowerDashboard("flower", args);
    }

    private static void State(EncryptedStateArgs state, Action<EncryptedStateArgs> change) => Dashboard(it =>
    {
        change(state);
        it.State = state;
    });

    private static TestCaseData Case(string argument, Action<Input<string>> create, string accepted, string refused, string resource) =>
        new TestCaseData(create, accepted, refused, resource).SetArgDisplayNames(argument);
}
