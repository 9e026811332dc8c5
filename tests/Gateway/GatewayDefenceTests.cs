using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>What each defence is good for: the same attack fails with it and succeeds without it.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class GatewayDefenceTests
{
    private static IEnumerable<TestCaseData> Defences => GatewayDefences.All.Select(defence => new TestCaseData(defence).SetArgDisplayNames(defence.Name));

    [TestCaseSource(nameof(Defences))]
    public void An_attack_fails_with_the_defence_and_succeeds_without_it(Defence defence)
    {
        var text = "";
        var weakened = "";
        using var open = LiveGateway.StartEdited(defence.Settings, rendered => weakened = defence.Remove(text = rendered));
        using var gateway = LiveGateway.Start(defence.Settings);

        Assert.That(weakened, Is.Not.EqualTo(text), "The configuration doesn't hold what was to be taken out.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(defence.GetsThrough(gateway), Is.False, "with the defence");
            Assert.That(defence.GetsThrough(open), Is.True, "without the defence");
        }
    }

    [TestCase("client_header_timeout", "GET /flower/workers HTTP/1.1\r\nHost: flower.example.internal\r\n")]
    [TestCase("client_body_timeout", "POST /flower/tasks/datatable HTTP/1.1\r\nHost: flower.example.internal\r\nAuthorization: Basic b3BzOnJpZ2h0LXBhc3N3b3Jk\r\nOrigin: https://flower.example.internal\r\nContent-Length: 100\r\n\r\nstart")]
    public void A_slow_client_is_cut_off_with_the_time_limit_and_waited_for_without_it(string directive, string start)
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        using var open = LiveGateway.StartEdited(LiveGateway.SettingsFor(), Defence.Line(directive));
        // Each reads to the end, which comes when the gateway closes.
        var waited = Task.Factory.StartNew(() => open.Exchange(start), TaskCreationOptions.LongRunning);
        var cutOff = Task.Factory.StartNew(() => gateway.Exchange(start), TaskCreationOptions.LongRunning);

        cutOff.Wait();

        Assert.That(gateway.Upstream.Take(), Is.Empty);
        Assert.That(waited.IsCompleted, Is.False);
    }
}
