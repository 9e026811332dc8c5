using System.Net;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

[Parallelizable]
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

    // A password that was changed: tabs that were left open go on with the old one, and people type the new one.
    [Test]
    public void Tabs_that_poll_with_an_old_password_keep_nobody_from_being_asked_for_the_new_one()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        gateway.Upstream.Answer = FlowerSignIn.Basic;
        var old = KnownUsers.Authorization("ops", "old-password");

        var polls = gateway.SendAll([.. Enumerable.Repeat(Page($"{old}Sec-Fetch-Mode: cors\r\nX-Requested-With: XMLHttpRequest\r\n"), 100)]);
        var page = gateway.Send(Page($"{old}Sec-Fetch-Mode: navigate\r\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(polls, Has.Some.EqualTo(429));
            Assert.That((page.Status, page.Header("WWW-Authenticate")), Is.EqualTo((401, "Basic realm=\"flower\"")));
        }
    }

    // Flower writes what it can't read into its own log, with the password in base64, and answers one of them with 500.
    [Test]
    public void Only_right_credentials_reach_Flower()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        string[] wrong =
        [
            KnownUsers.Authorization("ops", "wrong"), "Authorization: Basic !\r\n", "Authorization: Basic\r\n", "Authorization: Basic b3BzOg==\r\n",
            "Authorization: Basic /////w==\r\n", $"{KnownUsers.SignedIn[..^2]} x\r\n",
        ];

        var statuses = gateway.SendAll([.. wrong.Append("").Append(KnownUsers.SignedIn).Select(Page)]);

        var arrived = gateway.Upstream.Take().Select(request => request.Header("Authorization")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.All.EqualTo(200));
            Assert.That(arrived.SkipLast(1), Has.All.Null);
            Assert.That($"Authorization: {arrived[^1]}\r\n", Is.EqualTo(KnownUsers.SignedIn));
        }
    }

    // A page that was opened by a link gets the password for its own path only: for others the browser waits to be asked.
    [Test]
    public void A_browser_is_asked_for_its_password_by_the_API_too()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(InstanceRole.Administrator));
        gateway.Upstream.Answer = FlowerSignIn.Basic;
        var anonymous = new[]
        {
            gateway.Get("/flower/api/workers"), gateway.Get("/flower/worker/w"),
            gateway.Send($"POST /flower/api/worker/pool/grow/w HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nOrigin: https://{LiveGateway.Host}\r\nContent-Length: 0\r\n\r\n"),
        };
        var signedIn = gateway.Get("/flower/api/workers", KnownUsers.SignedIn);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(anonymous.Select(answer => answer.Status), Has.All.EqualTo(401));
            Assert.That(anonymous.Select(answer => string.Join(", ", answer.All("WWW-Authenticate"))), Has.All.EqualTo("Basic realm=\"flower\""));
            Assert.That((signedIn.Status, signedIn.Header("WWW-Authenticate")), Is.EqualTo((200, (string?)null)));
        }
    }

    [Test]
    public void The_body_of_a_request_without_right_credentials_is_not_waited_for()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor());
        var head = $"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nOrigin: https://{LiveGateway.Host}\r\nContent-Length: 16000\r\n";

        var answers = new[] { $"{head}\r\nstart", $"{head}{KnownUsers.Authorization("ops", "guess")}\r\nstart" }
            .Select(half => RawResponse.Parse(gateway.Exchange(half))).ToList();

        Assert.That(answers.Select(answer => answer.Status), Has.All.EqualTo(401));
        Assert.That(gateway.Upstream.Take(), Is.Empty);
    }

    [Test]
    public void The_body_of_a_request_without_a_session_is_not_waited_for()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));

        var answer = RawResponse.Parse(gateway.Exchange(
            $"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nOrigin: https://{LiveGateway.Host}\r\nContent-Length: 16000\r\n\r\nstart"));

        Assert.That((answer.Status, gateway.Upstream.Take().Count), Is.EqualTo((403, 0)));
    }

    [Test]
    public void Passwords_that_are_guessed_with_a_write_are_counted_too()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(InstanceRole.Administrator));
        var guess = $"POST /flower/api/task/revoke/x HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nOrigin: https://{LiveGateway.Host}\r\n"
            + $"{KnownUsers.Authorization("ops", "guess")}Content-Length: 2\r\n\r\n{{}}";

        var statuses = gateway.SendAll([.. Enumerable.Repeat(guess, 40)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses.Distinct(), Is.EquivalentTo(new[] { 401, 429 }));
            Assert.That(statuses.Count(status => status == 401), Is.LessThan(20));
            Assert.That(gateway.Upstream.Take(), Is.Empty);
        }
    }

    // A workers table asks once a second and follows Flower to the login each time.
    [Test]
    public void A_tab_whose_session_has_ended_keeps_nobody_from_signing_in()
    {
        const string script = "Sec-Fetch-Mode: cors\r\nX-Requested-With: XMLHttpRequest\r\n";
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));
        gateway.Upstream.Answer = FlowerSignIn.OAuth;

        var polls = new List<int>();
        for (var second = 0; second < 90; second++)
        {
            var sent = gateway.Get("/flower/workers?json=1", script);
            polls.Add(gateway.Get(sent.Header("Location")!, script).Status);
        }

        var arrived = gateway.Upstream.Take();
        var colleagues = gateway.SendAll([.. Enumerable.Range(0, 30).SelectMany(number => new[]
        {
            Login("?next=%2Fflower%2F"), Login($"?code={number}&state=x"),
        })]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(polls, Has.All.EqualTo(403));
            Assert.That(arrived.Where(request => request.Target.Contains("login?", StringComparison.Ordinal)), Is.Empty);
            Assert.That(colleagues, Has.All.EqualTo(302));
        }

        static string Login(string query) =>
            $"GET /flower/login{query} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\nSec-Fetch-Mode: navigate\r\n\r\n";
    }

    [TestCase("?code=x")]
    [TestCase("?state=y&code=x")]
    [TestCase("?code=&code=x")]
    [TestCase("?state=y&code=&scope=z")]
    public void Whatever_makes_Flower_ask_the_provider_counts_as_a_login(string query)
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth));

        gateway.SendAll([.. Enumerable.Repeat($"GET /flower/login{query} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n\r\n", 100)]);

        Assert.That(gateway.Upstream.Take(), Has.Count.InRange(41, 80));
    }

    [Test]
    public void Without_the_file_of_right_credentials_nginx_does_not_start() =>
        Assert.That(
            () => LiveGateway.StartEdited(
                LiveGateway.SettingsFor(), text => text.Replace("credentials.map;", "missing.map;", StringComparison.Ordinal)).Dispose(),
            Throws.InvalidOperationException.With.Message.Contains("missing.map"));

    private static string Page(string headers) => $"GET /flower/workers HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers}\r\n";
}
