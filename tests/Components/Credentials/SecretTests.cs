using System.Collections.Concurrent;
using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.SecretsManager;

namespace FlowerInfra.Tests.Components.Credentials;

[TestFixture]
internal sealed class SecretTests
{
    [Test]
    public async Task Each_generated_file_is_a_secret_of_its_own_under_the_customer_key()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program.Of("Secret").Select(secret => secret.Name),
                Is.EqualTo(new[] { "flower-credentials-basic-auth", "flower-credentials-cookie-secret" }));
            Assert.That(program.Of("Secret").Select(secret => secret.Text("kmsKeyId")), Is.All.EqualTo("flower-credentials-key.arn"));
            Assert.That(program.Of("Secret").Select(secret => secret.At("recoveryWindowInDays")!.GetValue<int>()), Is.All.EqualTo(30));
        }
    }

    [Test]
    public async Task Values_are_written_through_the_write_only_input_alone()
    {
        var versions = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard())).Of("SecretVersion").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(versions, Has.Length.EqualTo(2));
            Assert.That(versions.Select(version => version.At("secretStringWo")), Is.All.Not.Null);
            Assert.That(versions.Select(version => version.At("secretString")), Is.All.Null);
            Assert.That(versions.Select(version => version.At("secretBinary")), Is.All.Null);
        }
    }

    [Test]
    public async Task Values_are_secrets_of_Pulumi_too()
    {
        var values = new ConcurrentBag<Output<string>>();
        var options = new ComponentResourceOptions
        {
            ResourceTransformations =
            {
                args =>
                {
                    if (args.Args is SecretVersionArgs { SecretStringWo: { } value })
                        values.Add(value.ToOutput());
                    return null;
                },
            },
        };
        await ComponentExamples.RunAsync(ComponentExamples.Dashboard(), options);

        var secrecy = await Task.WhenAll(values.Select(Output.IsSecretAsync));

        Assert.That(secrecy, Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public async Task Passwords_are_one_for_each_user_in_one_JSON_object()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Basic("ops", "dev")));

        Assert.That(
            program["flower-credentials-basic-auth-version"].Json("secretStringWo").ToJsonString(),
            Is.EqualTo("""{"dev":"flower-credentials-password-dev.result","ops":"flower-credentials-password-ops.result"}"""));
    }

    [Test]
    public async Task Generated_values_are_long_and_hold_nothing_on_which_Flower_splits()
    {
        var passwords = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard())).Of("RandomPassword").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(passwords.Select(password => password.At("length")!.GetValue<int>()), Is.All.GreaterThanOrEqualTo(32));
            Assert.That(passwords.Select(password => password.At("special")!.GetValue<bool>()), Is.All.False);
        }
    }

    [Test]
    public async Task A_higher_version_generates_everything_anew_and_writes_it()
    {
        var args = ComponentExamples.Dashboard();
        args.CredentialsVersion = 2;
        var first = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var second = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first["flower-credentials-password-ops"].Text("keepers.version"), Is.EqualTo("1"));
            Assert.That(second["flower-credentials-password-ops"].Text("keepers.version"), Is.EqualTo("2"));
            Assert.That(WriteVersions(second), Has.Length.EqualTo(2).And.None.AnyOf(WriteVersions(first)));
            Assert.That(
                first.ChangesTo(second),
                Is.EqualTo(new[]
                {
                    "~ flower-credentials-basic-auth-version", "~ flower-credentials-cookie-secret", "~ flower-credentials-cookie-secret-version",
                    "~ flower-credentials-password-ops",
                }));
        }
    }

    [Test]
    public async Task A_user_more_or_less_writes_the_passwords_again_and_keeps_those_of_the_others()
    {
        var one = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Basic("ops")));
        var two = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Basic("ops", "dev")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                two["flower-credentials-basic-auth-version"].JsonText("secretStringWoVersion"),
                Is.Not.EqualTo(one["flower-credentials-basic-auth-version"].JsonText("secretStringWoVersion")),
                "without another version the provider would leave the removed user in the secret");
            Assert.That(
                one.ChangesTo(two), Is.EqualTo(new[] { "+ flower-credentials-password-dev", "~ flower-credentials-basic-auth-version" }));
        }
    }

    [Test]
    public async Task The_order_of_the_users_changes_nothing_that_is_deployed()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Basic("ops", "dev")));
        var reordered = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(ComponentExamples.Basic("dev", "ops")));

        Assert.That(program.ChangesTo(reordered), Is.Empty);
    }

    [Test]
    public async Task An_existing_key_encrypts_and_none_is_created()
    {
        var args = ComponentExamples.Dashboard();
        args.KmsKeyArn = ComponentExamples.Key;
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("Key").Concat(program.Of("Alias")), Is.Empty);
            Assert.That(program.Of("Secret").Select(secret => secret.Text("kmsKeyId")), Is.All.EqualTo(ComponentExamples.Key));
        }
    }

    [Test]
    public async Task Nothing_rotates_by_itself_without_a_function_that_does()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        Assert.That(program.Of("SecretRotation"), Is.Empty);
    }

    [Test]
    public async Task A_rotation_function_rotates_every_generated_secret()
    {
        var args = ComponentExamples.Dashboard();
        args.Rotation = new()
        {
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
            RoleArn = "arn:aws:iam::123456789012:role/rotate",
            AfterDays = 7,
        };
        var rotations = (await ComponentExamples.RunAsync(args)).Of("SecretRotation").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                rotations.Select(rotation => rotation.Text("secretId")),
                Is.EqualTo(new[] { "flower-credentials-basic-auth.id", "flower-credentials-cookie-secret.id" }));
            Assert.That(rotations.Select(rotation => rotation.Text("rotationLambdaArn")), Is.All.EndsWith(":function:rotate"));
            Assert.That(
                rotations.Select(rotation => rotation.JsonText("rotationRules")), Is.All.EqualTo("""{"automaticallyAfterDays":7}"""));
        }
    }

    private static string[] WriteVersions(MockedProgram program) =>
        [.. program.Of("SecretVersion").Select(version => version.JsonText("secretStringWoVersion"))];
}
