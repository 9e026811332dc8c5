using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Values;

internal sealed class TextValueTests
{
    private delegate bool Parser<T>(string? text, out T? value, out ValueFault fault);

    [TestCase("Flower.Example.INTERNAL", "flower.example.internal")]
    [TestCase("a-1.b2.c", "a-1.b2.c")]
    [TestCase("1.2.3.example", "1.2.3.example")]
    public void A_host_name_is_taken_in_lower_case(string text, string expected) => Takes<HostName>(HostName.TryParse, text, expected);

    [TestCase("", "is missing", "flower.example.internal")]
    [TestCase("flower", "has one label only", "with its domain")]
    [TestCase("https://flower.example.internal", "is a URL", "bare name")]
    [TestCase("flower.example.internal:8443", "holds a port", "bare name")]
    [TestCase("flower.example.internal/flower", "holds a path", "URL prefix")]
    [TestCase("flower.example.internal.", "ends in a dot", "Leave the last dot out.")]
    [TestCase("*.example.internal", "holds a wildcard", "one host")]
    [TestCase("10.0.0.1", "is an IP address", "DNS name")]
    [TestCase("fd00::1", "is an IP address", "DNS name")]
    [TestCase("10.0.0.256", "is not a DNS name", "letters")]
    [TestCase("-a.example", "is not a DNS name", "letters")]
    [TestCase("a-.example", "is not a DNS name", "letters")]
    [TestCase("a..example", "is not a DNS name", "letters")]
    [TestCase("a_b.example", "is not a DNS name", "letters")]
    [TestCase("fl\u00f6wer.example", "is not a DNS name", "letters")]
    [TestCase("flower.example\n", "is not a DNS name", "letters")]
    [TestCase("flower.example;", "is not a DNS name", "letters")]
    public void Another_host_is_refused(string text, string problem, string fix) => Refuses<HostName>(HostName.TryParse, text, problem, fix);

    [Test]
    public void A_host_name_keeps_the_lengths_of_DNS()
    {
        var label = new string('a', 63);
        Takes<HostName>(HostName.TryParse, $"{label}.{label}.{label}.{new string('a', 61)}", $"{label}.{label}.{label}.{new string('a', 61)}");
        Refuses<HostName>(HostName.TryParse, $"{label}.{label}.{label}.{new string('a', 62)}", "is longer than the 253 characters of a DNS name", "shorter");
        Refuses<HostName>(HostName.TryParse, $"{label}a.example", "has a label longer than 63 characters", "shorter");
    }

    [TestCase("/", "/", "", "/healthcheck")]
    [TestCase("/flower", "/flower", "flower", "/flower/healthcheck")]
    [TestCase("/tools/flower-1.x_y/", "/tools/flower-1.x_y", "tools/flower-1.x_y", "/tools/flower-1.x_y/healthcheck")]
    public void A_prefix_drives_the_option_and_the_paths(string text, string canonical, string option, string path)
    {
        Assert.That(UrlPrefix.TryParse(text, out var prefix, out _), Is.True);
        Assert.That((prefix!.ToString(), prefix.FlowerOption, prefix.Path("healthcheck"), prefix.IsRoot), Is.EqualTo((canonical, option, path, canonical == "/")));
    }

    [TestCase("", "is missing", "/flower")]
    [TestCase("flower", "does not start with a slash", "Write /flower.")]
    [TestCase("flower/../x", "does not start with a slash", "Write / or a path such as /flower.")]
    [TestCase("//", "has an empty segment", "single slashes")]
    [TestCase("/a//b", "has an empty segment", "single slashes")]
    [TestCase("/a/../b", "has a dot segment", "/flower")]
    [TestCase("/.", "has a dot segment", "/flower")]
    [TestCase("/a%2fb", "has a character", "/flower")]
    [TestCase("/a b", "has a character", "/flower")]
    [TestCase("/a;b", "has a character", "/flower")]
    [TestCase("/a\n", "has a character", "/flower")]
    [TestCase("/fl\u00f6wer", "has a character", "/flower")]
    [TestCase("https://flower.example/flower", "is a URL", "only the path")]
    public void Another_prefix_is_refused(string text, string problem, string fix) => Refuses<UrlPrefix>(UrlPrefix.TryParse, text, problem, fix);

