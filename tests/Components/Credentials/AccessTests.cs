using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Credentials;

[TestFixture]
internal sealed class AccessTests
{
    private const string BrokerKey = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001";

    [Test]
    public async Task Everybody_but_the_role_and_the_deployers_is_denied_to_read_and_to_change_a_secret()
    {
        var args = ComponentExamples.Credentials();
        args.DeployerRoleArns = [ComponentExamples.Deployer, "arn:aws:iam::123456789012:role/rotate"];
        var policies = (await ComponentExamples.RunAsync(args)).Of("SecretPolicy").ToArray();

        Assert.That(
            policies.Select(policy => policy.Text("secretArn")), Is.EqualTo(new[] { "flower-basic-auth.arn", "flower-cookie-secret.arn" }));
        foreach (var policy in policies)
        {
            var statement = policy.Json("policy")["Statement"]!.AsArray().Single()!.AsObject();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(statement["Effect"]!.GetValue<string>(), Is.EqualTo("Deny"));
                Assert.That(statement["Principal"]!.ToJsonString(), Is.EqualTo("""{"AWS":"*"}"""));
                Assert.That(statement.Actions(), Is.EquivalentTo(new[]
                {
                    "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret",
                    "secretsmanager:UpdateSecretVersionStage", "secretsmanager:PutResourcePolicy", "secretsmanager:DeleteResourcePolicy",
                }));
                Assert.That(statement.Resources(), Is.EqualTo(new[] { "*" }));
                Assert.That(statement["Condition"]!.AsObject(), Has.Count.EqualTo(1));
                Assert.That(statement.Condition("ArnNotEquals", "aws:PrincipalArn"), Is.EquivalentTo(
                    new[] { ComponentExamples.Deployer, "arn:aws:iam::123456789012:role/rotate", "flower-role.arn" }));
                Assert.That(policy.At("blockPublicPolicy")!.GetValue<bool>(), Is.True);
            }
        }
    }

    [Test]
    public async Task Role_reads_exactly_its_own_secrets_and_decrypts_with_exactly_their_keys()
    {
        var args = ComponentExamples.Credentials();
        args.Broker.UrlSecretKmsKeyArn = BrokerKey;
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.UrlSecretKmsKeyArn = BrokerKey;
        var program = await ComponentExamples.RunAsync(args);
        var policy = program["flower-role-policy"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Sids(), Is.EqualTo(new[] { "ReadSecrets", "DecryptSecrets" }));
            Assert.That(
                policy.Statement("ReadSecrets").Actions(),
                Is.EqualTo(new[] { "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue" }));
            Assert.That(policy.Statement("ReadSecrets").Resources(), Is.EquivalentTo(
                new[] { "flower-basic-auth.arn", "flower-cookie-secret.arn", ComponentExamples.BrokerUrl, ComponentExamples.ResultBackendUrl }));
            Assert.That(policy.Statement("DecryptSecrets").Actions(), Is.EqualTo(new[] { "kms:Decrypt" }));
            Assert.That(policy.Statement("DecryptSecrets").Resources(), Is.EquivalentTo(new[] { "flower-key.arn", BrokerKey }));
            Assert.That(program["flower-role-policy"].Text("policy"), Does.Not.Contain("*"));
            Assert.That(program["flower-role-policy"].Text("role"), Is.EqualTo("flower-role.id"));
        }
    }

    [Test]
    public async Task Supplied_secrets_and_their_keys_are_added_to_what_the_role_reads()
    {
        var auth = ComponentExamples.Google();
        auth.ClientSecretKmsKeyArn = ComponentExamples.Key;
        var policy = (await ComponentExamples.RunAsync(ComponentExamples.Credentials(auth)))["flower-role-policy"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Statement("ReadSecrets").Resources(), Is.EquivalentTo(
                new[] { "flower-cookie-secret.arn", ComponentExamples.ClientSecret, ComponentExamples.BrokerUrl }));
            Assert.That(policy.Statement("DecryptSecrets").Resources(), Is.EquivalentTo(new[] { "flower-key.arn", ComponentExamples.Key }));
        }
    }

    [Test]
    public async Task Key_rotates_and_is_not_lost_by_mistake()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Credentials());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-key"].At("enableKeyRotation")!.GetValue<bool>(), Is.True);
            Assert.That(program["flower-key"].At("deletionWindowInDays")!.GetValue<int>(), Is.EqualTo(30));
            Assert.That(program["flower-key-alias"].Text("targetKeyId"), Is.EqualTo("flower-key.keyId"));
        }
    }

    [Test]
    public async Task Key_lets_the_role_decrypt_through_Secrets_Manager_only_and_names_its_principals()
    {
        var policy = (await ComponentExamples.RunAsync(ComponentExamples.Credentials()))["flower-key"].Json("policy");
        var read = policy.Statement("Read");
        var write = policy.Statement("Write");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Sids(), Is.EqualTo(new[] { "Administer", "Read", "Write" }));
            Assert.That(policy.Statement("Administer").PrincipalsOf(), Is.EqualTo(new[] { ComponentExamples.Deployer }));
            Assert.That(policy.Statement("Administer").Actions(), Has.None.AnyOf("kms:*", "kms:Decrypt", "kms:CreateGrant"));
            Assert.That(read.PrincipalsOf(), Is.EqualTo(new[] { "flower-role.arn" }));
            Assert.That(read.Actions(), Is.EqualTo(new[] { "kms:Decrypt" }));
            Assert.That(write.PrincipalsOf(), Is.EqualTo(new[] { ComponentExamples.Deployer }));
            Assert.That(write.Actions(), Is.EqualTo(new[] { "kms:Decrypt", "kms:GenerateDataKey" }));
            Assert.That(
                new[] { read, write }.Select(it => it.Condition("StringEquals", "kms:ViaService")),
                Is.All.EqualTo(new[] { "secretsmanager.eu-west-1.amazonaws.com" }));
        }
    }

    [Test]
    public async Task Pod_Identity_gives_the_role_to_one_service_account_of_one_namespace()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Credentials());
        var trust = program["flower-role"].Json("assumeRolePolicy").Statement("PodIdentity");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(trust["Principal"]!.ToJsonString(), Is.EqualTo("""{"Service":"pods.eks.amazonaws.com"}"""));
            Assert.That(trust.Actions(), Is.EqualTo(new[] { "sts:AssumeRole", "sts:TagSession" }));
            Assert.That(program["flower-pod-identity"].Text("clusterName"), Is.EqualTo("prod"));
            Assert.That(program["flower-pod-identity"].Text("namespace"), Is.EqualTo("flower"));
            Assert.That(program["flower-pod-identity"].Text("serviceAccount"), Is.EqualTo("flower"));
            Assert.That(program["flower-pod-identity"].Text("roleArn"), Is.EqualTo("flower-role.arn"));
        }
    }

    [Test]
    public async Task IRSA_trusts_one_service_account_for_one_audience()
    {
        var args = ComponentExamples.Credentials();
        args.OidcProviderArn = ComponentExamples.OidcProvider;
        args.Namespace = "tools";
        var program = await ComponentExamples.RunAsync(args);
        JsonNode trust = program["flower-role"].Json("assumeRolePolicy");
        var statement = trust["Statement"]!.AsArray().Single()!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("PodIdentityAssociation"), Is.Empty);
            Assert.That(statement["Action"]!.GetValue<string>(), Is.EqualTo("sts:AssumeRoleWithWebIdentity"));
            Assert.That(statement["Principal"]!.ToJsonString(), Is.EqualTo($$"""{"Federated":"{{ComponentExamples.OidcProvider}}"}"""));
            Assert.That(statement["Condition"]!.ToJsonString(), Is.EqualTo(
                """{"StringEquals":{"oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD:aud":"sts.amazonaws.com","oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD:sub":"system:serviceaccount:tools:flower"}}"""));
        }
    }
}
