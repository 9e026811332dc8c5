using System.Net;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Whose limits they are: colleagues share the address of a VPN's translation.</summary>
[Parallelizable]
internal sealed class GatewayAskerTests
{
    private const string Poll = "/flower/workers?json=1&_=1763700000000";

    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.3");

    [TestCase(AuthenticationKind.Basic)]
    [TestCase(AuthenticationKind.OAuth)]
    public void A_flood_without_a_sign_in_holds_back_nobody_who_is_signed_in_at_the_same_address(AuthenticationKind authentication)
    {
        using var gateway = Start(authentication);

        var flood = Flood(gateway, Get(""));
        var tabs = gateway.SendAll([.. Enumerable.Repeat(Get(Signed.In(authentication)), 80)]);

        Assert.That(flood, Has.Some.EqualTo(429));
        Assert.That(tabs, Has.All.EqualTo(200));
    }

    [TestCase(AuthenticationKind.Basic)]
    [TestCase(AuthenticationKind.OAuth)]
    [TestCase(AuthenticationKind.LoadBalancer)]
    public void A_flood_of_somebody_who_is_signed_in_holds_back_no_neighbour_and_nobody_elsewhere(AuthenticationKind authentication)
    {
        using var gateway = Start(authentication);

        var flood = Flood(gateway, Get(Signed.AsAnother(authentication)));
        var neighbour = gateway.SendAll([.. Enumerable.Repeat(Get(Signed.In(authentication)), 80)]);
        var elsewhere = gateway.SendAll([.. Enumerable.Repeat(Get(Signed.AsAnother(authentication)), 80)], Elsewhere);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(flood, Has.Some.EqualTo(429));
            Assert.That(neighbour, Has.All.EqualTo(200));
            Assert.That(elsewhere, Has.All.EqualTo(200), "the same password or session at another address");
        }
    }

    [Test]
    public void A_flood_of_an_address_keeps_nobody_there_from_signing_in()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth, rates: it => it with { RequestsPerSecond = 10 }));

        var flood = gateway.SendAll([.. Enumerable.Repeat(Get(""), 200), .. Enumerable.Range(2, 400).Select(number => Get(Signed.Session(number)))]);
        var login = gateway.SendAll([Login("?next=%2Fflower%2F"), Login("?code=x&state=y")]);

        Assert.That(flood, Has.Some.EqualTo(429));
        Assert.That(login, Has.All.EqualTo(200));

        static string Login(string query) => $"GET /flower/login{query} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n\r\n";
    }

    // The address in a cookie is no secret: counted by it, whoever knows it could use up its limit.
    [Test]
    public void A_forged_session_with_somebodys_address_counts_for_itself()
    {
        using var gateway = Start(AuthenticationKind.OAuth);

        gateway.SendAll([.. Enumerable.Repeat(Get(Signed.Session(7)), 300)]);

        Assert.That(gateway.SendAll([.. Enumerable.Repeat(Get(Signed.In(AuthenticationKind.OAuth)), 60)]), Has.All.EqualTo(200));
    }

    [Test]
    public void Forged_sessions_without_number_are_held_back_by_their_address()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth, rates: it => it with { RequestsPerSecond = 10 }));

        var flood = gateway.SendAll([.. Enumerable.Range(2, 400).Select(number => Get(Signed.Session(number)))]);

        Assert.That(flood, Has.Some.EqualTo(429));
        Assert.That(gateway.SendAll([Get(Signed.In(AuthenticationKind.OAuth))], Elsewhere), Has.All.EqualTo(200));
    }

    [TestCase(AuthenticationKind.Basic)]
    [TestCase(AuthenticationKind.OAuth)]
    public void Forty_tabs_of_one_person_may_wait_for_an_answer_at_once(AuthenticationKind authentication)
    {
        using var gateway = Start(authentication);
        var gate = new TaskCompletionSource();
        gateway.Upstream.Gate = gate.Task;

        var tabs = Task.Run(() => gateway.SendAtOnce([.. Enumerable.Repeat(Get(Signed.In(authentication)), 40)]));
        Assert.That(() => gateway.Upstream.Count, Is.EqualTo(40).After(20_000, 20));
        gate.SetResult();

        Assert.That(tabs.Result, Has.All.EqualTo(200));
    }

    // As often as a busy machine needs to be faster than the limit.
    private static IReadOnlyList<int> Flood(LiveGateway gateway, string request)
    {
        IReadOnlyList<int> answers = [];
        for (var attempt = 0; attempt < 10 && !answers.Contains(429); attempt++)
            answers = gateway.SendAll([.. Enumerable.Repeat(request, 500)]);
        return answers;
    }

    private static LiveGateway Start(AuthenticationKind authentication) =>
        LiveGateway.Start(LiveGateway.SettingsFor(authentication: authentication, rates: it => it with { RequestsPerSecond = RequestRates.Default.RequestsPerSecond }));

    private static string Get(string headers) => $"GET {Poll} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers}\r\n";
}
