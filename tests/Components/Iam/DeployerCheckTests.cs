using FlowerInfra.Tests.Components.Audit;
using FlowerInfra.Tests.Components.State;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Iam;

[TestFixture]
internal sealed class DeployerCheckTests
{
    private const string Somebody = "arn:aws:sts::123456789012:assumed-role/developer/ana";

    private static readonly (string Name, Action Create)[] Components =
    [
        ("AuditTrail", () => _ = new AuditTrail("audit", AuditTrailExample.Args())),
        ("FlowerDashboard", () => _ = new FlowerDashboard("flower", ComponentExamples.WithAdmin())),
    ];

    private static IEnumerable<string> Names => Components.Select(it => it.Name);

    [TestCaseSource(nameof(Names))]
    public async Task Update_by_somebody_else_is_refused_before_its_first_resource(string component)
    {
        var (program, failure) = await MockedProgram.RunAsAsync(Somebody, Create(component));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.Not.Null);
            Assert.That($"{failure}", Does.Contain($"deployerRoleArns: \"{Somebody}\" runs this update")
                .And.Contain($"Assume {ComponentExamples.Deployer}, or add the role that deploys."));
            Assert.That(
                program.Resources.Select(resource => resource.Type), Has.All.StartsWith("flower-infra:"), "nothing but components was registered");
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task Preview_changes_nothing_and_is_anybodys(string component)
    {
        var (program, failure) = await MockedProgram.RunAsAsync(Somebody, Create(component), isPreview: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.Null);
            Assert.That(program.Resources.Select(resource => resource.Type), Has.Some.StartsWith("aws:"));
        }
    }

    [TestCase("arn:aws:sts::123456789012:assumed-role/deployer/ana", true)]
    [TestCase("arn:aws:sts::123456789012:assumed-role/deployer/github@actions=1", true)]
    [TestCase("arn:aws:sts::210987654321:assumed-role/deployer/ana", false)]
    [TestCase("arn:aws-cn:sts::123456789012:assumed-role/deployer/ana", false)]
    [TestCase("arn:aws:sts::123456789012:assumed-role/Deployer/ana", false)]
    [TestCase("arn:aws:sts::123456789012:assumed-role/other/deployer", false)]
    [TestCase("arn:aws:sts::123456789012:federated-user/deployer", false)]
    [TestCase("arn:aws:iam::123456789012:user/deployer", false)]
    [TestCase("arn:aws:iam::123456789012:root", false)]
    public async Task Session_of_a_named_role_is_a_deployers(string caller, bool expected)
    {
        var (_, failure) = await MockedProgram.RunAsAsync(caller, Create("FlowerDashboard"));

        Assert.That(failure is null, Is.EqualTo(expected), $"{failure}");
    }

    [Test]
    public async Task Role_with_a_path_is_known_by_its_name()
    {
        var args = ComponentExamples.Dashboard();
        args.DeployerRoleArns = ["arn:aws:iam::123456789012:role/ci", "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/deployer"];
        var (_, failure) = await MockedProgram.RunAsAsync(
            "arn:aws:sts::123456789012:assumed-role/deployer/ana", () => _ = new FlowerDashboard("flower", args));

        Assert.That(failure, Is.Null);
    }

    [Test]
    public async Task State_with_deployers_of_its_own_is_not_touched_by_others()
    {
        var args = ComponentExamples.Dashboard();
        args.State = EncryptedStateExample.OnEbs();
        args.State.DeployerRoleArns = ["arn:aws:iam::123456789012:role/state"];
        var (program, failure) = await MockedProgram.RunAsAsync(
            "arn:aws:sts::123456789012:assumed-role/deployer/ana", () => _ = new FlowerDashboard("flower", args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain("Assume arn:aws:iam::123456789012:role/state, or add the role that deploys."));
            Assert.That(
                program.Resources.Where(resource => resource.Name.StartsWith("flower-state", StringComparison.Ordinal)).Select(resource => resource.Type),
                Is.EqualTo(new[] { "flower-infra:index:EncryptedState" }), "nothing but the component was registered");
        }
    }

    private static Action Create(string component) => Components.Single(it => it.Name == component).Create;
}