    [TestCase("docker.io/mher/flower:2.1.0", "docker.io/mher/flower", "2.1.0", false)]
    [TestCase("mher/flower:2.1", "mher/flower", "2.1", false)]
    [TestCase("flower:v2", "flower", "v2", false)]
    [TestCase("localhost:5000/a/b_c/d__e:1", "localhost:5000/a/b_c/d__e", "1", false)]
    [TestCase("123456789012.dkr.ecr.eu-west-1.amazonaws.com/flower@sha256:0000000000000000000000000000000000000000000000000000000000000000", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/flower", null, true)]
    [TestCase("a/b:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000", "a/b", "latest", true)]
    public void An_image_with_a_version_is_taken(string text, string repository, string? tag, bool hasDigest)
    {
        Assert.That(ImageReference.TryParse(text, out var image, out var fault), Is.True, fault.Problem);
        Assert.That((image!.ToString(), image.Repository, image.Tag, image.HasDigest), Is.EqualTo((text, repository, tag, hasDigest)));
    }

    [TestCase("", "is missing", "mher/flower")]
    [TestCase("mher/flower", "names no version", "digest")]
    [TestCase("registry:5000/flower", "names no version", "digest")]
    [TestCase("mher/flower:latest", "names whatever is newest when the pod starts", "version")]
    [TestCase("mher/flower:latest-2", "names whatever is newest when the pod starts", "version")]
    [TestCase("nginxinc/nginx-unprivileged:stable", "names whatever is newest when the pod starts", "version")]
    [TestCase("Mher/Flower:2.1.0", "has capital letters in its repository", "lower case")]
    [TestCase("registry:5000/Flower:2.1.0", "has capital letters in its repository", "lower case")]
    [TestCase("mher/flower@sha256:abc", "has a malformed digest", "64")]
    [TestCase("mher/flower:2.1.0@sha512:00", "has a malformed digest", "sha256")]
    [TestCase("mher/flower:", "is not an image reference", "mher/flower")]
    [TestCase("mher/flower: 2", "is not an image reference", "mher/flower")]
    [TestCase("mher//flower:2", "is not an image reference", "mher/flower")]
    [TestCase("https://mher/flower:2", "is not an image reference", "mher/flower")]
    [TestCase("mher/flower:2\n", "is not an image reference", "mher/flower")]
    public void Another_image_is_refused(string text, string problem, string fix) => Refuses<ImageReference>(ImageReference.TryParse, text, problem, fix);

    [TestCase("ops@example.com", "ops@example.com")]
    [TestCase("first.last@Example.COM", "first.last@example.com")]
    [TestCase("*@example.com", "*@example.com")]
    [TestCase("@example.com", "*@example.com")]
    public void An_address_or_a_domain_is_taken(string text, string expected) => Takes<EmailRule>(EmailRule.TryParse, text, expected);

    [TestCase("", "is missing", "*@example.com")]
    [TestCase(".*@example\\.com", "is a regular expression, which current versions of Flower compare letter by letter", "Write *@example.com.")]
    [TestCase(".*@example\\.com$", "is a regular expression, which current versions of Flower compare letter by letter", "Write *@example.com.")]
    [TestCase(".*@example.com", "is a regular expression, which current versions of Flower compare letter by letter", "Write *@example.com.")]
    [TestCase(".*", "is a regular expression, which current versions of Flower compare letter by letter", "*@example.com")]
    [TestCase("(a|b)@example.com", "is a regular expression, which current versions of Flower compare letter by letter", "*@example.com")]
    [TestCase("a@example.com|b@example.com", "holds more than one address", "rule of its own")]
    [TestCase("a+b@example.com", "holds a +: Flower would send this person back to the login page for ever", "without the +")]
    [TestCase("ops@*.example.com", "has a * after the @: Flower refuses to start with that", "in full")]
    [TestCase("*", "is not an address", "*@example.com")]
    [TestCase("o*@example.com", "mixes a * with other characters before the @", "*@example.com")]
    [TestCase("ops@localhost", "has no valid domain after the @", "*@example.com")]
    [TestCase("\u00f6ps@example.com", "holds a character outside ASCII", "xn--")]
    [TestCase("ops@example.com\n", "has no valid domain after the @", "*@example.com")]
    [TestCase("a\"b@example.com", "is not an address", "*@example.com")]
    public void Another_rule_is_refused(string text, string problem, string fix) => Refuses<EmailRule>(EmailRule.TryParse, text, problem, fix);

    [TestCase("*@example.com", ".*@example.com")]
    [TestCase("ops@example.com", "ops@example.com")]
    [TestCase("b@example.com a@example.org b@example.com", "a@example.org|b@example.com")]
    public void Rules_make_a_pattern_that_Flower_takes(string rules, string pattern)
    {
        Assert.That(EmailRules.TryCombine(Rules(rules), out var combined, out _), Is.True);
        Assert.That(combined!.Pattern, Is.EqualTo(pattern));
    }

    [TestCase("", "names nobody")]
    [TestCase("*@example.com *@example.org", "names more than one domain, and Flower takes one")]
    [TestCase("*@example.com ops@example.org", "mixes a domain with addresses: Flower refuses to start with that")]
    public void Rules_that_Flower_would_refuse_are_refused(string rules, string problem)
    {
        Assert.That(EmailRules.TryCombine(Rules(rules), out _, out var fault), Is.False);
        Assert.That(fault.Problem, Is.EqualTo(problem));
    }

    [Test]
    public void No_accepted_text_can_break_out_of_a_configuration_file() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            string?[] accepted =
            [
                HostName.TryParse(text, out var host, out _) ? host.ToString() : null,
                UrlPrefix.TryParse(text, out var prefix, out _) ? prefix.ToString() : null,
                ImageReference.TryParse(text, out var image, out _) ? image.ToString() : null,
                CidrBlock.TryParse(text, out var range, out _) ? range.ToString() : null,
                EmailRule.TryParse(text, out var rule, out _) ? rule.ToString() : null,
            ];
            return accepted.OfType<string>().All(value =>
                value.All(character => char.IsAsciiLetterOrDigit(character) || "./:@_-*".Contains(character)) && Again(value));
        }));

    // Near-valid texts: random ones would all be refused at their first character.
    private static Gen<string> Texts() =>
        from pieces in Gen.ListOf(Gen.Elements(
            "a", "example", "com", "10.8.0.0", "16", "1", ".", "/", ":", "@", "-", "_", "*", "+", "\"", "'", ";", "{", "}", "$", "\\", "\n", "\r", " ", "#", "%2e", "..",
            "latest", "sha256:", "fd00::", "\u0000", "\u00e4", "\u2028", "|", "~", "`", "<"))
        select string.Concat(pieces);

    private static bool Again(string value) =>
        HostName.TryParse(value, out var host, out _) && host.ToString() == value
        || UrlPrefix.TryParse(value, out var prefix, out _) && prefix.ToString() == value
        || ImageReference.TryParse(value, out var image, out _) && image.ToString() == value
        || CidrBlock.TryParse(value, out var range, out _) && range.ToString() == value
        || EmailRule.TryParse(value, out var rule, out _) && rule.ToString() == value;

    private static List<EmailRule> Rules(string texts) => [.. texts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => EmailRule.TryParse(text, out var rule, out _) ? rule : throw new ArgumentException(text))];

    private static void Takes<T>(Parser<T> parse, string text, string expected)
        where T : class
    {
        Assert.That(parse(text, out var value, out var fault), Is.True, fault.Problem);
        Assert.That(parse(expected, out var same, out _), Is.True);
        Assert.That((value!.ToString(), value), Is.EqualTo((expected, same)));
    }

    private static void Refuses<T>(Parser<T> parse, string text, string problem, string fix)
        where T : class
    {
        Assert.That(parse(text, out var value, out var fault), Is.False);
        Assert.That(value, Is.Null);
        Assert.That(fault.Problem, Does.StartWith(problem));
        Assert.That(fault.Fix, Does.Contain(fix));
    }
}
