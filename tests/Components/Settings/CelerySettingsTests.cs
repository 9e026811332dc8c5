using FlowerInfra.Tests.Components.Flower;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Settings;

[TestFixture]
internal sealed class CelerySettingsTests
{
    private CeleryProgram _python = null!;

    [SetUp]
    public void CreateDirectory() => _python = new CeleryProgram();

    [TearDown]
    public void RemoveDirectory() => _python.Dispose();

    [Test]
    public async Task The_ConfigMap_and_the_file_have_the_same_text()
    {
        var program = await CelerySettingsExample.RunAsync(CelerySettingsExample.Worker());
        var map = program["orders-config"].At("data")!["celeryconfig.py"]!.GetValue<string>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["orders-files"].At("files")!["celeryconfig.py"]!.GetValue<string>(), Is.EqualTo(map));
            Assert.That(program["orders-config"].Text("metadata.namespace"), Is.EqualTo("orders"));
        }
    }

    [Test]
    public async Task The_settings_of_who_signs_end_in_those_of_signed_messages()
    {
        var args = CelerySettingsExample.Client();
        args.SignMessages = true;
        var text = (await CelerySettingsExample.RunAsync(args))["orders-files"].At("files")!["celeryconfig.py"]!.GetValue<string>();

        Assert.That(text, Does.EndWith(SigningSettings.Render()).And.Contain("task_publish_retry_policy"));
    }

    [Test]
    public async Task Without_a_namespace_there_is_the_file_alone()
    {
        var args = CelerySettingsExample.Client();
        args.Namespace = null;

        Assert.That((await CelerySettingsExample.RunAsync(args)).Of("ConfigMap"), Is.Empty);
    }

    [Test]
    public void Messages_are_JSON_only_and_TLS_is_verified()
    {
        var settings = Run(new CelerySettingsModel { IsWorker = true }, "rediss://worker:p@broker.internal:6379/0").ToString();

        Assert.That(settings, Does.Contain("\"accept_content\": [\"json\"]").And.Contain("\"result_accept_content\": [\"json\"]")
            .And.Contain("\"broker_use_ssl\": {\"ssl_cert_reqs\": \"required\"").And.Contain("\"redis_backend_use_ssl\": {\"ssl_cert_reqs\": \"required\"")
            .And.Not.Contain("pickle"));
    }

    [TestCase(600, 3600)]
    [TestCase(1800, 3600)]
    [TestCase(7200, 14400)]
    public void A_task_that_runs_as_long_as_it_may_is_not_handed_to_another_worker(int longest, int visibility)
    {
        var settings = Run(new CelerySettingsModel { IsWorker = true, LongestTaskSeconds = longest }, "rediss://worker:p@broker.internal:6379/0");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.GetProperty("broker_transport_options").GetProperty("visibility_timeout").GetInt32(), Is.EqualTo(visibility));
            Assert.That(settings.GetProperty("task_time_limit").GetInt32(), Is.EqualTo(longest));
            Assert.That(settings.GetProperty("task_soft_time_limit").GetInt32(), Is.LessThan(longest));
        }
    }

    [Test]
    public void RabbitMQ_gets_every_task_through_the_topic_exchange()
    {
        var model = new CelerySettingsModel { IsWorker = false, IsRabbitMq = true, Queues = ["orders", "mail"] };

        Assert.That(Run(model, "amqps://client-a:p@broker.internal:5671/celery").ToString(), Does
            .Contain("\"task_default_exchange\": \"tasks\"").And.Contain("\"task_default_exchange_type\": \"topic\"")
            .And.Contain("\"task_default_routing_key\": \"task.orders\""));
    }

    [TestCase("redis://broker:6379/0", "is not encrypted")]
    [TestCase("amqp://broker", "is not encrypted")]
    [TestCase("rediss://broker:6379/0?ssl_cert_reqs=none", "the URL has parameters")]
    [TestCase("amqps://client:hidden@broker:5671/celery", "of another kind of broker")]
    public void A_URL_that_proves_nothing_stops_the_start_and_stays_secret(string url, string problem)
    {
        var stopped = Run(new CelerySettingsModel { IsWorker = false }, url).GetProperty("stopped").GetString();

        Assert.That(stopped, Does.Contain(problem).And.Contain("Refusing to start").And.Not.Contain("hidden"));
    }

    [TestCase("pickle", "runs the code of whoever wrote a message")]
    [TestCase("application/x-python-serialize", "runs the code of whoever wrote a message")]
    [TestCase("yaml", "can turn what it reads into objects")]
    [TestCase("msgpack", "is not one that these settings accept")]
    public async Task Another_serializer_is_refused_with_the_reason(string serializer, string reason)
    {
        var args = CelerySettingsExample.Worker();
        args.Serializer = serializer;

        var refusal = await MockedProgram.RefusalAsync(() => _ = new CelerySettings("orders", args));

        Assert.That(refusal.Faults.Single(), Has.Property("Key").EqualTo("serializer").And.Property("Problem").Contains(reason).And.Property("Fix").Contains("json"));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case("role", "is not a role", it => it.Role = "beat");
        yield return Case("broker", "is not a kind of broker", it => it.Broker = "sqs");
        yield return Case("queues[0]", "is not a name for a queue", it => it.Queues = ["a b"]);
        yield return Case("secretsDirectory", "is not the path of a directory", it => it.SecretsDirectory = "secrets");
        yield return Case("directory", "is not the path of a directory", it => it.Directory = "/etc/../root");
        yield return Case("longestTaskSeconds", "is not from 1 to 43200", it => it.LongestTaskSeconds = 0);
        yield return Case("prefetch", "is not from 1 to 100", it => it.Prefetch = 0);
        yield return Case("certificateAuthority", "is not a certificate in PEM", it => it.CertificateAuthority = "x");
    }

    [TestCaseSource(nameof(Refusals))]
    public void Bad_input_is_refused_with_the_argument_and_the_reason(string key, string problem, Action<CelerySettingsArgs> change)
    {
        var args = CelerySettingsExample.Worker();
        change(args);

        Assert.That(CelerySettings.Check("orders", args).Single(), Has.Property("Key").EqualTo(key).And.Property("Problem").Contains(problem));
    }

    [Test]
    public void The_same_settings_give_the_same_ASCII_with_one_line_break_at_its_end()
    {
        foreach (var model in new[] { new CelerySettingsModel { IsWorker = true }, new CelerySettingsModel { IsWorker = false, IsRabbitMq = true, HasResults = false } })
        {
            var text = ApplicationConfiguration.Render(model);

            Assert.That(text, Is.EqualTo(ApplicationConfiguration.Render(model)).And.EndsWith("\n").And.Not.EndsWith("\n\n").And.Matches("\\A[\\n -~]*\\z"));
        }
    }

    private System.Text.Json.JsonElement Run(CelerySettingsModel model, string brokerUrl)
    {
        _python.Write(FlowerSecretFiles.BrokerUrl, brokerUrl);
        _python.Write(FlowerSecretFiles.ResultBackendUrl, "rediss://worker:p@results.internal:6379/0");
        _python.Write(ApplicationConfiguration.AuthorityFile, "");
        _python.Write(ApplicationConfiguration.File, ApplicationConfiguration.Render(model with
        {
            SecretsDirectory = _python.Directory,
            Directory = _python.Directory,
            CertificateAuthority = Pulumi.Output.Create("given"),
        }));
        return _python.Run("""
            import json, runpy
            try:
                values = {name: value for name, value in runpy.run_path("celeryconfig.py").items() if name[0] != "_"}
            except SystemExit as stop:
                values = {"stopped": str(stop.code)}
            print(json.dumps(values, default=str))
            """);
    }

    private static TestCaseData Case(string key, string problem, Action<CelerySettingsArgs> change) =>
        new TestCaseData(key, problem, change).SetArgDisplayNames(key);
}
