using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Requests put together at random from the pieces that attacks are made of.</summary>
[TestFixture(InstanceRole.Viewer, AuthenticationKind.Basic, "/flower")]
[TestFixture(InstanceRole.Viewer, AuthenticationKind.OAuth, "/")]
[TestFixture(InstanceRole.Administrator, AuthenticationKind.Basic, "/")]
[TestFixture(InstanceRole.Administrator, AuthenticationKind.OAuth, "/any/prefix")]
[Parallelizable]
internal sealed class GatewayPropertyTests(InstanceRole role, AuthenticationKind authentication, string prefix)
{
    private const string Site = LiveGateway.Host;

    private readonly string _path = prefix.TrimEnd('/');

    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(role, authentication, prefix));

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [Test]
    public void Whatever_is_sent_only_harmless_requests_reach_Flower()
    {
        var batches = Requests().ListOf(60).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(batches, batch =>
        {
            _gateway.SendAll([.. batch]);
            return Harmless();
        }));
    }

    [Test]
    public void Whatever_hides_in_a_body_only_harmless_requests_reach_Flower()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Smuggling().ToArbitrary(), request =>
        {
            _gateway.Send(request);
            return Harmless();
        }));
    }

    [Test]
    public void Whatever_name_a_task_has_its_page_opens()
    {
        // As encodeURIComponent writes it. A slash, a backslash, a percent sign, control characters and a dot in front stay
        // out: a proxy that decodes once more would take them for something else.
        var names = Gen.Elements([.. "aZ09_-.~ !'()*@:;,+=&$#?<>[]{}|^`\"\u00a0\u00e9\u07ff\u0800\ud7ff\ue000\uffff".Select(letter => $"{letter}"), "\U00010000", "\U0001f338", "\U0010ffff"])
            .NonEmptyListOf().Select(letters => string.Concat(letters.Take(60))).Where(name => name[0] != '.').ArrayOf(60).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(8), Prop.ForAll(names, batch =>
        {
            var targets = batch.Select(name => $"{_path}/task/{Uri.EscapeDataString(name)}").ToList();
            _gateway.SendAll(targets.ConvertAll(target => $"GET {target} HTTP/1.1\r\nHost: {Site}\r\n\r\n"));
            Assert.That(_gateway.Upstream.Take().Select(arrived => arrived.Target), Is.EqualTo(targets));
        }));
    }

    [Test]
    public void Whatever_bytes_a_name_is_encoded_from_only_well_formed_text_without_control_characters_reaches_Flower()
    {
        var names = Gen.Frequency(
                (3, Gen.Choose(0x80, 0xff)), (1, Gen.Elements(0xc0, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x9f, 0xa0, 0xae, 0xaf, 0x8f, 0x90, 0xbf, 0x2e, 0x2f, 0x5c)))
            .Select(value => (byte)value).NonEmptyListOf().Select(bytes => bytes.Take(6).ToArray()).ArrayOf(60).ToArbitrary();
        var strict = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(names, batch =>
        {
            var targets = batch.Select(name => $"{_path}/task/{string.Concat(name.Select(value => $"%{value:X2}"))}").ToList();
            _gateway.SendAll(targets.ConvertAll(target => $"GET {target} HTTP/1.1\r\nHost: {Site}\r\n\r\n"));
            Assert.That(_gateway.Upstream.Take().Select(arrived => arrived.Target), Is.EqualTo(targets.Where((_, index) => IsText(batch[index]))));
        }));

        bool IsText(byte[] name)
        {
            try
            {
                var text = strict.GetString(name);
                return text[0] != '.' && !text.Any(letter => letter is '/' or '\\' or '.' || char.IsControl(letter));
            }
            catch (System.Text.DecoderFallbackException)
            {
                return false;
            }
        }
    }

    // Judged by what Flower would make of a request, without a look at the gateway's own table.
    private Property Harmless()
    {
        var harmful = _gateway.Upstream.Take().Where(request => !IsHarmless(request)).Select(request => request.ToString()).ToList();
        return (harmful.Count == 0).Label(string.Join(", ", harmful));
    }

    private bool IsHarmless(RecordedRequest request)
    {
        var (path, query) = request.Target.Split('?', 2) is [var first, var second] ? (first, second) : (request.Target, "");
        var meaning = Uri.UnescapeDataString(Uri.UnescapeDataString(path)).Replace('\\', '/').ToLowerInvariant();
        var isPlain = !meaning.Contains("//", StringComparison.Ordinal) && !meaning.Contains("/.", StringComparison.Ordinal) && !meaning.Any(char.IsControl)
            && meaning.Count(letter => letter == '/') == path.Count(letter => letter == '/') && path.StartsWith($"{_path}/", StringComparison.Ordinal);
        var isOpen = meaning.TrimEnd('/') == $"{_path}/metrics" || meaning.TrimEnd('/') == $"{_path}/healthcheck";
        var isCostly = query.Contains("refresh", StringComparison.Ordinal) || query.Contains("timeout", StringComparison.Ordinal);
        var isRedirect = query.Contains("code=", StringComparison.Ordinal) && query.Contains("next=", StringComparison.Ordinal);
        // No generated request comes from the dashboard's own pages, so that the one POST that passes is none of theirs.
        return isPlain && !isOpen && !isRedirect && request.Method == "GET" && (role == InstanceRole.Administrator || !isCostly) && !query.Contains('%', StringComparison.Ordinal);
    }

    private Gen<string> Requests() =>
        from method in Gen.Frequency((5, Gen.Constant("POST")), (4, Gen.Constant("GET")), (2, Gen.Elements("HEAD", "PUT", "get", "POSTGET", "OPTIONS", "TRACE")))
        from target in Targets()
        from version in Gen.Frequency((8, Gen.Constant(" HTTP/1.1")), (1, Gen.Elements(" HTTP/1.0", "", " HTTP/1.1 ", " HTTP/2.0", " http/1.1")))
        from headers in Headers()
        select $"{method} {target}{version}\r\n{headers}Content-Length: 0\r\n\r\n";

    private Gen<string> Targets() =>
        from start in Gen.Frequency((6, Gen.Constant(_path)), (1, Gen.Elements("", "/", "/flower", $"https://{Site}{_path}", "//evil.example", $"{_path}/..")))
        from segments in Gen.Elements(
            "api", "task", "worker", "tasks", "datatable", "workers", "send-task", "revoke", "shutdown", "pool", "grow", "x", "celery@w", "static", "login", "metrics",
            "healthcheck", "info", "result", "..", ".", "", "%2e%2e", "..%2f", "%2f", "%5c", "..\\", "..;", "%00", "%0d%0a", ";", "*", "%61pi", "API", "\u00e4", "%25").ListOf()
        from separator in Gen.Frequency((9, Gen.Constant("/")), (1, Gen.Elements("//", "%2f", "\\", "/./", "/x/../")))
        from query in Gen.Frequency(
            (4, Gen.Constant("")),
            (2, Gen.Elements("?", "?refresh=1", "?timeout=5", "?json=1&refresh=1", "?%72efresh=1", "?json=1;refresh=1", "?next=//evil", "?code=x&next=//evil", "#", "?x#y")))
        select $"{start}/{string.Join(separator, segments)}{query}";

    // Never what the dashboard's own pages send: without "Origin" or with a wrong one.
    private static Gen<string> Headers() =>
        from host in Gen.Frequency(
            (8, Gen.Constant($"Host: {Site}\r\n")),
            (1, Gen.Elements("", "Host: evil.example\r\n", $"Host: {Site}\r\nHost: {Site}\r\n", $"Host: {Site}:443\r\n", $"Host: evil\r\nX-Forwarded-Host: {Site}\r\n")))
        from origin in Gen.Elements(
            "", "Origin: null\r\n", "Origin: https://evil.example\r\n", $"Origin: http://{Site}\r\n", $"Origin: https://{Site}.evil\r\n",
            $"Origin: https://{Site}\r\nSec-Fetch-Site: cross-site\r\n", $"Origin: https://{Site}\r\nSec-Fetch-Site: same-site\r\n", $"Referer: https://{Site}/\r\n")
        from others in Gen.Elements(
            "X-HTTP-Method-Override: POST\r\n", "Connection: keep-alive\r\n", "X-Original-URL: /api/task/revoke/x\r\n", "Upgrade: h2c\r\n", "Content-Type: text/plain\r\n",
            "X-Forwarded-For: 10.0.0.1\r\n", "Expect: 100-continue\r\n", "Sec-Fetch-Site: same-origin\r\n", "X: \u0001\r\n", " folded\r\n").ListOf(2)
        select host + Signed.EitherWay + origin + string.Concat(others);

    private Gen<string> Smuggling()
    {
        var hidden = $"POST {_path}/api/task/send-task/hidden HTTP/1.1\r\nHost: {Site}\r\n{Signed.EitherWay}Content-Length: 0\r\n\r\n";
        return
            from outer in Gen.Elements($"POST {_path}/tasks/datatable", $"GET {_path}/workers", $"POST {_path}/api/worker/shutdown/w")
            from framing in Gen.Elements(
                "Transfer-Encoding: chunked\r\n", "Transfer-Encoding : chunked\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding:\u000bchunked\r\n",
                "Transfer-Encoding: identity\r\n", "Content-Length: 0\r\n", "Content-Length: 5\r\n", $"Content-Length: {hidden.Length}\r\n", "Content-Length: 0x10\r\n",
                "Content-Length: 00\r\n", "Content-Length : 0\r\n", "X: y\rTransfer-Encoding: chunked\r\n", "X: y\n\tTransfer-Encoding: chunked\r\n").ListOf(2)
            from body in Gen.Elements($"0\r\n\r\n{hidden}", hidden, $"5\r\nhello\r\n0\r\n\r\n{hidden}", $"\r\n{hidden}", $"hello{hidden}")
            select $"{outer} HTTP/1.1\r\nHost: {Site}\r\n{Signed.EitherWay}Origin: https://evil.example\r\n{string.Concat(framing)}\r\n{body}";
    }
}
