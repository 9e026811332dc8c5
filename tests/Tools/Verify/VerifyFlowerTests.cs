using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>What <c>verify</c> says of the Flower behind an intact gateway. That it finds a writable and an old one is among the removed defences.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VerifyFlowerTests
{
    private const string Task = "0b5c1c3e-6c1e-4d5e-9a55-2f2f5b0d6f11";

    private TestAuthority _authority = null!;

    [OneTimeSetUp]
    public void Issue() => _authority = new TestAuthority();

    [OneTimeTearDown]
    public void Forget() => _authority.Dispose();

    [Test]
    public async Task A_read_only_Flower_is_told_by_a_workers_page() =>
        Assert.That(await FindingAsync(new FlowerStandIn()), Is.EqualTo(("pass", "a worker's page has no buttons")));

    [Test]
    public async Task Without_a_worker_a_received_task_tells() =>
        Assert.That(await FindingAsync(new FlowerStandIn { Workers = [], ReceivedTask = Task }), Is.EqualTo(("pass", "a received task's page has no buttons")));

    [Test]
    public async Task Where_the_workers_name_does_not_pass_the_gateway_a_received_task_tells()
    {
        var flower = new FlowerStandIn { Workers = ["100%@host"], ReceivedTask = Task, Version = FlowerVersion.Writable };

        var (outcome, message) = await FindingAsync(flower);

        Assert.That(outcome, Is.EqualTo("fail"));
        Assert.That(message, Does.StartWith("a received task's page has buttons (id=\"task-revoke\")").And.Contain("Start Flower with read_only"));
    }

    [Test]
    public async Task Without_a_worker_and_a_received_task_nothing_is_told() => Assert.That(
        await FindingAsync(new FlowerStandIn { Workers = [], Version = FlowerVersion.Writable }),
        Is.EqualTo(("not-run", "there is no worker with a page, and no received task: run verify again when there is")));

    [Test]
    public async Task A_page_of_another_form_tells_nothing()
    {
        var flower = new FlowerStandIn { SignedIn = "HTTP/1.1 200 OK\r\n\r\n{\"celery@host\": {}}" };

        Assert.That((await FindingAsync(flower)).Outcome, Is.EqualTo("not-run"));
    }

    [Test]
    public async Task With_few_tasks_nothing_is_told_of_the_tasks_table()
    {
        using var dashboard = new DeployedDashboard(_authority, flower: new FlowerStandIn { Tasks = 100 });

        var call = await RunAsync(dashboard);

        Assert.That(call.Checks.Single(check => check.Id == "VFY-39").Message, Is.EqualTo("Flower holds no more than 100 tasks, which shows nothing"));
        Assert.That(call.Code, Is.EqualTo(ExitCode.Success));
    }

    [Test]
    public async Task Only_a_worker_that_exists_is_inspected()
    {
        using var dashboard = new DeployedDashboard(_authority);

        await RunAsync(dashboard);

        var opened = dashboard.Flower.Requests.Where(request => request.Target.StartsWith("/flower/worker/", StringComparison.Ordinal) && request.Header("Authorization") is not null);
        Assert.That(opened.Select(request => request.Target), Is.EqualTo(new[] { "/flower/worker/celery%40worker-1.example.internal" }));
    }

    private async Task<(string Outcome, string Message)> FindingAsync(FlowerStandIn flower)
    {
        using var dashboard = new DeployedDashboard(_authority, flower: flower);
        var (_, _, outcome, message) = (await RunAsync(dashboard)).Checks.Single(check => check.Id == "VFY-36");
        return (outcome, message);
    }

    private Task<VerifyCall> RunAsync(DeployedDashboard dashboard) => VerifyCall.RunAsync(
        VerifyCall.NetworkOf(dashboard), $"{FlowerStandIn.User}:{FlowerStandIn.Password}",
        "--url", dashboard.Url, "--ca", _authority.File, "--credentials-file", "-", "--format", "json");
}
