using FlowerInfra.Tests.Components.CeleryWorkers;
using FlowerInfra.Tests.Components.Flower;

namespace FlowerInfra.Tests.Celery;

/// <summary>A team's application with one task, its workers and its clients on a real Redis.</summary>
internal sealed class Orders : IDisposable
{
    private const string App = """
        import os, time
        import celery

        app = celery.Celery("orders")


        @app.task(name="note")
        def note(text, seconds=0):
            time.sleep(seconds)
            with open(os.environ["RAN"], "a") as file:
                file.write(f"{text} {os.getpid()}\n")
            return text

        """;

    private readonly RedisServer _redis = new();

    public SigningKeys Keys { get; } = new();

    public string BrokerUrl => _redis.Url;

    /// <summary>Starts a worker with the command of a pod.</summary>
    public LiveWorker StartWorker(string settings, Action<CeleryWorkerArgs>? change = null) => LiveWorker.Start(
        Configuration() + settings, App, CeleryWorkerExample.Model(it =>
        {
            it.App = "app";
            change?.Invoke(it);
        }).Command, BrokerUrl);

    /// <summary>Starts a worker that signs and refuses what isn't signed.</summary>
    public LiveWorker StartSigningWorker(string key, string store) => StartWorker(SigningSettings.Render(key, store), it =>
        (it.AllowUnsignedMessages, it.Signature) = (null, CeleryWorkerExample.Signing().Signature));

    /// <summary>Runs a program as a client that signs; it finds the app as <c>app</c>, and prints one JSON value.</summary>
    public string RunSigning(string key, string store, string program) =>
        Run(Configuration() + SigningSettings.Render(key, store), $"app.setup_security()\n{program}");

    /// <summary>Runs a program as a client with further settings.</summary>
    public static string Run(string configuration, string program)
    {
        using var client = new CeleryProgram();
        client.Write("celeryconfig.py", configuration);
        return client.Run($"import json, celery\napp = celery.current_app._get_current_object()\n{program}").ToString();
    }

    /// <summary>Runs a program as the viewers' Flower, with the configuration that its pod has.</summary>
    public string RunViewer(string program)
    {
        using var viewer = new CeleryProgram();
        viewer.Configure(BrokerUrl, _redis.AuthorityFile, resultBackendUrl: BrokerUrl);
        return viewer.Run($"import json, celery\napp = celery.current_app._get_current_object()\n{program}").ToString();
    }

    /// <summary>Runs a program as the administrators' Flower, with the files that its pod has and a key where its pod has it.</summary>
    public string RunAdministrator(string key, string store, string program)
    {
        using var flower = new CeleryProgram();
        flower.Configure(BrokerUrl, _redis.AuthorityFile, resultBackendUrl: BrokerUrl, signs: true);
        flower.Write($"{SigningSettings.FlowerModule}.py", SigningSettings.RenderForFlower());
        var file = Path.Combine(flower.Directory, FlowerFiles.CeleryConfiguration);
        flower.Write(FlowerFiles.CeleryConfiguration, File.ReadAllText(file)
            .Replace(SigningFiles.KeyDirectory, key, StringComparison.Ordinal).Replace(SigningFiles.StoreDirectory, store, StringComparison.Ordinal));
        return flower.Run($"import json, celery\napp = celery.current_app._get_current_object()\napp.loader.import_default_modules()\n{program}").ToString();
    }

    public string Configuration() => $$"""
        broker_url = result_backend = {{PythonLiteral.Of(BrokerUrl)}}
        broker_use_ssl = redis_backend_use_ssl = {"ssl_cert_reqs": "required", "ssl_ca_certs": {{PythonLiteral.Of(_redis.AuthorityFile)}}, "ssl_check_hostname": True}
        accept_content = result_accept_content = ["json"]
        task_serializer = result_serializer = event_serializer = "json"

        """;

    /// <summary>Takes the broker away.</summary>
    public void StopBroker() => _redis.Stop();

    public void Dispose()
    {
        _redis.Dispose();
        Keys.Dispose();
    }
}
