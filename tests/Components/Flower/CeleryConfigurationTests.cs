using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

[Parallelizable]
internal sealed class CeleryConfigurationTests
{
    private static readonly string[] Stops =
    [
        "redis://:hidden@redis.example.internal",
        "amqp://u:hidden@mq.example.internal",
        "http://u:hidden@mq.example.internal",
        "rediss://:hidden@redis.example.internal?ssl_cert_reqs=none",
        "rediss://:hidden@redis.example.internal#hidden",
        "rediss:hidden",
        "rediss://",
        "rediss://[hidden",
        "hidden",
        "rediss://:hidd\u00ean@redis.example.internal",
        "rediss://:hidden@redis.example.internal\nrediss://second",
        "",
        "rediss://:hidden@redis.example.internal;redis://:hidden@other.example.internal",
    ];

    private PythonFiles _python = null!;

    [SetUp]
    public void CreateDirectory()
    {
        _python = new PythonFiles();
        _python.Write("broker-ca.pem", "authority");
    }

    [TearDown]
    public void RemoveDirectory() => _python.Dispose();

    [Test]
    public void Redis_over_TLS_verifies_the_certificate_and_its_name()
    {
        var values = Run("rediss://:hidden@redis.example.internal:6379/0\n");

        Assert.That(values.GetProperty("broker_url").GetString(), Is.EqualTo("rediss://:hidden@redis.example.internal:6379/0"));
        Assert.That(values.GetProperty("broker_use_ssl").Deserialize<Dictionary<string, string>>(), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["ssl_cert_reqs"] = "required",
            ["ssl_ca_certs"] = Path.Combine(_python.Directory, "broker-ca.pem"),
            ["ssl_check_hostname"] = "True",
        }));
    }

    [Test]
    public void RabbitMQ_over_TLS_verifies_the_certificate_and_its_name()
    {
        var tls = Run("amqps://flower:hidden@mq.example.internal:5671/vhost").GetProperty("broker_use_ssl");

        Assert.That(tls.GetProperty("cert_reqs").GetString(), Does.Contain("2").Or.Contain("CERT_REQUIRED"));
        Assert.That(tls.GetProperty("ca_certs").GetString(), Is.EqualTo(Path.Combine(_python.Directory, "broker-ca.pem")));
        Assert.That(tls.TryGetProperty("server_hostname", out _), Is.True);
    }

    [Test]
    public void Messages_are_JSON_only()
    {
        var values = Run("rediss://redis.example.internal");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.GetProperty("accept_content").EnumerateArray().Select(item => item.GetString()), Is.EqualTo(new[] { "json" }));
            Assert.That(values.GetProperty("result_accept_content").EnumerateArray().Select(item => item.GetString()), Is.EqualTo(new[] { "json" }));
            Assert.That(values.GetProperty("task_serializer").GetString(), Is.EqualTo("json"));
        }
    }

    [TestCase("rediss", "ack_emulation=False interval_max=0 interval_start=0 interval_step=0 max_retries=1 socket_connect_timeout=2 socket_timeout=5")]
    [TestCase("amqps", "interval_max=0 interval_start=0 interval_step=0 max_retries=1")]
    public void A_broker_that_is_away_is_given_up_after_two_attempts_of_seconds(string scheme, string options)
    {
        var values = Run($"{scheme}://broker.example.internal");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.GetProperty("broker_pool_limit").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(values.GetProperty("broker_connection_timeout").GetInt32(), Is.EqualTo(2));
            Assert.That(
                values.GetProperty("broker_transport_options").EnumerateObject().Select(option => $"{option.Name}={option.Value}").Order(StringComparer.Ordinal),
                Is.EqualTo(options.Split(' ')));
        }
    }

    [Test]
    public void A_broker_that_is_not_encrypted_or_not_verified_stops_the_start_and_stays_secret()
    {
        var sources = Stops.Select((url, index) =>
        {
            var directory = Directory.CreateDirectory(Path.Combine(_python.Directory, $"secrets{index}")).FullName;
            File.WriteAllText(Path.Combine(directory, FlowerSecretFiles.BrokerUrl), url);
            return CeleryConfiguration.Render(new FlowerCelerySettings { SecretsDirectory = directory });
        });

        var results = _python.RunAll([.. sources]);

        foreach (var (url, values) in Stops.Zip(results))
        {
            Assert.That(values.TryGetProperty("stopped", out var reason) ? reason.GetString() : "",
                Does.Contain(FlowerSecretFiles.BrokerUrl).And.Not.Contains("hidd"), url);
        }
    }

    [Test]
    public void A_missing_broker_URL_or_authority_stops_the_start()
    {
        var settings = new FlowerCelerySettings { SecretsDirectory = _python.Directory, BrokerCertificateAuthorityFile = "/no/such/authority.pem" };
        Assert.That(_python.Run(CeleryConfiguration.Render(settings)).GetProperty("stopped").GetString(), Does.Contain(FlowerSecretFiles.BrokerUrl));

        _python.Write(FlowerSecretFiles.BrokerUrl, "rediss://redis.example.internal");
        Assert.That(_python.Run(CeleryConfiguration.Render(settings)).GetProperty("stopped").GetString(), Does.Contain("/no/such/authority.pem"));
    }

    [Test]
    public void A_broker_without_TLS_is_taken_when_it_is_allowed()
    {
        var values = Run("redis://redis.example.internal", settings => settings with { AllowPlaintextBroker = true });

        Assert.That(values.GetProperty("broker_url").GetString(), Is.EqualTo("redis://redis.example.internal"));
        Assert.That(values.TryGetProperty("broker_use_ssl", out _), Is.False);
    }

    [Test]
    public void The_result_backend_is_read_and_encrypted_like_the_broker()
    {
        _python.Write(FlowerSecretFiles.ResultBackendUrl, "rediss://:hidden@results.example.internal");

        var values = Run("amqps://mq.example.internal", settings => settings with { HasResultBackend = true });
        _python.Write(FlowerSecretFiles.ResultBackendUrl, "redis://:hidden@results.example.internal");
        var stopped = Run("amqps://mq.example.internal", settings => settings with { HasResultBackend = true });

        Assert.That(values.GetProperty("result_backend").GetString(), Is.EqualTo("rediss://:hidden@results.example.internal"));
        Assert.That(values.GetProperty("redis_backend_use_ssl").GetProperty("ssl_cert_reqs").GetString(), Is.EqualTo("required"));
        Assert.That(values.GetProperty("redis_socket_connect_timeout").GetInt32(), Is.EqualTo(2));
        Assert.That(values.GetProperty("redis_socket_timeout").GetInt32(), Is.EqualTo(5));
        Assert.That(stopped.GetProperty("stopped").GetString(), Does.Contain(FlowerSecretFiles.ResultBackendUrl));
    }

    [Test]
    public void The_text_is_deterministic_ASCII_with_one_line_break_at_its_end()
    {
        foreach (var settings in new[] { new FlowerCelerySettings(), new FlowerCelerySettings { HasResultBackend = true, HasTaskStubs = true } })
            Assert.That(CeleryConfiguration.Render(settings), Is.EqualTo(CeleryConfiguration.Render(settings with { })).And.Matches("^[\\n\\x20-\\x7e]*[^\\n]\\n\\z"));
    }

    private JsonElement Run(string brokerUrl, Func<FlowerCelerySettings, FlowerCelerySettings>? change = null)
    {
        _python.Write(FlowerSecretFiles.BrokerUrl, brokerUrl);
        var settings = new FlowerCelerySettings
        {
            SecretsDirectory = _python.Directory,
            BrokerCertificateAuthorityFile = Path.Combine(_python.Directory, "broker-ca.pem"),
        };
        return _python.Run(CeleryConfiguration.Render(change?.Invoke(settings) ?? settings));
    }
}
