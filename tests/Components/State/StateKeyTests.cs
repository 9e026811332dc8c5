using NUnit.Framework;

namespace FlowerInfra.Tests.Components.State;

[TestFixture]
internal sealed class StateKeyTests
{
    private const string Account = "arn:aws:iam::123456789012:root";

    [Test]
    public async Task Key_rotates_and_is_not_deleted_at_once()
    {
        var program = await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-state-key"].At("enableKeyRotation")!.GetValue<bool>(), Is.True);
            Assert.That(program["flower-state-key"].At("deletionWindowInDays")!.GetValue<double>(), Is.EqualTo(30));
            Assert.That(program["flower-state-key-alias"].Text("name"), Is.EqualTo("alias/flower-infra/test/flower-state-state"));
            Assert.That(program["flower-state-key-alias"].Text("targetKeyId"), Is.EqualTo("flower-state-key.keyId"));
        }
    }

    [Test]
    public async Task Key_on_ebs_names_the_deployer_the_csi_driver_the_backup_and_the_account_and_nobody_else()
    {
        var policy = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-key"].Json("policy");

        Assert.That(policy.Principals(), Is.EquivalentTo(new[]
        {
            ComponentExamples.Deployer, EncryptedStateExample.EbsCsiRole, "flower-state-backup-role.arn", Account,
        }));
    }

    [Test]
    public async Task Key_on_efs_names_the_deployer_the_backup_and_the_account_and_nobody_else()
    {
        var policy = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEfs()))["flower-state-key"].Json("policy");

        Assert.That(policy.Principals(), Is.EquivalentTo(new[] { ComponentExamples.Deployer, "flower-state-backup-role.arn", Account }));
    }

    [Test]
    public async Task Key_without_a_backup_names_no_role_for_it()
    {
        var args = EncryptedStateExample.OnEbs();
        args.AllowNoBackup = true;

        var policy = (await EncryptedStateExample.RunAsync(args))["flower-state-key"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Principals(), Is.EquivalentTo(new[] { ComponentExamples.Deployer, EncryptedStateExample.EbsCsiRole, Account }));
            Assert.That(policy.Sids(), Is.EquivalentTo(new[] { "Administer", "TakeBack", "ReadMetadata", "EbsCsiUse", "EbsCsiGrant" }));
        }
    }

    [Test]
    public async Task Administrators_manage_the_key_and_can_neither_decrypt_nor_grant()
    {
        var policy = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-key"].Json("policy");

        var actions = policy.Statement("Administer").Actions();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actions, Does.Contain("kms:PutKeyPolicy").And.Contain("kms:ScheduleKeyDeletion"));
            Assert.That(actions, Has.None.Contains("*"));
            Assert.That(
                actions, Has.None.AnyOf("kms:Decrypt", "kms:Encrypt", "kms:CreateGrant", "kms:ReEncryptFrom", "kms:GenerateDataKey"));
        }
    }

    [Test]
    public async Task Root_user_alone_takes_the_key_back_and_the_account_reads_metadata()
    {
        var policy = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-key"].Json("policy");
        var (takeBack, metadata) = (policy.Statement("TakeBack"), policy.Statement("ReadMetadata"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(takeBack.PrincipalsOf().Concat(metadata.PrincipalsOf()), Is.All.EqualTo(Account));
            Assert.That(takeBack.Condition("StringEquals", "aws:PrincipalType"), Is.EqualTo(new[] { "Account" }));
            Assert.That(takeBack.Actions(), Is.EqualTo(policy.Statement("Administer").Actions()));
            Assert.That(metadata.Actions(), Is.All.Match("^kms:(DescribeKey|Get[A-Z][A-Za-z]+|List[A-Z][A-Za-z]+)$"));
        }
    }

    [Test]
    public async Task Csi_driver_grants_the_key_to_aws_only()
    {
        var policy = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEbs()))["flower-state-key"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                policy.Statement("EbsCsiUse").Actions(),
                Is.EquivalentTo(new[] { "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*" }));
            Assert.That(policy.Statement("EbsCsiGrant").Actions(), Is.EqualTo(new[] { "kms:CreateGrant" }));
            Assert.That(policy.Statement("EbsCsiGrant").Condition("Bool", "kms:GrantIsForAWSResource"), Is.EqualTo(new[] { "true" }));
        }
    }

    [TestCase("CreateFileSystem", "elasticfilesystem.eu-west-1.amazonaws.com")]
    [TestCase("CreateVault", "backup.eu-west-1.amazonaws.com")]
    public async Task Deployer_uses_the_key_only_through_the_service_that_is_created_with_it(string sid, string service)
    {
        var policy = (await EncryptedStateExample.RunAsync(EncryptedStateExample.OnEfs()))["flower-state-key"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Statement(sid).PrincipalsOf(), Is.EqualTo(new[] { ComponentExamples.Deployer }));
            Assert.That(policy.Statement(sid).Condition("StringEquals", "kms:ViaService"), Is.EqualTo(new[] { service }));
        }
    }

    [Test]
    public async Task Existing_key_is_used_as_it_is()
    {
        var args = EncryptedStateExample.OnEbs();
        args.KmsKeyArn = ComponentExamples.Key;
        args.DeployerRoleArns = [];
        args.Ebs!.EbsCsiRoleArn = null;

        var program = await EncryptedStateExample.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.OfState().Select(it => it.Type), Has.None.StartsWith("aws:kms/"));
            Assert.That(program["flower-state-class"].Text("parameters.kmsKeyId"), Is.EqualTo(ComponentExamples.Key));
            Assert.That(program["flower-state-vault"].Text("kmsKeyArn"), Is.EqualTo(ComponentExamples.Key));
        }
    }
}
