using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Credentials;

[TestFixture]
internal sealed class CredentialRefusalTests
{
    private const string RotationLambda = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
    private const string RotationRole = "arn:aws:iam::123456789012:role/rotate";

    [Test]
    public async Task Secrets_that_nobody_may_rotate_are_refused()
    {
        var args = ComponentExamples.Dashboard();
        args.DeployerRoleArns = [];

        await ExpectAsync(args, "deployerRoleArns", "no role is named", "Name the role that runs the deployment");
    }

    [TestCase("arn:aws:iam::123456789012:user/ops")]
    [TestCase("arn:aws:iam::*:role/deployer")]
    [TestCase("arn:aws:iam::123456789012:role/*")]
    [TestCase(ComponentExamples.Deployer + "\n")]
    [TestCase("*")]
    public async Task Only_named_roles_are_let_through_the_policy(string arn)
    {
        var args = ComponentExamples.Dashboard();
        args.DeployerRoleArns = [ComponentExamples.Deployer, arn];

        await ExpectAsync(args, "deployerRoleArns[1]", "is not the ARN of an IAM role", "arn:aws:iam::123456789012:role/flower-deployer");
    }

    [TestCase(ComponentExamples.Deployer, "also deploys or rotates")]
    [TestCase(RotationRole, "also deploys or rotates")]
    [TestCase("arn:aws:iam::123456789012:role/*", "is not the ARN of an IAM role")]
    [TestCase("*", "is not the ARN of an IAM role")]
    public async Task Who_reads_passwords_is_a_named_role_that_neither_deploys_nor_rotates(string arn, string problem)
    {
        var auth = ComponentExamples.Basic("ops");
        auth.Basic!.PasswordReaderRoleArns = [arn];
        var args = ComponentExamples.Dashboard(auth);
        args.Rotation = new() { LambdaArn = RotationLambda, RoleArn = RotationRole };

        await ExpectAsync(args, "auth.basic.passwordReaderRoleArns[0]", problem, "role");
    }

    [TestCase("", "is missing", "Give an ARN")]
    [TestCase("*", "is not the ARN of an IAM role", "Give an ARN")]
    [TestCase(ComponentExamples.Deployer, "is a deployer's role", "a role of its own")]
    public async Task The_rotation_has_a_role_of_its_own(string arn, string problem, string fix)
    {
        var args = ComponentExamples.Dashboard();
        args.Rotation = new() { LambdaArn = RotationLambda, RoleArn = arn };

        await ExpectAsync(args, "rotation.roleArn", problem, fix);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public async Task Versions_count_from_one(int version)
    {
        var args = ComponentExamples.Dashboard();
        args.CredentialsVersion = version;

        await ExpectAsync(args, "credentialsVersion", "is not a version", "a higher number rotates the secrets");
    }

    [TestCase(0)]
    [TestCase(91)]
    public async Task Rotation_takes_one_to_ninety_days(int days)
    {
        var args = ComponentExamples.Dashboard();
        args.Rotation = new() { LambdaArn = RotationLambda, RoleArn = RotationRole, AfterDays = days };

        await ExpectAsync(args, "rotation.afterDays", "is not a rotation period", "Write 1 to 90 days.");
    }

    [TestCase("oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD")]
    [TestCase(ComponentExamples.Deployer)]
    public async Task The_OIDC_provider_is_named_by_its_ARN(string arn)
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.OidcProviderArn = arn;

        await ExpectAsync(args, "cluster.oidcProviderArn", "is not the ARN of an OIDC provider", "oidc-provider/oidc.eks");
    }

    [Test]
    public async Task External_Secrets_needs_IRSA()
    {
        var args = ComponentExamples.Dashboard();
        args.DeliverWithExternalSecrets = true;

        await ExpectAsync(args, "deliverWithExternalSecrets", "needs IRSA", "Set cluster.useIrsa");
    }

    [TestCase("arn:aws:secretsmanager:eu-west-1:123456789012:secret:*", "is not the ARN of a Secrets Manager secret", "celery-broker-AbCdEf")]
    [TestCase("rediss://:hunter2@redis.example.internal", "is not the ARN of a Secrets Manager secret", "celery-broker-AbCdEf")]
    [TestCase(ComponentExamples.BrokerUrl, "is also the broker's secret", "a secret of its own")]
    public async Task The_result_backends_URL_is_a_secret_of_its_own(string arn, string problem, string fix)
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.UrlSecretArn = arn;

        await ExpectAsync(args, "resultBackend.urlSecretArn", problem, fix);
    }

    [Test]
    public async Task The_brokers_URL_and_key_are_named_by_ARN()
    {
        var args = ComponentExamples.Dashboard();
        args.Broker.UrlSecretArn = "celery-broker";
        args.Broker.UrlSecretKmsKeyArn = "alias/broker";

        var faults = (await ComponentExamples.RefusalAsync(args)).Faults;

        Assert.That(faults.Select(fault => fault.Key), Is.EqualTo(new[] { "broker.urlSecretArn", "broker.urlSecretKmsKeyArn" }));
    }

    private static async Task ExpectAsync(FlowerDashboardArgs args, string key, string problem, string fix)
    {
        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new FlowerDashboard("flower", args));
        var fault = refusal.Faults.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Message, Does.StartWith("FlowerDashboard \"flower\" has 1 fault"));
            Assert.That(fault.Key, Is.EqualTo(key));
            Assert.That(fault.Problem, Does.Contain(problem));
            Assert.That(fault.Fix, Does.Contain(fix));
            Assert.That(program.Resources.Select(resource => resource.Kind), Is.EqualTo(new[] { "FlowerDashboard" }));
        }
    }
}
