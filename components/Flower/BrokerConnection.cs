namespace FlowerInfra;

/// <summary>
/// The Python with which every generated <c>celeryconfig.py</c> reads a broker's and a result backend's URL from secret files and
/// insists on TLS with a verified certificate: a bare <c>rediss://</c> verifies nothing.
/// </summary>
internal static class BrokerConnection
{
    /// <summary>The modules and the functions that the other parts need.</summary>
    /// <param name="authorityFile">The certificate authorities; null takes the image's public ones.</param>
    /// <param name="allowPlaintext">Whether a server without TLS is accepted.</param>
    public static string Functions(string? authorityFile, bool allowPlaintext) => $$"""
        import os as _os
        import ssl as _ssl
        from urllib.parse import urlsplit as _urlsplit


        {{SecretReader.Python}}


        def _authorities():
            path = {{(authorityFile is not null ? PythonLiteral.Of(authorityFile) : "_ssl.get_default_verify_paths().cafile or \"/etc/ssl/certs/ca-certificates.crt\"")}}
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
            if parts.scheme in plaintext and not {{PythonLiteral.Of(allowPlaintext)}}:
                _stop(path, f"{parts.scheme}:// is not encrypted; give a URL that starts with {' or '.join(encrypted)}")
            if parts.scheme not in plaintext and f"{parts.scheme}://" not in encrypted:
                _stop(path, f"the URL does not start with {' or '.join(encrypted)}")
            return url, parts.scheme


        # Redis takes the requirement as a text: with the enum Flower's broker page answers 500.
        def _redis_tls():
            return {"ssl_cert_reqs": "required", "ssl_ca_certs": _authorities(), "ssl_check_hostname": True}
        """;

    /// <summary>The broker, Redis or RabbitMQ as its URL says; <c>_scheme</c> tells which.</summary>
    /// <param name="urlFile">The secret file with its URL.</param>
    public static string Broker(string urlFile) => $$"""
        broker_url, _scheme = _read({{PythonLiteral.Of(urlFile)}}, ("redis", "amqp"), ("rediss://", "amqps://"))
        if _scheme == "rediss":
            broker_use_ssl = _redis_tls()
        elif _scheme == "amqps":
            # kombu fills in the host's name where it is None, and compares it only when the key is there.
            broker_use_ssl = {"cert_reqs": _ssl.CERT_REQUIRED, "ca_certs": _authorities(), "server_hostname": None}
        """;

    /// <summary>The result backend, a Redis.</summary>
    /// <param name="urlFile">The secret file with its URL.</param>
    public static string Results(string urlFile) => $"""
        result_backend, _scheme = _read({PythonLiteral.Of(urlFile)}, ("redis",), ("rediss://",))
        if _scheme == "rediss":
            redis_backend_use_ssl = _redis_tls()
        """;
}
