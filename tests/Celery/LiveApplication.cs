using System.Text.Json;
using FlowerInfra.Tests.Components.Flower;

namespace FlowerInfra.Tests.Celery;

/// <summary>A team's own code, or a Flower, that is logged in at a live broker as one of its users.</summary>
internal sealed class LiveApplication : IDisposable
{
    private const string Tasks = """
        from celery import Celery
        app = Celery("orders")
        app.config_from_object("celeryconfig")


        @app.task(name="orders.add")
        def add(first, second):
            return first + second


        @app.task(name="orders.total")
        def total(numbers):
            return sum(numbers)
        """;

    private readonly CeleryProgram _program = new();

    private LiveApplication(string configuration, string brokerUrl, string? resultUrl)
    {
        _program.Write(FlowerSecretFiles.BrokerUrl, brokerUrl);
        _program.Write(FlowerSecretFiles.ResultBackendUrl, resultUrl ?? "");
        _program.Write(ApplicationConfiguration.File, configuration.Replace("SECRETS", _program.Directory, StringComparison.Ordinal));
        _program.Write("tasks.py", Tasks);
    }

    /// <summary>A client or a worker with generated settings.</summary>
    public static LiveApplication Of(CelerySettingsModel settings, string authorityFile, string brokerUrl, string? resultUrl)
    {
        var application = new LiveApplication(ApplicationConfiguration.Render(settings with
        {
            SecretsDirectory = "SECRETS",
            Directory = "SECRETS",
            CertificateAuthority = Pulumi.Output.Create("given"),
            HasResults = resultUrl is not null,
        }), brokerUrl, resultUrl);
        application._program.Write(ApplicationConfiguration.AuthorityFile, File.ReadAllText(authorityFile));
        return application;
    }

    /// <summary>A Flower with generated settings.</summary>
    public static LiveApplication Flower(FlowerCelerySettings settings, string authorityFile, string brokerUrl, string? resultUrl) => new(
        CeleryConfiguration.Render(settings with
        {
            SecretsDirectory = "SECRETS",
            BrokerCertificateAuthorityFile = authorityFile,
            HasResultBackend = resultUrl is not null,
        }), brokerUrl, resultUrl);

    /// <summary>Starts a worker.</summary>
    public CeleryProcess StartWorker(string name, params string[] options) =>
        new(_program.Directory, ["-A", "tasks", "worker", "-n", $"{name}@test", "-c", "1", "-l", "INFO", .. options]);

    /// <summary>Runs Python that has <c>app</c>, <c>add</c> and <c>total</c>, and prints one JSON value.</summary>
    public JsonElement Run(string source) => _program.Run($"{Start}\n{source}");

    /// <summary>Runs Python whose end is what counts.</summary>
    public (bool Ended, string Output, string Errors) RunToEnd(string source) => _program.RunToEnd($"{Start}\n{source}");

    public void Dispose() => _program.Dispose();

    private const string Start = "import json, socket, sys\nfrom tasks import app, add, total\napp.set_default()";
}
