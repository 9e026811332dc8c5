using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.Validation;

[TestFixture]
internal sealed class ArgumentReaderTests
{
    private const string Wrong = "certificate-1";

    [Test]
    public void What_is_known_at_once_is_refused_at_once_and_all_of_it()
    {
        var reader = new ArgumentReader("Tool \"one\"");

        reader.Text("certificateArn", Wrong, TextRule.Certificate);
        reader.At("broker").Texts("roleArns", new[] { ComponentExamples.Deployer, "role-1" }, TextRule.Role);
        reader.At("broker").Values<CidrBlock>("cidrBlocks", new[] { "10.8.0.0/16", "8.8.8.0/24" }, CidrBlock.TryParse);

        Assert.That(
            reader.Faults.All.Select(fault => (fault.Key, fault.Value)),
            Is.EqualTo([("certificateArn", Wrong), ("broker.roleArns[1]", "role-1"), ("broker.cidrBlocks[1]", "8.8.8.0/24")]));
        Assert.That(reader.ThrowIfAny, Throws.TypeOf<ArgumentFaultsException>().With.Message.StartsWith("Tool \"one\" has 3 faults:"));
    }

    [Test]
    public async Task What_is_known_later_is_refused_in_the_same_words_where_it_is_used()
    {
        var later = new TaskCompletionSource<string>();
        var now = new ArgumentReader("Tool \"one\"");
        now.Text("certificateArn", Wrong, TextRule.Certificate);
        var reader = new ArgumentReader("Tool \"one\"");

        var text = reader.Text("certificateArn", Output.Create(later.Task), TextRule.Certificate);
        var accepted = reader.Faults.All.Count;
        later.SetResult(Wrong);

        Assert.That(accepted, Is.Zero);
        Assert.That(
            async () => await OutputUtilities.GetValueAsync(text),
            Throws.TypeOf<ArgumentFaultsException>().With.Property(nameof(ArgumentFaultsException.Faults)).EqualTo(now.Faults.All));
    }

    [Test]
    public async Task What_a_preview_does_not_know_may_turn_out_right()
    {
        var reader = new ArgumentReader("Tool \"one\"");

        var text = reader.Text("certificateArn", OutputUtilities.CreateUnknown(Wrong), TextRule.Certificate);
        var ranges = reader.Values<CidrBlock>("cidrBlocks", OutputUtilities.CreateUnknown(ImmutableArray.Create(Wrong)), CidrBlock.TryParse);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Faults.All, Is.Empty);
            Assert.That(await OutputUtilities.GetIsKnownAsync(text), Is.False);
            Assert.That(await OutputUtilities.GetIsKnownAsync(ranges), Is.False);
        }
    }

    [Test]
    public async Task What_a_preview_without_the_engine_writes_for_another_resources_value_is_not_judged()
    {
        const string reference = "${urn:pulumi:prod::flower-infra::aws:acm/certificate:Certificate::tls.arn}";
        var reader = new ArgumentReader("Tool \"one\"");

        var text = reader.Text("certificateArn", Output.Create(reference), TextRule.Certificate);
        var ranges = reader.Values<CidrBlock>("cidrBlocks", new[] { "10.8.0.0/16", reference }, CidrBlock.TryParse);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Faults.All, Is.Empty);
            Assert.That(await OutputUtilities.GetValueAsync(text), Is.EqualTo(reference));
            Assert.That(await OutputUtilities.GetIsKnownAsync(ranges), Is.False);
        }
    }

    [Test]
    public async Task A_secret_stays_one()
    {
        var reader = new ArgumentReader("Tool \"one\"");

        var text = reader.Text("clientId", Output.CreateSecret("client-1"), TextRule.ClientId);

        Assert.That(await Output.IsSecretAsync(text), Is.True);
    }

    [Test]
    public void A_secret_in_place_of_its_ARN_is_not_shown()
    {
        var reader = new ArgumentReader("Tool \"one\"");

        reader.Text("urlSecretArn", "rediss://:hunter2@redis.example.internal", TextRule.Secret);

        Assert.That(reader.Faults.All.Single().ToString(), Does.StartWith("urlSecretArn: is not the ARN").And.Not.Contains("hunter2"));
    }

    [Test]
    public async Task Lists_that_were_left_out_are_empty_and_texts_that_were_are_null()
    {
        var reader = new ArgumentReader("Tool \"one\"");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.OptionalText("kmsKeyArn", null, TextRule.Key), Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(reader.Texts("roleArns", null, TextRule.Role)), Is.Empty);
            Assert.That(reader.Faults.All, Is.Empty);
        }
    }

    [Test]
    public void A_text_that_has_to_be_there_is_missed()
    {
        var reader = new ArgumentReader("Tool \"one\"");

        reader.Text("certificateArn", "", TextRule.Certificate);

        Assert.That(reader.Faults.All.Single().ToString(), Does.StartWith("certificateArn: is missing. Give an ARN"));
    }
}
