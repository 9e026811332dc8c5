using NUnit.Framework;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.State;

/// <summary>The state of a workload that is no dashboard's: what a dashboard puts in has to be given.</summary>
[TestFixture]
internal sealed class StandaloneStateTests
{
    [Test]
    public async Task A_workload_whose_namespace_cluster_or_deployers_are_not_named_is_refused()
    {
        var refusal = await MockedProgram.RefusalAsync(() => _ = new EncryptedState("state", EncryptedStateExample.OnEbs()));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "namespace", "clusterName", "deployerRoleArns" }));
    }

    [Test]
    public async Task A_file_system_without_its_VPC_is_refused()
    {
        var args = Args(EncryptedStateExample.OnEfs());
        args.Efs!.VpcId = null;

        var refusal = await MockedProgram.RefusalAsync(() => _ = new EncryptedState("state", args));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "efs.vpcId" }));
    }

    [Test]
    public async Task A_name_that_makes_a_vaults_too_long_is_refused()
    {
        var longest = new string('a', 36);
        await MockedProgram.RunAsync(() => _ = new EncryptedState(longest, Args(EncryptedStateExample.OnEbs())));

        var refusal = await MockedProgram.RefusalAsync(() => _ = new EncryptedState($"{longest}a", Args(EncryptedStateExample.OnEbs())));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "name" }));
    }

    [Test]
    public async Task Outputs_name_the_claim_the_key_and_the_file_system_if_there_is_one()
    {
        var (onEbs, onEfs) = ((EncryptedState?)null, (EncryptedState?)null);
        await MockedProgram.RunAsync(() => (onEbs, onEfs) = (
            new EncryptedState("ebs", Args(EncryptedStateExample.OnEbs())), new EncryptedState("efs", Args(EncryptedStateExample.OnEfs()))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(onEbs!.ClaimName), Is.EqualTo("ebs-ebs"));
            Assert.That(await OutputUtilities.GetValueAsync(onEbs.KmsKeyArn), Is.EqualTo("ebs-key.arn"));
            Assert.That(await OutputUtilities.GetValueAsync(onEbs.FileSystemId), Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(onEfs!.FileSystemId), Is.EqualTo("efs-files.id"));
        }
    }

    private static EncryptedStateArgs Args(EncryptedStateArgs args)
    {
        (args.Namespace, args.ClusterName, args.DeployerRoleArns) = ("flower", "prod", [ComponentExamples.Deployer]);
        return args;
    }
}
