using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.SecretsManager;
using Pulumi.Aws.Sns;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;

namespace FlowerInfra.Tests.Tools.Preview;

[TestFixture]
[NonParallelizable]
internal sealed class SecretTests
{
    private const string Clear = "correct horse battery staple";

    private static IEnumerable<TestCaseData> Programs()
    {
        yield return Case("plain value", "displayName", name => new Topic(name, new TopicArgs { DisplayName = Output.CreateSecret(Clear) }));
        yield return Case("through apply", "displayName", name => new Topic(name, new TopicArgs
        {
            DisplayName = Output.CreateSecret(Clear).Apply(it => $"<{it}>"),
        }));
        yield return Case("in a map", "data", name => new ConfigMap(name, new ConfigMapArgs
        {
            Data = { ["open"] = "yes", ["hidden"] = Output.CreateSecret(Clear) },
        }));
        yield return Case("in args in a list in args", "spec", name => new Pulumi.Kubernetes.Apps.V1.StatefulSet(name, new StatefulSetArgs
        {
            Spec = new StatefulSetSpecArgs
            {
                Selector = new LabelSelectorArgs(),
                Template = new PodTemplateSpecArgs
                {
                    Spec = new PodSpecArgs
                    {
                        Containers =
                        {
                            new ContainerArgs
                            {
                                Name = "c",
                                Env = { new EnvVarArgs { Name = "N", Value = Output.CreateSecret(Clear) } },
                            },
                        },
                    },
                },
            },
        }));
        yield return Case("write-only", "secretStringWo", name => new SecretVersion(name, new SecretVersionArgs
        {
            SecretId = "id",
            SecretStringWo = Clear,
        }));
        yield return Case("declared by the provider", "secretString", name => new SecretVersion(name, new SecretVersionArgs
        {
            SecretId = "id",
            SecretString = Clear,
        }));
        yield return Case("another resource's declared secret", "data", name => new ConfigMap(name, new ConfigMapArgs
        {
            Data = { ["password"] = new RandomPassword("password", new RandomPasswordArgs { Length = 40 }).Result.Apply(it => $"pw={it}") },
        }));
        yield return Case("another resource's output that the program declares secret", "displayName", name => new Topic(name, new TopicArgs
        {
            DisplayName = new Topic("hidden", new TopicArgs(), new CustomResourceOptions { AdditionalSecretOutputs = { "arn" } }).Arn,
        }));
    }

    [TestCaseSource(nameof(Programs))]
    public async Task A_secret_is_masked_wherever_it_stands(string input, Func<string, Resource> program)
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = program("holder"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("holder").SecretInputs, Is.EqualTo(new[] { input }));
            Assert.That(plan.Named("holder").Text(input), Is.EqualTo(Plan.Secret));
            Assert.That(PlanWriter.ToJson(plan), Does.Not.Contain(Clear));
        }
    }

    [Test]
    public async Task A_secret_that_is_not_known_yet_is_masked_and_not_waited_for()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new Topic("topic", new TopicArgs
        {
            DisplayName = Output.CreateSecret(Pulumi.Utilities.OutputUtilities.CreateUnknown(Clear)),
        }));

        Assert.That(plan.Named("topic").Text("displayName"), Is.EqualTo(Plan.Secret));
    }

    [Test]
    public async Task What_is_not_secret_stays_readable()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            var password = new RandomPassword("password", new RandomPasswordArgs { Length = 40 });
            _ = new Topic("topic", new TopicArgs { DisplayName = password.Id });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("topic").SecretInputs, Is.Empty);
            Assert.That(plan.Named("topic").Text("displayName"), Does.EndWith("::password.id}"));
        }
    }

    [Test]
    public async Task The_stacks_secret_outputs_are_masked()
    {
        var plan = await ProgramStack.PreviewAsync(() => Output.CreateSecret(Clear));
        var declared = await ProgramStack.PreviewAsync(() => new RandomPassword("password", new RandomPasswordArgs { Length = 40 }).Result);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)plan.Outputs["result"], Is.EqualTo(Plan.Secret));
            Assert.That((string?)declared.Outputs["result"], Is.EqualTo(Plan.Secret));
        }
    }

    private static TestCaseData Case(string name, string input, Func<string, Resource> program) =>
        new TestCaseData(input, program).SetArgDisplayNames(name);
}
