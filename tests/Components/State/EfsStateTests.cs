using NUnit.Framework;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.State;

[TestFixture]
internal sealed class EfsStateTests
{
    private MockedProgram _program = null!;
    private FlowerDashboard? _dashboard;

    [OneTimeSetUp]
    public async Task RunOnEfs() => _program = await MockedProgram.RunAsync(
        () => _dashboard = new FlowerDashboard("flower", EncryptedStateExample.Dashboard(EncryptedStateExample.OnEfs())));

    [Test]
    public void File_system_is_encrypted_with_the_key_of_this_state_and_backed_up_under_it_only()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_program["flower-state-files"].At("encrypted")!.GetValue<bool>(), Is.True);
            Assert.That(_program["flower-state-files"].Text("kmsKeyId"), Is.EqualTo("flower-state-key.arn"));
            Assert.That(_program["flower-state-automatic-backup"].Text("backupPolicy.status"), Is.EqualTo("DISABLED"));
            Assert.That(_program["flower-state-backup-selection"].Text("resources[0]"), Is.EqualTo("flower-state-files.arn"));
        }
    }

    [Test]
    public void Access_point_confines_the_pod_to_its_user_and_its_directory()
    {
        var accessPoint = _program["flower-state-access-point"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(accessPoint.At("posixUser.uid")!.GetValue<double>(), Is.EqualTo(10001));
            Assert.That(accessPoint.At("posixUser.gid")!.GetValue<double>(), Is.EqualTo(10001));
            Assert.That(accessPoint.Text("rootDirectory.path"), Is.EqualTo("/flower"));
            Assert.That(accessPoint.At("rootDirectory.creationInfo.ownerUid")!.GetValue<double>(), Is.EqualTo(10001));
            Assert.That(accessPoint.At("rootDirectory.creationInfo.ownerGid")!.GetValue<double>(), Is.EqualTo(10001));
            Assert.That(accessPoint.Text("rootDirectory.creationInfo.permissions"), Is.EqualTo("0700"));
        }
    }

    [Test]
    public void Policy_lets_one_role_mount_through_the_access_point_without_root()
    {
        var allow = _program["flower-state-files-policy"].Json("policy").Statement("MountAndWrite");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(allow["Effect"]!.GetValue<string>(), Is.EqualTo("Allow"));
            Assert.That(allow.PrincipalsOf(), Is.EqualTo(new[] { EncryptedStateExample.EfsCsiRole }));
            Assert.That(allow.Actions(), Is.EqualTo(new[] { "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite" }));
            Assert.That(
                allow.Condition("StringEquals", "elasticfilesystem:AccessPointArn"), Is.EqualTo(new[] { "flower-state-access-point.arn" }));
            Assert.That(allow.Condition("Bool", "elasticfilesystem:AccessedViaMountTarget"), Is.EqualTo(new[] { "true" }));
        }
    }

    [TestCase("OnlyOverTls", "Bool", "aws:SecureTransport", "false")]
    [TestCase("OnlyTheCsiDriver", "ArnNotEquals", "aws:PrincipalArn", EncryptedStateExample.EfsCsiRole)]
    [TestCase("OnlyThroughTheAccessPoint", "StringNotEquals", "elasticfilesystem:AccessPointArn", "flower-state-access-point.arn")]
    public void Policy_denies_everybody_every_other_way_in(string sid, string @operator, string key, string value)
    {
        var deny = _program["flower-state-files-policy"].Json("policy").Statement(sid);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deny["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
            Assert.That(deny.PrincipalsOf(), Is.EqualTo(new[] { "*" }));
            Assert.That(deny.Actions(), Does.Contain("elasticfilesystem:ClientMount").And.Contain("elasticfilesystem:ClientRootAccess"));
            Assert.That(deny.Condition(@operator, key), Is.EqualTo(new[] { value }));
        }
    }

    [Test]
    public void Only_the_nodes_reach_the_mount_targets_and_only_by_nfs()
    {
        var rules = _program.OfState()
            .Where(resource => resource.Type.StartsWith("aws:vpc/securityGroup", StringComparison.Ordinal)).ToArray();
        var group = _program["flower-state-files-access"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules, Has.Length.EqualTo(1));
            Assert.That(rules[0].Text("referencedSecurityGroupId"), Is.EqualTo("sg-nodes"));
            Assert.That(rules[0].At("fromPort")!.GetValue<double>(), Is.EqualTo(2049));
            Assert.That(rules[0].At("toPort")!.GetValue<double>(), Is.EqualTo(2049));
            Assert.That(rules[0].Text("description"), Is.Not.Empty);
            Assert.That(rules[0].At("cidrIpv4"), Is.Null);
            Assert.That(rules[0].At("cidrIpv6"), Is.Null);
            Assert.That(group.At("ingress"), Is.Null, "inline and standalone rules overwrite each other");
            Assert.That(group.At("egress"), Is.Null);
        }
    }

    [TestCase("eu-west-1a", "subnet-0aaaaaaaaaaaaaaaa")]
    [TestCase("eu-west-1b", "subnet-0bbbbbbbbbbbbbbbb")]
    public void Every_zone_has_a_mount_target_behind_that_group(string zone, string subnet)
    {
        var target = _program[$"flower-state-mount-{zone}"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(target.Text("subnetId"), Is.EqualTo(subnet));
            Assert.That(target.Text("fileSystemId"), Is.EqualTo("flower-state-files.id"));
            Assert.That(target.Text("securityGroups[0]"), Is.EqualTo("flower-state-files-access.id"));
        }
    }

    [Test]
    public void Volume_is_mounted_over_tls_with_the_drivers_identity_through_the_access_point()
    {
        var volume = _program["flower-state-volume"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(volume.Text("spec.csi.driver"), Is.EqualTo("efs.csi.aws.com"));
            Assert.That(volume.Text("spec.csi.volumeHandle"), Is.EqualTo("flower-state-files.id::flower-state-access-point.id"));
            Assert.That(
                volume.At("spec.mountOptions")!.AsArray().Select(option => option!.GetValue<string>()),
                Is.EquivalentTo(new[] { "tls", "iam" }));
            Assert.That(volume.Text("spec.persistentVolumeReclaimPolicy"), Is.EqualTo("Retain"));
        }
    }

    [Test]
    public void Volume_and_claim_are_for_each_other_alone_and_for_one_pod()
    {
        var volume = _program["flower-state-volume"];
        var claim = _program["flower-state-claim"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(volume.Text("spec.claimRef.name"), Is.EqualTo("flower-state-efs"));
            Assert.That(volume.Text("spec.claimRef.namespace"), Is.EqualTo("flower"));
            Assert.That(volume.Text("spec.accessModes[0]"), Is.EqualTo("ReadWriteOncePod"));
            Assert.That(claim.Text("spec.accessModes[0]"), Is.EqualTo("ReadWriteOncePod"));
            Assert.That(claim.Text("spec.volumeName"), Is.EqualTo(volume.Text("metadata.name")));
            Assert.That(claim.Text("spec.storageClassName"), Is.Empty, "the cluster's default class would provision another volume");
            Assert.That(volume.Text("spec.storageClassName"), Is.Empty);
        }
    }

    [Test]
    public async Task There_is_no_storage_class_and_the_claim_is_an_output()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_program.Of("StorageClass"), Is.Empty);
            Assert.That(await OutputUtilities.GetValueAsync(_dashboard!.StateClaimName), Is.EqualTo("flower-state-efs"));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task File_system_is_protected_unless_deletion_is_allowed(bool allowDeletion)
    {
        var args = EncryptedStateExample.OnEfs();
        args.AllowDeletion = allowDeletion;
        var protection = new Protection();

        await EncryptedStateExample.RunAsync(args, protection.Watch());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                protection.Names,
                allowDeletion ? Is.Empty : Is.EquivalentTo(new[]
                {
                    "flower-namespace", "flower-state-files", "flower-state-key", "flower-state-claim", "flower-state-vault", "flower-state-volume",
                }));
            Assert.That(protection.Retained, Is.EquivalentTo(protection.Names));
        }
    }
}
