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
        var program = await ComponentExamples.RunAsync(ComponentExamples.Credentials());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program.Of("Secret").Select(secret => secret.Name), Is.EqualTo(new[] { "flower-basic-auth", "flower-cookie-secret" }));
            Assert.That(program.Of("Secret").Select(secret => secret.Text("kmsKeyId")), Is.All.EqualTo("flower-key.arn"));
            Assert.That(program.Of("Secret").Select(secret => secret.At("recoveryWindowInDays")!.GetValue<int>()), Is.All.EqualTo(30));
        }
    }

    [Test]
    public async Task Values_are_written_through_the_write_only_input_alone()
    {
        var versions = (await ComponentExamples.RunAsync(ComponentExamples.Credentials())).Of("SecretVersion").ToArray();

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
        await MockedProgram.RunAsync(() => _ = new FlowerCredentials("flower", ComponentExamples.Credentials(), options));

        var secrecy = await Task.WhenAll(values.Select(Output.IsSecretAsync));

        Assert.That(secrecy, Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public async Task Passwords_are_one_for_each_user_in_one_JSON_object()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Credentials(ComponentExamples.Basic("ops", "dev")));

        Assert.That(
            program["flower-basic-auth-version"].Json("secretStringWo").ToJsonString(),
            Is.EqualTo("""{"dev":"flower-password-dev.result","ops":"flower-password-ops.result"}"""));
    }

    [Test]
    public async Task Generated_values_are_long_and_hold_nothing_on_which_Flower_splits()
    {
        var passwords = (await ComponentExamples.RunAsync(ComponentExamples.Credentials())).Of("RandomPassword").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(passwords.Select(password => password.At("length")!.GetValue<int>()), Is.All.GreaterThanOrEqualTo(32));
            Assert.That(passwords.Select(password => password.At("special")!.GetValue<bool>()), Is.All.False);
        }
    }

    [Test]
    public async Task A_higher_version_generates_everything_anew_and_writes_it()
    {
        var args = ComponentExamples.Credentials();
        args.Version = 2;
        var first = await ComponentExamples.RunAsync(ComponentExamples.Credentials());
        var second = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first["flower-password-ops"].Text("keepers.version"), Is.EqualTo("1"));
            Assert.That(second["flower-password-ops"].Text("keepers.version"), Is.EqualTo("2"));
            Assert.That(WriteVersions(second), Has.Length.EqualTo(2).And.None.AnyOf(WriteVersions(first)));
            Assert.That(
                first.ChangesTo(second),
                Is.EqualTo(new[]
                {
                    "~ flower-basic-auth-version", "~ flower-cookie-secret", "~ flower-cookie-secret-version", "~ flower-password-ops",
                }));
        }
    }

    [Test]
    public async Task A_user_more_or_less_writes_the_passwords_again_and_keeps_those_of_the_others()
    {
        var one = await ComponentExamples.RunAsync(ComponentExamples.Credentials(ComponentExamples.Basic("ops")));
        var two = await ComponentExamples.RunAsync(ComponentExamples.Credentials(ComponentExamples.Basic("ops", "dev")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                two["flower-basic-auth-version"].JsonText("secretStringWoVersion"),
                Is.Not.EqualTo(one["flower-basic-auth-version"].JsonText("secretStringWoVersion")),
                "without another version the provider would leave the removed user in the secret");
            Assert.That(
                one.ChangesTo(two), Is.EqualTo(new[] { "+ flower-password-dev", "~ flower-basic-auth-version" }));
        }
    }

    [Test]
    public async Task The_order_of_the_users_changes_nothing_that_is_deployed()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Credentials(ComponentExamples.Basic("ops", "dev")));
        var reordered = await ComponentExamples.RunAsync(ComponentExamples.Credentials(ComponentExamples.Basic("dev", "ops")));

        Assert.That(program.ChangesTo(reordered), Is.Empty);
    }

    [Test]
    public async Task An_existing_key_encrypts_and_none_is_created()
    {
        var args = ComponentExamples.Credentials();
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
        var program = await ComponentExamples.RunAsync(ComponentExamples.Credentials());

        Assert.That(program.Of("SecretRotation"), Is.Empty);
    }

    [Test]
    public async Task A_rotation_function_rotates_every_generated_secret()
    {
        var args = ComponentExamples.Credentials();
        args.RotationLambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
        args.RotationRoleArn = "arn:aws:iam::123456789012:role/rotate";
        args.RotateAfterDays = 7;
        var rotations = (await ComponentExamples.RunAsync(args)).Of("SecretRotation").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                rotations.Select(rotation => rotation.Text("secretId")),
                Is.EqualTo(new[] { "flower-basic-auth.id", "flower-cookie-secret.id" }));
            Assert.That(rotations.Select(rotation => rotation.Text("rotationLambdaArn")), Is.All.EndsWith(":function:rotate"));
            Assert.That(
                rotations.Select(rotation => rotation.JsonText("rotationRules")), Is.All.EqualTo("""{"automaticallyAfterDays":7}"""));
        }
    }

    private static string[] WriteVersions(MockedProgram program) =>
        [.. program.Of("SecretVersion").Select(version => version.JsonText("secretStringWoVersion"))];
}
