using NUnit.Framework;

namespace FlowerInfra.Tests.Components.State;

[TestFixture]
internal sealed class EncryptedStateRefusalTests
{
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(16385)]
    public async Task Size_that_no_volume_has_is_refused(int size) => await AssertRefused(
        args => args.Storage = new EbsStorage { EbsCsiRoleArn = EncryptedStateExample.EbsCsiRole, SizeGiB = size }, "storage.sizeGiB");

    [TestCase(1)]
    [TestCase(16384)]
    public async Task Smallest_and_largest_size_are_accepted(int size)
    {
        var args = EncryptedStateExample.OnEbs();
        args.Storage = new EbsStorage { EbsCsiRoleArn = EncryptedStateExample.EbsCsiRole, SizeGiB = size };

        var program = await EncryptedStateExample.RunAsync(args);

        Assert.That(program["state-claim"].Text("spec.resources.requests.storage"), Is.EqualTo($"{size}Gi"));
    }

    [Test]
    public async Task Ebs_without_the_csi_drivers_role_is_refused() =>
        await AssertRefused(args => args.Storage = new EbsStorage(), "storage.ebsCsiRoleArn");

    [TestCase("*")]
    [TestCase("ebs-csi")]
    [TestCase("arn:aws:iam::123456789012:user/ebs-csi")]
    [TestCase("arn:aws:iam::123456789012:role/*")]
    public async Task Csi_driver_that_is_no_role_is_refused(string arn) =>
        await AssertRefused(args => args.Storage = new EbsStorage { EbsCsiRoleArn = arn }, "storage.ebsCsiRoleArn");

    [Test]
    public async Task A_workload_whose_namespace_or_cluster_is_not_named_is_refused()
    {
        await AssertRefused(args => args.Namespace = null, "namespace");
        await AssertRefused(args => args.ClusterName = null, "clusterName");
    }

    [Test]
    public async Task A_name_that_makes_a_vaults_too_long_is_refused()
    {
        var longest = new string('a', 36);
        await MockedProgram.RunAsync(() => _ = new EncryptedState(longest, EncryptedStateExample.OnEbs()));

        var refusal = await MockedProgram.RefusalAsync(() => _ = new EncryptedState($"{longest}a", EncryptedStateExample.OnEbs()));

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "name" }));
    }

    [Test]
    public async Task Key_without_administrators_is_refused() =>
        await AssertRefused(args => args.DeployerRoleArns = [], "deployerRoleArns");

    [TestCase("*")]
    [TestCase("arn:aws:iam::123456789012:root")]
    public async Task Administrator_that_is_no_role_is_refused(string arn) =>
        await AssertRefused(args => args.DeployerRoleArns = [arn], "deployerRoleArns[0]");

    [TestCase("alias/aws/ebs")]
    [TestCase("arn:aws:kms:eu-west-1:123456789012:alias/flower")]
    public async Task Existing_key_that_is_no_key_is_refused(string arn) =>
        await AssertRefused(args => args.KmsKeyArn = arn, "kmsKeyArn");

    [Test]
    public async Task Backup_that_is_given_and_turned_off_is_refused() => await AssertRefused(
        args =>
        {
            args.Backup = new StateBackupArgs();
            args.AllowNoBackup = true;
        },
        "allowNoBackup");

    [TestCase(0)]
    [TestCase(-30)]
    public async Task Backup_that_keeps_nothing_is_refused(int days) =>
        await AssertRefused(args => args.Backup = new StateBackupArgs { DeleteAfterDays = days }, "backup.deleteAfterDays");

    [Test]
    public async Task Backup_role_that_is_no_role_is_refused() =>
        await AssertRefused(args => args.Backup = new StateBackupArgs { RoleArn = "backup" }, "backup.roleArn");

    [Test]
    public async Task Cold_storage_of_a_volume_is_refused() => await AssertRefused(
        args => args.Backup = new StateBackupArgs { ColdStorageAfterDays = 30, DeleteAfterDays = 365 }, "backup.coldStorageAfterDays");

    [TestCase(30, 119, "backup.deleteAfterDays")]
    [TestCase(0, 365, "backup.coldStorageAfterDays")]
    public async Task Cold_storage_for_less_than_90_days_is_refused(int cold, int delete, string key) => await AssertRefused(
        EncryptedStateExample.OnEfs(),
        args => args.Backup = new StateBackupArgs { ColdStorageAfterDays = cold, DeleteAfterDays = delete }, key);

    [Test]
    public async Task Efs_without_subnets_is_refused() =>
        await AssertEfsRefused(storage => storage.SubnetIds = [], "storage.subnetIds");

    [Test]
    public async Task Efs_with_a_subnet_that_is_none_is_refused() =>
        await AssertEfsRefused(storage => storage.SubnetIds = ["10.0.0.0/24"], "storage.subnetIds[0]");

    [Test]
    public async Task Efs_with_a_subnet_named_twice_is_refused() => await AssertEfsRefused(
        storage => storage.SubnetIds = ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0aaaaaaaaaaaaaaaa"], "storage.subnetIds[1]");

    [Test]
    public async Task Efs_with_a_driver_that_is_no_role_is_refused() =>
        await AssertEfsRefused(storage => storage.EfsCsiRoleArn = "*", "storage.efsCsiRoleArn");

    [Test]
    public async Task All_faults_are_reported_together_and_nothing_is_created()
    {
        ArgumentFaultsException? refusal = null;
        var program = await MockedProgram.RunAsync(() => refusal = Assert.Throws<ArgumentFaultsException>(() => _ = new EncryptedState(
            "state", new EncryptedStateArgs { Storage = new EbsStorage { SizeGiB = 0 }, Namespace = "flower", ClusterName = "prod" })));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                refusal!.Faults.Select(fault => fault.Key),
                Is.EquivalentTo(new[] { "storage.ebsCsiRoleArn", "storage.sizeGiB", "deployerRoleArns" }));
            Assert.That(program.Types(), Has.None.StartsWith("aws:").And.None.StartsWith("kubernetes:"));
        }
    }

    private static Task AssertRefused(Action<EncryptedStateArgs> change, string key) =>
        AssertRefused(EncryptedStateExample.OnEbs(), change, key);

    private static Task AssertEfsRefused(Action<EfsStorage> change, string key) =>
        AssertRefused(EncryptedStateExample.OnEfs(), args => change((EfsStorage)args.Storage), key);

    private static async Task AssertRefused(EncryptedStateArgs args, Action<EncryptedStateArgs> change, string key)
    {
        change(args);
        var refusal = await EncryptedStateExample.RefusalAsync(args);
        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { key }));
    }
}
