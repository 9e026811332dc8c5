using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>Values that no key wants. Those of the first list carry a secret, as people paste them into the wrong place.</summary>
internal static class HostileValues
{
    /// <summary>What must be in no output.</summary>
    public const string Secret = "S3cr3tHunter2";

    private const string PrivateKey = $"-----BEGIN PRIVATE KEY-----\n{Secret}\n-----END PRIVATE KEY-----";

    /// <summary>Texts with the secret in them.</summary>
    public static IReadOnlyList<string> WithSecret { get; } =
    [
        $"redis://:{Secret}@broker.example.com:6379/0", $"rediss://flower:{Secret}@broker.example.com", $"amqps://flower:a/{Secret}@broker.example.com/vhost",
        $"amqp://flower:{Secret}@x@broker.example.com", $"amqp://flower:x@{Secret}@broker.example.com", $"redis://:{Secret}", $"redis://{Secret}",
        $"amqp://flower:{Secret} x@broker.example.com", $"https://flower:{Secret}@flower.example.com/", $"https://flower:{Secret}", $"HTTPS://flower:{Secret}@h/",
        $"https://hooks.example.com/services/T0/B0/{Secret}", $"https://flower.example.com/?token={Secret}", $"https://flower.example.com/#{Secret}",
        $"https://flower.example.com:443/x?{Secret}", $":{Secret}@broker.example.com:6379", $"flower:{Secret}@broker.example.com", $"flower:{Secret}@x@broker",
        $"{{\"clientSecret\": \"{Secret}\"}}", $"{{clientSecret: {Secret}", $"[\"redis://:{Secret}@broker\"]", $"[{Secret}", $"ghp_{Secret}{Secret}", $"gho_{Secret}{Secret}",
        $"github_pat_{Secret}{Secret}", $"glpat-{Secret}{Secret}", $"gloas-{Secret}{Secret}", $"GOCSPX-{Secret}", $"ya29.{Secret}{Secret}", $"xoxb-{Secret}",
        $"eyJ{Secret}.eyJ{Secret}.{Secret}", PrivateKey, $"x {PrivateKey}",
    ];

    /// <summary>Texts that no key takes, or that do harm where one does.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "\t", "\n", "\r\n", "a\nb", "a\r\n  - forged: fault", "\0", "\a", "\b", "\u001b[31mred", "\u001b]0;title\a", "\u001b[2J", "\u009b31m", "\u007f",
        "\u200b", "a\u200bb.example.com", "\u202eabc", "\u2066x", "a\u2028b", "a\u2029b", "\ufeff", "\u00ad", "\U000e0041", "\u0301", "e\u0301\u0301\u0301",
        "flower.example.com\u200d", "👩‍👩‍👧", "пример.рф", "flоwer.example.com", "İ", "ß", "１０.0.0.0/8", "null", "~", "true", "NaN", "Infinity", "1e309",
        "-1", "0", "2147483648", "99999999999999999999", "0x10", "1_000", "1.5", "../../etc/passwd", "/dev/zero", "$(id)", "`id`", "${x}", "${aws:x}",
        "${urn:pulumi:x::y}", "%s%n%x", "%0A", "{{ x }}", "{0}", "'; DROP TABLE x; --", "\"", "'", "\\", "a\\", "#", "&a", "*a", "!!python/object:x", "|",
        "@", "<script>alert(1)</script>", "::error::x", "[secret]", "[red]x[/]", "[[", "]", "v1:abc:def", "0.0.0.0/0", "::/0", "128.0.0.0/1", "10.0.0.0/33", "10.0.0.0/-1",
        "10.0.0.0/08", "010.0.0.0/8", "::ffff:10.0.0.0/104", "64:ff9b::/96", "255.255.255.255/32", "fe80::1%eth0/64", "169.254.169.254/32", "10.8.0.0/16 ", "a..b",
        "-a.example.com", "xn--a", "*.example.com", "localhost", "example.com.", "https://", "://", "https://[::1]/", "https://flower.example.com:0/", "@example.com", "a@",
        "*@gmail.com", "*@co.uk", "arn:", "arn:aws:iam::123456789012:role/../x", "arn:aws:s3:::", "arn:aws-cn:kms:cn-north-1:123456789012:key/x", "{}", "[]", "{\"a\":",
        "{\"a\":1,\"a\":2}", "[[[[[[[[", new('a', 64), new('a', 300), new('a', 5_000), new('a', 100_000), new('.', 10_000), new('-', 10_000), new('/', 10_000), new('@', 10_000),
        new('[', 10_000), new('{', 10_000), new(':', 10_000), string.Concat(Enumerable.Repeat("a.", 10_000)), string.Concat(Enumerable.Repeat("a-", 10_000)),
    ];

    /// <summary>What is no text, as JSON.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "null", "true", "false", "0", "-1", "1e300", "1.5", "99999999999999999999", "[]", "{}", "[null]", "[[]]", "[{}]", "[0]", "[true]", "{\"\": \"\"}", "{\"a\": null}",
        "{\"secure\": \"v1:x\"}", "[{\"secure\": \"v1:x\"}]", "{\"secure\": [\"v1:x\"]}", "{\"a\": {\"b\": {\"c\": 1}}}", "{\"<<\": 1}", "{\"<<\": {\"a\": \"b\"}}",
        $"[\"redis://:{Secret}@broker\"]", $"{{\"ops\": \"{Secret}\"}}", $"[{{\"ops\": \"{Secret}\"}}]", $"{{\"a\": {{\"b\": [\"redis://:{Secret}@broker\"]}}}}",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<JsonNode?> All => WithSecret.Concat(Texts).Select(it => (JsonNode?)JsonValue.Create(it)).Concat(Others.Select(it => JsonNode.Parse(it)));
}
