using NUnit.Framework;

namespace FlowerInfra.Tests.Components.State;

[TestFixture]
internal sealed class StateBackupTests
{
    [Test]
    public async Task State_is_backed_up_daily_under_its_own_key_unless_asked_otherwise()
    {
        var program = await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-state-vault"].Text("kmsKeyArn"), Is.EqualTo("flower-state-key.arn"));
            Assert.That(program["flower-state-plan"].Text("rules[0].schedule"), Is.EqualTo("cron(0 3 * * ? *)"));
            Assert.That(program["flower-state-plan"].At("rules[0].lifecycle.deleteAfter")!.GetValue<double>(), Is.EqualTo(35));
            Assert.That(program["flower-state-plan"].At("rules[0].lifecycle.coldStorageAfter"), Is.Null);
            Assert.That(program["flower-state-backup-selection"].Text("iamRoleArn"), Is.EqualTo("flower-state-backup-role.arn"));
        }
    }

    [Test]
    public async Task Cold_storage_is_passed_on_for_a_file_system()
    {
        var args = EncryptedStateExample.OnEfs();
        args.Backup = new StateBackupArgs { ColdStorageAfterDays = 30, DeleteAfterDays = 120 };

        var plan = (await EncryptedStateExample.RunAsync(args))["flower-state-plan"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.At("rules[0].lifecycle.coldStorageAfter")!.GetValue<double>(), Is.EqualTo(30));
            Assert.That(plan.At("rules[0].lifecycle.deleteAfter")!.GetValue<double>(), Is.EqualTo(120));
        }
    }

    [Test]
    public async Task Role_is_for_aws_backup_and_has_its_two_managed_policies()
    {
        var program = await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs());

        var trust = program["flower-state-backup-role"].Json("assumeRolePolicy").Statement("Backup");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(trust.PrincipalsOf(), Is.EqualTo(new[] { "backup.amazonaws.com" }));
            Assert.That(trust.Condition("StringEquals", "aws:SourceAccount"), Is.EqualTo(new[] { "123456789012" }));
            Assert.That(
                program["flower-state-backup-role-backup"].Text("policyArn"),
                Is.EqualTo("arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"));
            Assert.That(
                program["flower-state-backup-role-restores"].Text("policyArn"),
                Is.EqualTo("arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores"));
        }
    }

    [Test]
    public async Task Existing_role_is_admitted_to_the_key_and_none_is_created()
    {
        const string Role = "arn:aws:iam::123456789012:role/backup";
        var args = EncryptedStateExample.OnEbs();
        args.Backup = new StateBackupArgs { RoleArn = Role };

        var program = await EncryptedStateExample.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.OfState().Select(it => it.Type), Has.None.StartsWith("aws:iam/"));
            Assert.That(program["flower-state-key"].Json("policy").Statement("BackupUse").PrincipalsOf(), Is.EqualTo(new[] { Role }));
            Assert.That(program["flower-state-backup-selection"].Text("iamRoleArn"), Is.EqualTo(Role));
        }
    }

    [Test]
    public async Task No_backup_means_no_plan_no_vault_and_no_role()
    {
        var args = EncryptedStateExample.OnEfs();
        args.AllowNoBackup = true;

        var program = await EncryptedStateExample.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.OfState().Select(it => it.Type), Has.None.StartsWith("aws:backup/"));
            Assert.That(program.OfState().Select(it => it.Type), Has.None.StartsWith("aws:iam/"));
            Assert.That(program["flower-state-automatic-backup"].Text("backupPolicy.status"), Is.EqualTo("DISABLED"));
        }
    }
}
