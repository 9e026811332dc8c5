using System.Net;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

internal sealed class GatewayLoginTests
{
    private static readonly IPAddress Attacker = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Colleague = IPAddress.Parse("127.0.0.3");

    [Test]
    public void Three_hundred_wrong_passwords_are_cut_down_to_a_few_and_hinder_nobody_who_signs_in_rightly()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());

        var guesses = gateway.SendAll([.. Enumerable.Range(0, 300).Select(number => Page(KnownUsers.Authorization("ops", $"guess-{number}")))], Attacker);
        var guessed = gateway.Upstream.Take().Count;
        var sameClient = gateway.SendAll([.. Enumerable.Repeat(Page(KnownUsers.Authorization("ops", "right-password")), 20)], Attacker);
        var others = gateway.SendAll([.. Enumerable.Repeat(Page(KnownUsers.Authorization("ann", "~?~?>>>?")), 20)], Colleague);
        var anonymous = gateway.SendAll([.. Enumerable.Repeat(Page(""), 20)], Attacker);

        using (Assert.EnterMultipleScope())
        {
            // Six at once, and one more every six seconds for as long as the test takes.
            Assert.That(guessed, Is.InRange(6, 20));
            Assert.That(guesses.Count(status => status == 429), Is.EqualTo(300 - guessed));
            Assert.That(sameClient, Has.All.EqualTo(200));
            Assert.That(others, Has.All.EqualTo(200));
            Assert.That(anonymous, Has.All.EqualTo(200), "Flower's 401 makes the browser ask for the password: it is no failed login.");
        }
    }

    [TestCase("a password of the right letters in another case", "right-PASSWORD", "Basic ")]
    [TestCase("the right password and more", "right-password1", "Basic ")]
    [TestCase("the beginning of the right password", "right-passwor", "Basic ")]
    [TestCase("another scheme", "right-password", "Bearer ")]
    public void What_differs_in_one_character_counts_as_wrong(string difference, string password, string scheme)
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        var request = Page(KnownUsers.Authorization("ops", password).Replace("Basic ", scheme, StringComparison.Ordinal));

        gateway.SendAll([.. Enumerable.Repeat(request, 40)]);

        Assert.That(gateway.Upstream.Take(), Has.Count.LessThan(20), difference);
    }

    [Test]
    public void Base64_of_the_right_credentials_in_another_case_counts_as_wrong()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        var right = KnownUsers.Authorization("ops", "right-password");
        var request = Page("Authorization: Basic " + right["Authorization: Basic ".Length..].ToUpperInvariant());

        gateway.SendAll([.. Enumerable.Repeat(request, 40)]);

        Assert.That(gateway.Upstream.Take(), Has.Count.LessThan(20));
    }

    [Test]
    public void Guesses_count_for_the_client_that_the_load_balancer_names()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor() with { TrustedProxies = [new CidrBlock(IPNetwork.Parse("127.0.0.0/24"))] });
        var guess = KnownUsers.Authorization("ops", "guess");

        gateway.SendAll([.. Enumerable.Repeat(Page($"{guess}X-Forwarded-For: 10.8.0.1\r\n"), 40)]);
        var first = gateway.Upstream.Take().Count;
        gateway.SendAll([Page($"{guess}X-Forwarded-For: 10.8.0.2\r\n")]);

        Assert.That(first, Is.LessThan(20));
        Assert.That(gateway.Upstream.Take(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Whoever_sits_in_the_load_balancers_ranges_guesses_under_his_own_address()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor() with { TrustedProxies = [new CidrBlock(IPNetwork.Parse("127.0.0.0/24"))] });
        var guess = KnownUsers.Authorization("ops", "guess");

        gateway.SendAll([.. Enumerable.Range(0, 40).Select(number => Page($"{guess}X-Forwarded-For: 203.0.113.{number}, 127.0.0.9\r\n"))]);

        Assert.That(gateway.Upstream.Take(), Has.Count.LessThan(20));
    }

    [Test]
    public void Without_the_file_of_right_credentials_nginx_does_not_start() =>
        Assert.That(
            () => LiveGateway.StartEdited(
                LiveGateway.SettingsFor(), text => text.Replace("credentials.map;", "missing.map;", StringComparison.Ordinal)).Dispose(),
            Throws.InvalidOperationException.With.Message.Contains("missing.map"));

    private static string Page(string headers) => $"GET /flower/workers HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers}\r\n";
}
