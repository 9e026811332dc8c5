namespace FlowerInfra;

/// <summary>Renders <c>celeryconfig.py</c> for a team's own clients and workers.</summary>
internal static class ApplicationConfiguration
{
    /// <summary>The file's name.</summary>
    public const string File = WorkerFiles.Configuration;

    /// <summary>The file with the certificate authority, where one is given.</summary>
    public const string AuthorityFile = WorkerFiles.BrokerAuthority;

    private const int LeastVisibilitySeconds = 3600;

    /// <summary>Renders the file.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>Python source, ending in one line break. The same settings give the same bytes.</returns>
    public static string Render(CelerySettingsModel settings) => $$"""
        # Celery's configuration for {{(settings.IsWorker ? "workers" : "clients")}}. Generated, never edited.
        {{BrokerConnection.Functions(settings.CertificateAuthority is null ? null : $"{settings.Directory}/{AuthorityFile}", allowPlaintext: false)}}


        {{BrokerConnection.Broker($"{settings.SecretsDirectory}/{FlowerSecretFiles.BrokerUrl}")}}
        if _scheme != {{PythonLiteral.Of(settings.IsRabbitMq ? "amqps" : "rediss")}}:
            _stop({{PythonLiteral.Of($"{settings.SecretsDirectory}/{FlowerSecretFiles.BrokerUrl}")}}, "the URL is of another kind of broker than these settings")
        {{Transport(settings)}}

        # Never pickle: reading it runs code.
        accept_content = ["json"]
        result_accept_content = ["json"]
        task_serializer = "json"
        result_serializer = "json"
        event_serializer = "json"

        {{QueueSettings.Render(settings.Queues, settings.IsRabbitMq)}}

        {{(settings.HasResults ? Results(settings) : "task_ignore_result = True")}}

        task_send_sent_event = {{PythonLiteral.Of(settings.SendsEvents)}}
        {{(settings.IsWorker ? Worker(settings) : Client)}}
        """.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Transport(CelerySettingsModel settings) => settings.IsRabbitMq
        ? """
        broker_connection_timeout = 5
        broker_heartbeat = 30
        """
        : $$"""
        broker_connection_timeout = 5
        # A worker waits for a message for one second at a time, and a message that it doesn't acknowledge comes back later.
        broker_transport_options = {"visibility_timeout": {{PythonLiteral.Of(VisibilitySeconds(settings))}}, "socket_connect_timeout": 5, "socket_timeout": 30, "socket_keepalive": True}
        """;

    private static string Results(CelerySettingsModel settings) => $"""
        {BrokerConnection.Results($"{settings.SecretsDirectory}/{FlowerSecretFiles.ResultBackendUrl}")}
        redis_socket_connect_timeout = 5
        redis_socket_timeout = 30
        """;

    private const string Client = """
        # A broker that is away fails the call, instead of holding up whoever asked for it.
        task_publish_retry_policy = {"max_retries": 3, "interval_start": 0, "interval_step": 0.5, "interval_max": 2}
        """;

    private static string Worker(CelerySettingsModel settings) => $"""
        worker_send_task_events = {PythonLiteral.Of(settings.SendsEvents)}
        worker_prefetch_multiplier = {PythonLiteral.Of(settings.Prefetch)}
        task_time_limit = {PythonLiteral.Of(settings.LongestTaskSeconds)}
        task_soft_time_limit = {PythonLiteral.Of(SoftSeconds(settings))}
        broker_connection_retry_on_startup = True
        """;

    // A tenth of the time to clean up in.
    private static int SoftSeconds(CelerySettingsModel settings) => Math.Max(1, settings.LongestTaskSeconds - Math.Max(1, settings.LongestTaskSeconds / 10));

    private static int VisibilitySeconds(CelerySettingsModel settings) => Math.Max(LeastVisibilitySeconds, 2 * settings.LongestTaskSeconds);
}
