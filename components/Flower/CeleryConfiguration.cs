namespace FlowerInfra;

/// <summary>
/// Renders Celery's configuration, which Flower finds as the module that <c>CELERY_CONFIG_MODULE</c> names. It reads the
/// broker's URL from a secret file and insists on TLS with a verified certificate: a bare <c>rediss://</c> verifies nothing.
/// </summary>
internal static class CeleryConfiguration
{
    /// <summary>Renders the file.</summary>
    /// <param name="settings">The broker and the result backend.</param>
    /// <returns>Python source, ending in one line break. The same settings give the same bytes.</returns>
    public static string Render(CelerySettings settings) => $$"""
        # Celery's configuration for Flower. Generated, never edited.
        import os as _os
        import ssl as _ssl
        from urllib.parse import urlsplit as _urlsplit


        {{SecretReader.Python}}


        def _authorities():
            path = {{(settings.BrokerCertificateAuthorityFile is { } file ? PythonLiteral.Of(file) : "_ssl.get_default_verify_paths().cafile or \"/etc/ssl/certs/ca-certificates.crt\"")}}
            if not _os.path.isfile(path):
                _stop(path, "the file of certificate authorities is missing")
            return path


        def _read(path, plaintext, encrypted):
            url = _secret(path)
            try:
                parts = _urlsplit(url)
                host = parts.hostname
            except ValueError:
                host = None
            if not host:
                _stop(path, "the secret is not a URL")
            if parts.query or parts.fragment:
                _stop(path, "the URL has parameters; options of TLS in a URL weaken its verification")
            # kombu takes what follows a semicolon for a second broker.
            if ";" in url:
                _stop(path, "the URL holds a semicolon; give one broker, and %3B for a semicolon in its password")
            if parts.scheme in plaintext and not {{PythonLiteral.Of(settings.AllowPlaintextBroker)}}:
                _stop(path, f"{parts.scheme}:// is not encrypted; give a URL that starts with {' or '.join(encrypted)}")
            if parts.scheme not in plaintext and f"{parts.scheme}://" not in encrypted:
                _stop(path, f"the URL does not start with {' or '.join(encrypted)}")
            return url, parts.scheme


        # Redis takes the requirement as a text: with the enum Flower's broker page answers 500.
        def _redis_tls():
            return {"ssl_cert_reqs": "required", "ssl_ca_certs": _authorities(), "ssl_check_hostname": True}


        broker_url, _scheme = _read({{Secret(settings, FlowerSecretFiles.BrokerUrl)}}, ("redis", "amqp"), ("rediss://", "amqps://"))
        if _scheme == "rediss":
            broker_use_ssl = _redis_tls()
        elif _scheme == "amqps":
            # kombu fills in the host's name where it is None, and compares it only when the key is there.
            broker_use_ssl = {"cert_reqs": _ssl.CERT_REQUIRED, "ca_certs": _authorities(), "server_hostname": None}
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
        {{(settings.HasResultBackend ? ResultBackend(settings) : "")}}
        {{Imports(settings)}}
        {{(settings.Signs ? $"\n{SigningSettings.Render()}" : "")}}
        """.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Imports(CelerySettings settings)
    {
        string[] modules = [.. settings.Signs ? [SigningSettings.FlowerModule] : Array.Empty<string>(), .. settings.HasTaskStubs ? [TaskStubs.Module] : Array.Empty<string>()];
        return modules.Length == 0 ? "" : $"\nimports = [{string.Join(", ", modules.Select(PythonLiteral.Of))}]";
    }

    private static string ResultBackend(CelerySettings settings) => $"""

        result_backend, _scheme = _read({Secret(settings, FlowerSecretFiles.ResultBackendUrl)}, ("redis",), ("rediss://",))
        if _scheme == "rediss":
            redis_backend_use_ssl = _redis_tls()
        # Flower asks for a result in the thread that answers everybody.
        redis_socket_connect_timeout = 2
        redis_socket_timeout = 5
        """;

    private static string Secret(CelerySettings settings, string file) => PythonLiteral.Of($"{settings.SecretsDirectory}/{file}");
}
