using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Credentials;

[TestFixture]
internal sealed class AccessTests
{
    private const string Reader = "arn:aws:iam::123456789012:role/passwords";
    private const string Rotation = "arn:aws:iam::123456789012:role/rotate";
    private const string BrokerKey = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001";

    [Test]
    public async Task Everybody_but_the_workload_and_the_deployers_is_denied_to_read_and_all_but_deployers_to_change()
    {
        var policies = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard())).Of("SecretPolicy").ToArray();

        Assert.That(
            policies.Select(policy => policy.Text("secretArn")),
            Is.EqualTo(new[] { "flower-credentials-basic-auth.arn", "flower-credentials-cookie-secret.arn" }));
        foreach (var policy in policies)
        {
            var statements = policy.Json("policy")["Statement"]!.AsArray().Select(it => it!.AsObject()).ToArray();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(statements.Select(it => it["Effect"]!.GetValue<string>()), Is.All.EqualTo("Deny"));
                Assert.That(statements.Select(it => it["Principal"]!.ToJsonString()), Is.All.EqualTo("""{"AWS":"*"}"""));
                Assert.That(statements.Select(it => it["Condition"]!.AsObject().Count), Is.All.EqualTo(1));
                Assert.That(
                    Excepted(policy, "secretsmanager:GetSecretValue"),
                    Is.EquivalentTo(new[] { ComponentExamples.Deployer, "flower-credentials-role.arn" }));
                foreach (var action in new[] { "PutSecretValue", "UpdateSecretVersionStage", "UpdateSecret", "PutResourcePolicy", "DeleteResourcePolicy" })
                    Assert.That(Excepted(policy, $"secretsmanager:{action}"), Is.EqualTo(new[] { ComponentExamples.Deployer }), action);
                Assert.That(policy.At("blockPublicPolicy")!.GetValue<bool>(), Is.True);
            }
        }
    }

    [Test]
    public async Task Readers_of_passwords_read_the_passwords_and_do_nothing_else()
    {
        var auth = ComponentExamples.Basic("ops");
        auth.Basic!.PasswordReaderRoleArns = [Reader];
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(auth));
        var passwords = program["flower-credentials-basic-auth-policy"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Excepted(passwords, "secretsmanager:GetSecretValue"), Does.Contain(Reader));
            Assert.That(Excepted(passwords, "secretsmanager:PutSecretValue"), Does.Not.Contain(Reader));
            Assert.That(Excepted(passwords, "secretsmanager:PutResourcePolicy"), Does.Not.Contain(Reader));
            Assert.That(passwords.Json("policy").Statement("ReadPasswords").Actions(), Is.EqualTo(new[] { "secretsmanager:GetSecretValue" }));
            Assert.That(passwords.Json("policy").Statement("ReadPasswords").PrincipalsOf(), Is.EqualTo(new[] { Reader }));
            Assert.That(
                program["flower-credentials-cookie-secret-policy"].Text("policy"), Does.Not.Contain(Reader),
                "with the cookie secret any session could be forged");
            Assert.That(RightsOn(program["flower-credentials-key"], Reader), Is.EqualTo(new[] { "kms:Decrypt" }));
        }
    }

    [Test]
    public async Task The_rotations_role_reads_and_writes_and_administers_nothing()
    {
        var args = ComponentExamples.Dashboard();
        args.Rotation = new() { LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate", RoleArn = Rotation };
        var program = await ComponentExamples.RunAsync(args);

        foreach (var policy in program.Of("SecretPolicy"))
        {
            using (Assert.EnterMultipleScope())
            {
                foreach (var action in new[] { "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage" })
                    Assert.That(Excepted(policy, $"secretsmanager:{action}"), Does.Contain(Rotation), action);
                foreach (var action in new[] { "UpdateSecret", "PutResourcePolicy", "DeleteResourcePolicy" })
                    Assert.That(Excepted(policy, $"secretsmanager:{action}"), Does.Not.Contain(Rotation), action);
            }
        }

        Assert.That(RightsOn(program["flower-credentials-key"], Rotation), Is.EqualTo(new[] { "kms:Decrypt", "kms:GenerateDataKey" }));
    }

    [Test]
    public async Task Role_reads_exactly_its_own_secrets_and_decrypts_with_exactly_their_keys()
    {
        var args = ComponentExamples.Dashboard();
        args.Broker.UrlSecretKmsKeyArn = BrokerKey;
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.UrlSecretKmsKeyArn = BrokerKey;
        var program = await ComponentExamples.RunAsync(args);
        var policy = program["flower-credentials-role-policy"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Sids(), Is.EqualTo(new[] { "ReadSecrets", "DecryptSecrets" }));
            Assert.That(
                policy.Statement("ReadSecrets").Actions(),
                Is.EqualTo(new[] { "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue" }));
            Assert.That(policy.Statement("ReadSecrets").Resources(), Is.EquivalentTo(new[]
            {
                "flower-credentials-basic-auth.arn", "flower-credentials-cookie-secret.arn", ComponentExamples.BrokerUrl,
                ComponentExamples.ResultBackendUrl,
            }));
            Assert.That(policy.Statement("DecryptSecrets").Actions(), Is.EqualTo(new[] { "kms:Decrypt" }));
            Assert.That(policy.Statement("DecryptSecrets").Resources(), Is.EquivalentTo(new[] { "flower-credentials-key.arn", BrokerKey }));
            Assert.That(program["flower-credentials-role-policy"].Text("policy"), Does.Not.Contain("*"));
            Assert.That(program["flower-credentials-role-policy"].Text("role"), Is.EqualTo("flower-credentials-role.id"));
        }
    }

    [Test]
    public async Task Supplied_secrets_and_their_keys_are_added_to_what_the_role_reads()
    {
        var auth = ComponentExamples.Google();
        auth.Google!.ClientSecretKmsKeyArn = ComponentExamples.Key;
        var policy = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard(auth)))["flower-credentials-role-policy"].Json("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Statement("ReadSecrets").Resources(), Is.EquivalentTo(
                new[] { "flower-credentials-cookie-secret.arn", ComponentExamples.ClientSecret, ComponentExamples.BrokerUrl }));
            Assert.That(policy.Statement("DecryptSecrets").Resources(), Is.EquivalentTo(new[] { "flower-credentials-key.arn", ComponentExamples.Key }));
        }
    }

    [Test]
    public async Task Key_rotates_and_is_not_lost_by_mistake()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-credentials-key"].At("enableKeyRotation")!.GetValue<bool>(), Is.True);
            Assert.That(program["flower-credentials-key"].At("deletionWindowInDays")!.GetValue<int>(), Is.EqualTo(30));
            Assert.That(program["flower-credentials-key-alias"].Text("targetKeyId"), Is.EqualTo("flower-credentials-key.keyId"));
        }
    }

    [Test]
    public async Task Key_lets_the_role_decrypt_through_Secrets_Manager_only_and_names_its_principals()
    {
        var policy = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-credentials-key"].Json("policy");
        var read = policy.Statement("Read");
        var write = policy.Statement("Write");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Sids(), Is.EqualTo(new[] { "Administer", "TakeBack", "ReadMetadata", "Read", "Write" }));
            Assert.That(policy.Statement("Administer").PrincipalsOf(), Is.EqualTo(new[] { ComponentExamples.Deployer }));
            Assert.That(policy.Statement("Administer").Actions(), Has.None.AnyOf("kms:*", "kms:Decrypt", "kms:CreateGrant"));
            Assert.That(read.PrincipalsOf(), Is.EqualTo(new[] { "flower-credentials-role.arn" }));
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
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var trust = program["flower-credentials-role"].Json("assumeRolePolicy").Statement("PodIdentity");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(trust["Principal"]!.ToJsonString(), Is.EqualTo("""{"Service":"pods.eks.amazonaws.com"}"""));
            Assert.That(trust.Actions(), Is.EqualTo(new[] { "sts:AssumeRole", "sts:TagSession" }));
            Assert.That(trust["Condition"]!.ToJsonString(), Is.EqualTo(
                """{"StringEquals":{"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:eu-west-1:123456789012:cluster/prod","aws:RequestTag/kubernetes-namespace":"flower","aws:RequestTag/kubernetes-service-account":"flower","aws:SourceAccount":"123456789012"}}"""));
            Assert.That(program["flower-credentials-pod-identity"].Text("clusterName"), Is.EqualTo("prod"));
            Assert.That(program["flower-credentials-pod-identity"].Text("namespace"), Is.EqualTo("flower"));
            Assert.That(program["flower-credentials-pod-identity"].Text("serviceAccount"), Is.EqualTo("flower"));
            Assert.That(program["flower-credentials-pod-identity"].Text("roleArn"), Is.EqualTo("flower-credentials-role.arn"));
        }
    }

    [Test]
    public async Task IRSA_trusts_one_service_account_for_one_audience()
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;
        args.Namespace = "tools";
        var program = await ComponentExamples.RunAsync(args);
        JsonNode trust = program["flower-credentials-role"].Json("assumeRolePolicy");
        var statement = trust["Statement"]!.AsArray().Single()!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("PodIdentityAssociation"), Is.Empty);
            Assert.That(statement["Action"]!.GetValue<string>(), Is.EqualTo("sts:AssumeRoleWithWebIdentity"));
            Assert.That(statement["Principal"]!.ToJsonString(), Is.EqualTo($$"""{"Federated":"{{ComponentExamples.OidcProvider}}"}"""));
            Assert.That(statement["Condition"]!.ToJsonString(), Is.EqualTo(
                """{"StringEquals":{"oidc.eks.cn-north-1.amazonaws.com.cn/id/prod:aud":"sts.amazonaws.com","oidc.eks.cn-north-1.amazonaws.com.cn/id/prod:sub":"system:serviceaccount:tools:flower"}}"""));
        }
    }

    // Whom the denial of an action leaves out.
    private static IReadOnlyList<string> Excepted(MockedResource policy, string action) => policy.Json("policy")["Statement"]!.AsArray()
        .Select(statement => statement!.AsObject())
        .Single(statement => statement["Effect"]!.GetValue<string>() == "Deny" && statement.Actions().Contains(action))
        .Condition("ArnNotEquals", "aws:PrincipalArn");

    private static IEnumerable<string> RightsOn(MockedResource key, string roleArn) => key.Json("policy")["Statement"]!.AsArray()
        .Select(statement => statement!.AsObject())
        .Where(statement => statement.PrincipalsOf().Contains(roleArn))
        .SelectMany(statement => statement.Actions());
}
