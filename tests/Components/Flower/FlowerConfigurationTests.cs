using System.Text;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

[Parallelizable]
internal sealed class FlowerConfigurationTests
{
    private const string CookieSecret = "0123456789abcdef0123456789abcdef";

    private static readonly string[] Stops =
    [
        "", "\n", " ", "[]", "{}", "null", "\"ops:secret\"", "{\"ops\": \"\"}", "{\"\": \"hidden\"}", "{\"ops\": null}", "{\"ops\": 1}", "{\"ops\": [\"hidden\"]}",
        "{\"ops\": \"hidden\"", "ops:hidden", "{\"o,ps\": \"hidden\"}", "{\"o:ps\": \"hidden\"}", "{\"ops\": \"hidden\", \"ops\": \"hidden\"}", "{\"\\u00e4\": \"hidden\"}",
        "{\"ops\": \"hidd\\u00ean\"}", "{\"ops\": \"hidd\u00ean\"}", "{\"ops\": \"hidden\\n\"}", "{\"ops\": \"hidden\"}\n{}", " {\"ops\": \"hidden\"}", "{\"ops\": \"hidden\",}",
    ];

    private PythonFiles _python = null!;

    [SetUp]
    public void CreateDirectory()
    {
        _python = new PythonFiles();
        _python.Write(FlowerSecretFiles.CookieSecret, CookieSecret);
        _python.Write(FlowerSecretFiles.BasicAuth, """{"ops": "s3cret:with,both", "ann": "p w\"'\\"}""");
        _python.Write(FlowerSecretFiles.OAuthClientSecret, "client-secret\n");
    }

    [TearDown]
    public void RemoveDirectory() => _python.Dispose();

    [Test]
    public void Basic_authentication_is_a_list_of_the_users_in_the_secret()
    {
        var values = _python.Run(FlowerConfiguration.Render(Settings()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.GetProperty("basic_auth").EnumerateArray().Select(item => item.GetString()), Is.EqualTo(new[] { "ann:p w\"'\\", "ops:s3cret:with,both" }));
            Assert.That(values.GetProperty("cookie_secret").GetString(), Is.EqualTo(CookieSecret));
            Assert.That(values.GetProperty("address").GetString(), Is.EqualTo("127.0.0.1"));
            Assert.That(values.GetProperty("port").GetInt32(), Is.EqualTo(5555));
            Assert.That(values.GetProperty("url_prefix").GetString(), Is.EqualTo("tools/flower"));
            Assert.That(values.GetProperty("read_only").GetBoolean(), Is.True);
            Assert.That(values.GetProperty("debug").GetBoolean(), Is.False);
            Assert.That(values.GetProperty("persistent").GetBoolean(), Is.False);
            Assert.That(values.GetProperty("max_tasks").GetInt32(), Is.EqualTo(5000));
            Assert.That(values.TryGetProperty("auth", out _), Is.False);
        }
    }

    [Test]
    public void OAuth_has_the_pattern_the_client_and_the_redirect_of_this_host_and_prefix()
    {
        var values = _python.Run(FlowerConfiguration.Render(Settings() with { OAuth = OAuth("client.apps.example"), Role = InstanceRole.Administrator }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.GetProperty("auth").GetString(), Is.EqualTo(".*@example.com"));
            Assert.That(values.GetProperty("auth_provider").GetString(), Is.EqualTo("flower.views.auth.GoogleAuth2LoginHandler"));
            Assert.That(values.GetProperty("oauth2_key").GetString(), Is.EqualTo("client.apps.example"));
            Assert.That(values.GetProperty("oauth2_secret").GetString(), Is.EqualTo("client-secret"));
            Assert.That(values.GetProperty("oauth2_redirect_uri").GetString(), Is.EqualTo("https://flower.example.internal/tools/flower/login"));
            Assert.That(values.GetProperty("read_only").GetBoolean(), Is.False);
            Assert.That(values.TryGetProperty("basic_auth", out _), Is.False);
        }
    }

    [Test]
    public void Persistence_saves_in_milliseconds()
    {
        var values = _python.Run(FlowerConfiguration.Render(Settings() with { Persistence = new() { DatabaseFile = "/state/flower", SaveIntervalSeconds = 30 } }));

        Assert.That(values.GetProperty("persistent").GetBoolean(), Is.True);
        Assert.That(values.GetProperty("db").GetString(), Is.EqualTo("/state/flower"));
        Assert.That(values.GetProperty("state_save_interval").GetInt32(), Is.EqualTo(30_000));
    }

