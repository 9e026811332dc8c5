using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.State;

[TestFixture]
internal sealed class EbsStateTests
{
    [Test]
    public async Task Volume_is_a_gp3_encrypted_with_the_key_of_this_state()
    {
        var storageClass = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-class"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(storageClass.Text("provisioner"), Is.EqualTo("ebs.csi.aws.com"));
            Assert.That(storageClass.Text("parameters.type"), Is.EqualTo("gp3"));
            Assert.That(storageClass.Text("parameters.encrypted"), Is.EqualTo("true"));
            Assert.That(storageClass.Text("parameters.kmsKeyId"), Is.EqualTo("flower-state-key.arn"));
        }
    }

    [Test]
    public async Task Volume_is_made_where_the_pod_lands_and_can_grow()
    {
        var storageClass = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-class"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(storageClass.Text("volumeBindingMode"), Is.EqualTo("WaitForFirstConsumer"));
            Assert.That(storageClass.At("allowVolumeExpansion")!.GetValue<bool>(), Is.True);
        }
    }

    [Test]
    public async Task Claim_admits_one_pod_and_is_of_the_size_asked_for()
    {
        var args = EncryptedStateExample.OnEbs();
        args.Ebs!.SizeGiB = 20;

        var claim = (await EncryptedStateExample.RunAsync(args))["flower-state-claim"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(claim.At("spec.accessModes")!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(claim.Text("spec.accessModes[0]"), Is.EqualTo("ReadWriteOncePod"));
            Assert.That(claim.Text("spec.resources.requests.storage"), Is.EqualTo("20Gi"));
            Assert.That(claim.Text("metadata.namespace"), Is.EqualTo("flower"));
            Assert.That(claim.Text("metadata.name"), Is.EqualTo("flower-state-ebs"), "a claim on a file system is another one");
            Assert.That(claim.Text("spec.storageClassName"), Is.EqualTo("flower-flower-state"));
        }
    }

    [Test]
    public async Task Pulumi_does_not_wait_for_a_claim_that_is_bound_by_its_pod()
    {
        var claim = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-claim"];

        Assert.That(claim.At("metadata.annotations")!["pulumi.com/skipAwait"]!.GetValue<string>(), Is.EqualTo("true"));
    }

    [Test]
    public async Task Volume_carries_the_tag_that_the_backup_selects_by()
    {
        var program = await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs());

        var selected = program["flower-state-backup-selection"].At("conditions[0].stringEquals[0]")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-state-class"].Text("parameters.tagSpecification_1"), Is.EqualTo("flower-infra-state=test/prod/flower/flower-state"));
            Assert.That(selected["key"]!.GetValue<string>(), Is.EqualTo("aws:ResourceTag/flower-infra-state"));
            Assert.That(selected["value"]!.GetValue<string>(), Is.EqualTo("test/prod/flower/flower-state"));
            Assert.That(program["flower-state-backup-selection"].Text("resources[0]"), Is.EqualTo("arn:aws:ec2:*:*:volume/*"));
            Assert.That(program["flower-state-backup-selection"].At("selectionTags"), Is.Null, "selection tags add to the resources");
        }
    }

    [Test]
    public async Task Volume_carries_the_given_tags_in_a_fixed_order()
    {
        var args = EncryptedStateExample.OnEbs();
        args.Tags = new InputMap<string> { ["team"] = "platform", ["cost-center"] = "42" };

        var storageClass = (await EncryptedStateExample.RunAsync(args))["flower-state-class"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(storageClass.Text("parameters.tagSpecification_2"), Is.EqualTo("cost-center=42"));
            Assert.That(storageClass.Text("parameters.tagSpecification_3"), Is.EqualTo("team=platform"));
            Assert.That(storageClass.Text("parameters.encrypted"), Is.EqualTo("true"));
        }
    }

    [Test]
    public async Task There_is_no_file_system()
    {
        FlowerDashboard? dashboard = null;
        var program = await MockedProgram.RunAsync(
            () => dashboard = new FlowerDashboard("flower", EncryptedStateExample.Dashboard(EncryptedStateExample.OnEbs())));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Resources.Select(it => it.Type), Has.None.StartsWith("aws:efs/"));
            Assert.That(program.Of("PersistentVolume"), Is.Empty);
            Assert.That(await OutputUtilities.GetValueAsync(dashboard!.StateClaimName), Is.EqualTo("flower-state-ebs"));
        }
    }

    [Test]
    public async Task Volume_key_claim_and_vault_outlive_the_deployment()
    {
        var protection = new Protection();
        var program = await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs(), protection.Watch());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-state-class"].Text("reclaimPolicy"), Is.EqualTo("Retain"));
            Assert.That(program["flower-state-vault"].At("forceDestroy")!.GetValue<bool>(), Is.False);
            Assert.That(protection.Names, Is.EquivalentTo(new[] { "flower-namespace", "flower-state-key", "flower-state-claim", "flower-state-vault" }));
            Assert.That(protection.Retained, Is.EquivalentTo(protection.Names), "who lifts the protection has Pulumi forget them");
        }
    }

    [Test]
    public async Task Deletion_is_possible_where_it_is_allowed()
    {
        var args = EncryptedStateExample.OnEbs();
        args.AllowDeletion = true;
        var protection = new Protection();

        var program = await EncryptedStateExample.RunAsync(args, protection.Watch());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-state-class"].Text("reclaimPolicy"), Is.EqualTo("Retain"), "the API server refuses a change");
            Assert.That(program["flower-state-vault"].At("forceDestroy")!.GetValue<bool>(), Is.True);
            Assert.That(protection.Names.Concat(protection.Retained), Is.Empty);
        }
    }

    [Test]
    public async Task Preview_with_unknown_ids_registers_the_same_resources()
    {
        var args = EncryptedStateExample.Dashboard(EncryptedStateExample.OnEbs());
        var preview = await MockedProgram.PreviewAsync(() => _ = new FlowerDashboard("flower", args));
        var update = await ComponentExamples.RunAsync(args);

        Assert.That(
            preview.OfState().Select(resource => resource.Name), Is.Not.Empty.And.EqualTo(update.OfState().Select(resource => resource.Name)));
    }
}
