namespace FlowerInfra;

/// <summary>
/// Renders Celery's configuration, which Flower finds as the module that <c>CELERY_CONFIG_MODULE</c> names.
/// </summary>
internal static class CeleryConfiguration
{
    /// <summary>Renders the file.</summary>
    /// <param name="settings">The broker and the result backend.</param>
    /// <returns>Python source, ending in one line break. The same settings give the same bytes.</returns>
    public static string Render(FlowerCelerySettings settings) => $$"""
        # Celery's configuration for Flower. Generated, never edited.
        {{BrokerConnection.Functions(settings.BrokerCertificateAuthorityFile, settings.AllowPlaintextBroker)}}


        {{BrokerConnection.Broker(Secret(settings, FlowerSecretFiles.BrokerUrl))}}
        broker_connection_retry_on_startup = True

        # kombu tries for ever to reach a broker that is away, and SIGTERM waits for the inspection that does. So an inspection
        # has a connection of its own, and the connection two attempts of a few seconds.
        broker_pool_limit = None
        broker_connection_timeout = 2
        broker_transport_options = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
        if _scheme in ("redis", "rediss"):
            # Flower acknowledges nothing. With the emulation its inspections take the workers' unacked_mutex, and could restore
            # the messages that the workers have taken.
            broker_transport_options.update({"ack_emulation": False, "socket_connect_timeout": 2, "socket_timeout": 5})

        # Never pickle: reading it runs code.
        accept_content = ["json"]
        result_accept_content = ["json"]
        task_serializer = "json"
        result_serializer = "json"
        event_serializer = "json"
        {{(settings.HasResultBackend ? ResultBackend(settings) : "")}}{{(settings.ReachesNoWorker ? $"\n\n# No worker hears this exchange.\ncontrol_exchange = {PythonLiteral.Of(ControlExchange.Nobody)}" : "")}}
        {{(settings.TopicQueues.Count > 0 ? $"\n{QueueSettings.Render(settings.TopicQueues, isRabbitMq: true)}" : "")}}
        {{Imports(settings)}}
        {{(settings.Signs ? $"\n{SigningSettings.Render()}" : "")}}
        """.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Imports(FlowerCelerySettings settings)
    {
        string[] modules = [.. settings.Signs ? [SigningSettings.FlowerModule] : Array.Empty<string>(), .. settings.HasTaskStubs ? [TaskStubs.Module] : Array.Empty<string>()];
        return modules.Length == 0 ? "" : $"\nimports = [{string.Join(", ", modules.Select(PythonLiteral.Of))}]";
    }

    private static string ResultBackend(FlowerCelerySettings settings) => $"""

        {BrokerConnection.Results(Secret(settings, FlowerSecretFiles.ResultBackendUrl))}
        # Flower asks for a result in the thread that answers everybody.
        redis_socket_connect_timeout = 2
        redis_socket_timeout = 5
        """;

    private static string Secret(FlowerCelerySettings settings, string file) => $"{settings.SecretsDirectory}/{file}";
}