    [Test]
    public void A_malformed_list_of_users_stops_the_start_and_stays_secret()
    {
        var sources = Stops.Select((content, index) =>
        {
            var directory = Directory.CreateDirectory(Path.Combine(_python.Directory, $"secrets{index}")).FullName;
            File.WriteAllText(Path.Combine(directory, FlowerSecretFiles.CookieSecret), CookieSecret);
            File.WriteAllText(Path.Combine(directory, FlowerSecretFiles.BasicAuth), content);
            return FlowerConfiguration.Render(Settings() with { SecretsDirectory = directory });
        });

        var results = _python.RunAll([.. sources]);

        foreach (var (content, values) in Stops.Zip(results))
        {
            Assert.That(values.TryGetProperty("stopped", out var reason) ? reason.GetString() : "", Does.Contain(FlowerSecretFiles.BasicAuth)
                .And.Not.Contains("hidd").And.EndsWith("Refusing to start."), content);
        }
    }

    [TestCase(FlowerSecretFiles.BasicAuth, false)]
    [TestCase(FlowerSecretFiles.CookieSecret, false)]
    [TestCase(FlowerSecretFiles.CookieSecret, true)]
    [TestCase(FlowerSecretFiles.OAuthClientSecret, true)]
    public void A_missing_empty_or_unreadable_secret_stops_the_start(string file, bool oauth)
    {
        var settings = oauth ? Settings() with { OAuth = OAuth("id") } : Settings();
        _python.Write(file, "\r\n");
        var empty = Stopped(settings);
        File.Delete(Path.Combine(_python.Directory, file));
        var missing = Stopped(settings);
        // A directory fails on reading, as a file without the right to read does; root may read everything.
        Directory.CreateDirectory(Path.Combine(_python.Directory, file));
        var unreadable = Stopped(settings);

        Assert.That(new[] { empty, missing, unreadable }, Has.All.Contains(Path.Combine(_python.Directory, file)).And.All.EndsWith("Refusing to start."));
    }

    [Test]
    public void A_short_cookie_secret_stops_the_start()
    {
        _python.Write(FlowerSecretFiles.CookieSecret, "too-short");

        Assert.That(Stopped(Settings()), Does.Contain("less than 32 characters").And.Not.Contains("too-short"));
    }

    [Test]
    public void Any_text_arrives_in_Python_as_it_was_given()
    {
        var texts = Gen.Sample(ArbMap.Default.GeneratorFor<string>(), 50, 200).Where(text => text is not null)
            .Append("\"\"\"\\\n\r\0{}%s' + __import__('os').system('x') # \u2028\U0001F33B").ToList();
        // A lone surrogate is no character; it arrives as the replacement character, in .NET's own encoding too.
        var expected = texts.ConvertAll(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

        var results = _python.RunAll(texts.ConvertAll(text => FlowerConfiguration.Render(Settings() with { OAuth = OAuth(text) })));

        Assert.That(results.Select(values => values.GetProperty("oauth2_key").GetString()), Is.EqualTo(expected));
    }

    [Test]
    public void The_file_sets_nothing_but_known_options()
    {
        string[] known =
        [
            "address", "auth", "auth_provider", "auto_refresh", "basic_auth", "cookie_secret", "db", "debug", "enable_events", "max_tasks", "oauth2_key",
            "oauth2_redirect_uri", "oauth2_secret", "persistent", "port", "read_only", "state_save_interval", "url_prefix", "xheaders",
        ];

        foreach (var settings in new[] { Settings(), Settings() with { OAuth = OAuth("id"), Persistence = new() { DatabaseFile = "/state/flower" } } })
            Assert.That(_python.Run(FlowerConfiguration.Render(settings)).EnumerateObject().Select(value => value.Name), Is.SubsetOf(known));
    }

    [Test]
    public void The_text_is_deterministic_ASCII_with_one_line_break_at_its_end()
    {
        var text = FlowerConfiguration.Render(Settings());

        Assert.That(text, Is.EqualTo(FlowerConfiguration.Render(Settings())).And.Matches("^[\\n\\x20-\\x7e]*[^\\n]\\n\\z"));
    }

    private static OAuthSettings OAuth(string clientId)
    {
        Assert.That(EmailRule.TryParse("*@example.com", out var rule, out _), Is.True);
        Assert.That(EmailRules.TryCombine([rule!], out var rules, out _), Is.True);
        return new OAuthSettings { Provider = OAuthProvider.Google, Emails = rules!, ClientId = clientId };
    }

    private FlowerSettings Settings() => FlowerExample.Settings(_python.Directory);

    private string Stopped(FlowerSettings settings) =>
        _python.Run(FlowerConfiguration.Render(settings)).TryGetProperty("stopped", out var reason) ? reason.GetString()! : "";
}
