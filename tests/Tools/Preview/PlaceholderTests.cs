using NUnit.Framework;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Sns;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Tools.Preview;

[TestFixture]
[NonParallelizable]
internal sealed class PlaceholderTests
{
    private const string TopicUrn = "urn:pulumi:test::shop::aws:sns/topic:Topic::topic";

    [Test]
    public async Task Another_resources_output_is_a_reference_also_inside_a_longer_text()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var topic = new Topic("topic");
            _ = new Topic("other", new TopicArgs { KmsMasterKeyId = topic.Id, DisplayName = Output.Format($"<{topic.Arn}>") });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("other").Text("kmsMasterKeyId"), Is.EqualTo($"${{{TopicUrn}.id}}"));
            Assert.That(plan.Named("other").Text("displayName"), Is.EqualTo($"<${{{TopicUrn}.arn}}>"));
        }
    }

    [Test]
    public async Task An_output_that_was_given_as_input_is_that_input()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var topic = new Topic("topic", new TopicArgs { DisplayName = "orders" });
            _ = new Topic("other", new TopicArgs { DisplayName = topic.DisplayName.Apply(it => it ?? "none") });
        });

        Assert.That(plan.Named("other").Text("displayName"), Is.EqualTo("orders"));
    }

    [Test]
    public async Task A_list_of_objects_that_only_the_provider_knows_has_one_element_of_references()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var certificate = new Pulumi.Aws.Acm.Certificate("certificate", new Pulumi.Aws.Acm.CertificateArgs { DomainName = "flower.example.internal" });
            return certificate.DomainValidationOptions.Apply(options => options[0].ResourceRecordName ?? "");
        });

        Assert.That((string?)plan.Outputs["result"], Is.EqualTo(
            "${urn:pulumi:test::shop::aws:acm/certificate:Certificate::certificate.domainValidationOptions[0].resourceRecordName}"));
    }

    [TestCase("flower", "flower")]
    [TestCase(null, "${urn:pulumi:test::shop::kubernetes:core/v1:Namespace::space.metadata.name}")]
    public async Task A_kubernetes_name_is_the_one_given_or_a_reference(string? given, string expected)
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var metadata = new ObjectMetaArgs { Labels = { ["team"] = "platform" } };
            if (given is not null)
                metadata.Name = given;
            return new Namespace("space", new NamespaceArgs { Metadata = metadata })
                .Metadata.Apply(it => $"{it.Name} {it.Labels["team"]}");
        });

        Assert.That((string?)plan.Outputs["result"], Is.EqualTo($"{expected} platform"));
    }

    [Test]
    public async Task A_functions_result_is_a_reference_to_the_function()
    {
        var plan = await ProgramStack.PreviewAsync(() => GetRegion.Invoke().Apply(it => it.Region));

        Assert.That((string?)plan.Outputs["result"], Is.EqualTo("${aws:index/getRegion:getRegion.region}"));
    }

    [Test]
    public void A_function_that_the_preview_does_not_know_is_named()
    {
        var failure = Assert.ThrowsAsync<InvalidOperationException>(() => ProgramStack.PreviewAsync(
            () => GetPolicyDocument.Invoke().Apply(it => it.Json)))!;

        Assert.That(failure.Message, Does.Contain("aws:iam/getPolicyDocument:getPolicyDocument"));
    }

    [Test]
    public async Task An_input_that_is_unknown_anywhere_is_shown_as_unknown()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new ConfigMap("map", new ConfigMapArgs
        {
            Data = { ["known"] = "yes", ["later"] = OutputUtilities.CreateUnknown("later") },
            Metadata = new ObjectMetaArgs { Name = "map" },
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("map").Text("data"), Is.EqualTo(Plan.Unknown));
            Assert.That(plan.Named("map").Json("metadata"), Is.EqualTo("""{"name":"map"}"""));
        }
    }

    [Test]
    public async Task A_number_that_only_the_provider_knows_stays_unknown()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var role = new Role("role", new RoleArgs { AssumeRolePolicy = "{}" });
            return role.MaxSessionDuration.Apply(seconds => $"{seconds}");
        });

        Assert.That((string?)plan.Outputs["result"], Is.EqualTo(Plan.Unknown));
    }

    [Test]
    public void References_are_found_even_when_names_and_properties_hold_dots()
    {
        const string urn = "urn:pulumi:test::shop::aws:sns/topic:Topic::topic.v1";

        Assert.That(
            PlanReference.FindAll($"a ${{{urn}.status.load[0].host}} b ${{{urn}.arn}} c ${{HOME}}", it => it == urn),
            Is.EqualTo(new[] { new PlanReference(urn, "status"), new PlanReference(urn, "arn") }));
    }

    [TestCase("${urn:pulumi:test::shop::aws:sns/topic:Topic::topic.arn}", true)]
    [TestCase("arn:${aws:index/getPartition:getPartition.partition}:iam", true)]
    [TestCase("[unknown]", true)]
    [TestCase("[secret]", true)]
    [TestCase("${aws:PrincipalTag/team}", false)]
    [TestCase("$host ${uri}", false)]
    public void Only_placeholders_count_as_known_later(string text, bool expected) =>
        Assert.That(PlanReference.IsIn(text), Is.EqualTo(expected));
}
