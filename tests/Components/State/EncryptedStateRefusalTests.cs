using NUnit.Framework;

namespace FlowerInfra.Tests.Components.State;

[TestFixture]
internal sealed class EncryptedStateRefusalTests
{
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(16385)]
    public async Task Size_that_no_volume_has_is_refused(int size) =>
        await AssertRefused(args => args.Ebs!.SizeGiB = size, "state.ebs.sizeGiB");

    [TestCase(1)]
    [TestCase(16384)]
    public async Task Smallest_and_largest_size_are_accepted(int size)
    {
        var args = EncryptedStateExample.OnEbs();
        args.Ebs!.SizeGiB = size;

        var program = await EncryptedStateExample.RunAsync(args);

        Assert.That(program["flower-state-claim"].Text("spec.resources.requests.storage"), Is.EqualTo($"{size}Gi"));
    }

    [Test]
    public async Task State_that_is_stored_nowhere_is_refused() => await AssertRefused(args => args.Ebs = null, "state.ebs");

    [Test]
    public async Task State_that_is_stored_twice_is_refused() =>
        await AssertRefused(args => args.Efs = EncryptedStateExample.OnEfs().Efs, "state.efs");

    [Test]
    public async Task Ebs_without_the_csi_drivers_role_is_refused() =>
        await AssertRefused(args => args.Ebs!.EbsCsiRoleArn = null, "state.ebs.ebsCsiRoleArn");

    [TestCase("*")]
    [TestCase("ebs-csi")]
    [TestCase("arn:aws:iam::123456789012:user/ebs-csi")]
    [TestCase("arn:aws:iam::123456789012:role/*")]
    public async Task Csi_driver_that_is_no_role_is_refused(string arn) =>
        await AssertRefused(args => args.Ebs!.EbsCsiRoleArn = arn, "state.ebs.ebsCsiRoleArn");

    [Test]
    public async Task Key_without_administrators_is_refused() =>
        await AssertRefused(args => args.DeployerRoleArns = [], "state.deployerRoleArns");

    [TestCase("*")]
    [TestCase("arn:aws:iam::123456789012:root")]
    public async Task Administrator_that_is_no_role_is_refused(string arn) =>
        await AssertRefused(args => args.DeployerRoleArns = [arn], "state.deployerRoleArns[0]");

    [TestCase("alias/aws/ebs")]
    [TestCase("arn:aws:kms:eu-west-1:123456789012:alias/flower")]
    public async Task Existing_key_that_is_no_key_is_refused(string arn) =>
        await AssertRefused(args => args.KmsKeyArn = arn, "state.kmsKeyArn");

    [Test]
    public async Task Backup_that_is_given_and_turned_off_is_refused() => await AssertRefused(
        args =>
        {
            args.Backup = new StateBackupArgs();
            args.AllowNoBackup = true;
        },
        "state.allowNoBackup");

    [TestCase(0)]
    [TestCase(-30)]
    public async Task Backup_that_keeps_nothing_is_refused(int days) =>
        await AssertRefused(args => args.Backup = new StateBackupArgs { DeleteAfterDays = days }, "state.backup.deleteAfterDays");

    [Test]
    public async Task Backup_role_that_is_no_role_is_refused() =>
        await AssertRefused(args => args.Backup = new StateBackupArgs { RoleArn = "backup" }, "state.backup.roleArn");

    [Test]
    public async Task Cold_storage_of_a_volume_is_refused() => await AssertRefused(
        args => args.Backup = new StateBackupArgs { ColdStorageAfterDays = 30, DeleteAfterDays = 365 }, "state.backup.coldStorageAfterDays");

    [TestCase(30, 119, "state.backup.deleteAfterDays")]
    [TestCase(0, 365, "state.backup.coldStorageAfterDays")]
    public async Task Cold_storage_for_less_than_90_days_is_refused(int cold, int delete, string key) => await AssertRefused(
        EncryptedStateExample.OnEfs(),
        args => args.Backup = new StateBackupArgs { ColdStorageAfterDays = cold, DeleteAfterDays = delete }, key);

    [Test]
    public async Task Efs_without_subnets_is_refused() => await AssertEfsRefused(storage => storage.SubnetIds = [], "state.efs.subnetIds");

    [Test]
    public async Task Efs_with_a_subnet_that_is_none_is_refused() => await AssertEfsRefused(
        storage => storage.SubnetIds["eu-west-1a"] = "10.0.0.0/24", "state.efs.subnetIds.eu-west-1a");

    [Test]
    public async Task Efs_with_a_subnet_named_twice_is_refused() => await AssertEfsRefused(
        storage => storage.SubnetIds["eu-west-1c"] = "subnet-0aaaaaaaaaaaaaaaa", "state.efs.subnetIds.eu-west-1c");

    [TestCase("")]
    [TestCase("eu_west_1a")]
    [TestCase("EU-WEST-1A")]
    [TestCase("eu-west-1a\n")]
    public async Task Efs_under_a_name_that_no_mount_target_can_have_is_refused(string zone) => await AssertEfsRefused(
        storage => storage.SubnetIds[zone] = "subnet-0cccccccccccccccc", $"state.efs.subnetIds.{zone}");

    [TestCase("us-gov-west-1b")]
    [TestCase("ap-southeast-2c")]
    [TestCase("us-west-2-lax-1a")]
    public async Task Efs_in_any_zone_of_aws_is_accepted(string zone)
    {
        var args = EncryptedStateExample.OnEfs();
        args.Efs!.SubnetIds[zone] = "subnet-0cccccccccccccccc";

        Assert.That((await EncryptedStateExample.RunAsync(args)).Of("MountTarget").Select(it => it.Name), Does.Contain($"flower-state-mount-{zone}"));
    }

    [Test]
    public async Task Efs_with_a_driver_that_is_no_role_is_refused() =>
        await AssertEfsRefused(storage => storage.EfsCsiRoleArn = "*", "state.efs.efsCsiRoleArn");

    [Test]
    public async Task All_faults_are_reported_together_and_nothing_is_created()
    {
        var args = EncryptedStateExample.Dashboard(new EncryptedStateArgs { Ebs = new() { SizeGiB = 0 }, DeployerRoleArns = [] });

        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new FlowerDashboard("flower", args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                refusal.Faults.Select(fault => fault.Key),
                Is.EquivalentTo(new[] { "state.ebs.ebsCsiRoleArn", "state.ebs.sizeGiB", "state.deployerRoleArns" }));
            Assert.That(program.Resources.Select(resource => resource.Kind), Is.EqualTo(new[] { "FlowerDashboard" }));
        }
    }

    private static Task AssertRefused(Action<EncryptedStateArgs> change, string key) =>
        AssertRefused(EncryptedStateExample.OnEbs(), change, key);

    private static Task AssertEfsRefused(Action<EfsStorageArgs> change, string key) =>
        AssertRefused(EncryptedStateExample.OnEfs(), args => change(args.Efs!), key);

    private static async Task AssertRefused(EncryptedStateArgs args, Action<EncryptedStateArgs> change, string key)
    {
        change(args);
        var refusal = await ComponentExamples.RefusalAsync(EncryptedStateExample.Dashboard(args));
        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { key }));
    }
}
