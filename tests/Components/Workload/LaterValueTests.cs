using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.Workload;

/// <summary>Arguments that another resource gives: in an update they come after the dashboard was made, in a preview never.</summary>
[TestFixture]
internal sealed class LaterValueTests
{
    private const string Account = "123456789012";
    private const string Caller = $"arn:aws:sts::{Account}:assumed-role/deployer/pulumi";

    // Each with a value that is accepted, one that is refused, and a resource that is made of it.
    private static readonly (string Key, Action<FlowerDashboardArgs, Output<string>> Give, string Accepted, string Refused, string Child)[] Arguments =
    [
        ("auth.basic.passwordReaderRoleArns[0]", (args, value) => args.Auth.Basic!.PasswordReaderRoleArns = [value],
            $"arn:aws:iam::{Account}:role/passwords", ComponentExamples.Deployer, "flower-credentials-basic-auth-policy"),
        ("auth.google.allowedEmails[0]", (args, value) => Google(args).AllowedEmails = [value],
            "lead@example.com", @".*@example\.com", "flower-config"),
        ("auth.google.allowedEmails", (args, value) => Google(args).AllowedEmails = [value, "ops@example.com"],
            "lead@example.com", "*@example.com", "flower-config"),
        ("auth.google.clientId", (args, value) => Google(args).ClientId = value,
            "client-2", "client 2", "flower-config"),
        ("auth.google.clientSecretArn", (args, value) => Google(args).ClientSecretArn = value,
            $"arn:aws:secretsmanager:eu-west-1:{Account}:secret:flower-other-AbCdEf", "hunter2", "flower-credentials-role-policy"),
        ("auth.google.redirectUri", (args, value) => Google(args).RedirectUri = value,
            "https://flower.example.internal/login", "https://flower.example.internal/", "flower-config"),
        ("broker.urlSecretArn", (args, value) => args.Broker.UrlSecretArn = value,
            $"arn:aws:secretsmanager:eu-west-1:{Account}:secret:celery-other-AbCdEf", "celery-broker", "flower-credentials-role-policy"),
        ("deployerRoleArns[0]", (args, value) => args.DeployerRoleArns = [value],
            ComponentExamples.Deployer, $"arn:aws:iam::{Account}:user/ops", "flower-credentials-key"),
        ("images.flower", (args, value) => args.Images.Flower = value,
            $"registry.example.com/mher/flower:2.1.0@{ComponentExamples.Digest}", $"registry.example.com/mher/flower:2.0.1@{ComponentExamples.Digest}",
            "flower-stateful-set"),
        ("images.gateway", (args, value) => args.Images.Gateway = value,
            $"registry.example.com/nginx@{ComponentExamples.Digest}", "registry.example.com/nginx:1.29", "flower-stateful-set"),
        ("rotation.roleArn", (args, value) => args.Rotation = new() { LambdaArn = $"arn:aws:lambda:eu-west-1:{Account}:function:rotate", RoleArn = value },
            $"arn:aws:iam::{Account}:role/rotate", ComponentExamples.Deployer, "flower-credentials-basic-auth-policy"),
    ];

    private static IEnumerable<string> Keys => Arguments.Select(it => it.Key);

    [TestCaseSource(nameof(Keys))]
    public async Task An_accepted_value_that_comes_later_makes_what_one_that_is_there_makes(string key)
    {
        var (_, give, accepted, _, child) = Find(key);
        var now = await ComponentExamples.RunAsync(Args(give, Output.Create(accepted)));
        var (later, failure) = await RunLaterAsync(give, accepted);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.Null);
            Assert.That(later[child].Text(), Does.Contain(accepted));
            Assert.That(now.ChangesTo(later), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Keys))]
    public async Task A_refused_value_that_comes_later_is_refused_in_the_same_words_and_nothing_is_made_of_it(string key)
    {
        var (_, give, _, refused, child) = Find(key);
        var refusal = await ComponentExamples.RefusalAsync(Args(give, Output.Create(refused)));
        var (later, failure) = await RunLaterAsync(give, refused);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { key }));
            Assert.That($"{failure}", Does.Contain(refusal.Message));
            Assert.That(later.Resources.Select(resource => resource.Name), Has.Member("flower").And.No.Member(child));
        }
    }

    [TestCaseSource(nameof(Keys))]
    public async Task A_preview_that_does_not_know_the_value_shows_all_resources(string key)
    {
        var (_, give, accepted, refused, child) = Find(key);
        var known = await PreviewAsync(Args(give, Output.Create(accepted)));
        var unknown = await PreviewAsync(Args(give, OutputUtilities.CreateUnknown(refused)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown.Resources.Select(resource => resource.Name), Is.EqualTo(known.Resources.Select(resource => resource.Name)));
            Assert.That(unknown[child].Text(), Does.Not.Contain(refused));
        }
    }

    private static async Task<(MockedProgram Program, Exception? Failure)> RunLaterAsync(Action<FlowerDashboardArgs, Output<string>> give, string value)
    {
        var later = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        return await MockedProgram.RunAsAsync(Caller, () =>
        {
            _ = new FlowerDashboard("flower", Args(give, Output.Create(later.Task)));
            later.SetResult(value);
        });
    }

    private static Task<MockedProgram> PreviewAsync(FlowerDashboardArgs args) =>
        MockedProgram.PreviewAsync(() => _ = new FlowerDashboard("flower", args));

    private static FlowerDashboardArgs Args(Action<FlowerDashboardArgs, Output<string>> give, Output<string> value)
    {
        var args = ComponentExamples.Dashboard();
        give(args, value);
        return args;
    }

    private static GoogleAuthArgs Google(FlowerDashboardArgs args) => (args.Auth = ComponentExamples.Google()).Google!;

    private static (string Key, Action<FlowerDashboardArgs, Output<string>> Give, string Accepted, string Refused, string Child) Find(string key) =>
        Arguments.Single(it => it.Key == key);
}
