using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>The rendered gate's own checks and tests, on a real site.</summary>
[NonParallelizable]
internal sealed partial class GateCheckTests
{
    private static readonly object Good = new { };

    private DjangoSite _site = null!;

    [OneTimeSetUp]
    public void Start() => _site = new DjangoSite(RenderedApps.Gate);

    [OneTimeTearDown]
    public void Stop() => _site.Dispose();

    public static IEnumerable<TestCaseData> Settings =>
    [
        Case("a site that fits", Good),
        Case("sessions that no logout ends", new { SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies" }, 1),
        Case("sessions in files", new { SESSION_ENGINE = "django.contrib.sessions.backends.file" }, 1),
        Case("sessions in a cache", new { SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" }),
        Case("another cookie", new { SESSION_COOKIE_NAME = "ops" }, 2),
        Case("a cookie over HTTP", new { SESSION_COOKIE_SECURE = false }, 3),
        Case("a cookie for scripts", new { SESSION_COOKIE_HTTPONLY = false }, 3),
        Case("a cookie for other sites", new { SESSION_COOKIE_SAMESITE = "None" }, 4),
        Case("a cookie of the site's host alone", new { SESSION_COOKIE_DOMAIN = (string?)null }, 5),
        Case("a cookie of a top-level domain", new { SESSION_COOKIE_DOMAIN = "internal" }, 5),
        Case("a cookie of another domain", new { SESSION_COOKIE_DOMAIN = "example.com" }, 5),
        Case("a cookie of half a label", new { SESSION_COOKIE_DOMAIN = "ple.internal" }, 5),
        Case("a redirect for the gateway", new { SECURE_PROXY_SSL_HEADER = (string?)null }, 6),
        Case("every host", new { ALLOWED_HOSTS = new[] { "*" } }, 7),
        Case("a foreign host", new { ALLOWED_HOSTS = new[] { "www.example.com" } }, 7),
        Case("hosts below a domain", new { ALLOWED_HOSTS = new[] { ".example.internal" } }),
        Case("no paths", new { ROOT_URLCONF = "django.contrib.auth.urls" }, 8, 9),
    ];

    [TestCaseSource(nameof(Settings))]
    public void The_checks_name_what_the_gateway_can_not_see(object settings, int[] errors)
    {
        var (code, text) = _site.Run("check --fail-level ERROR", settings);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(errors.Length == 0 ? 0 : 1), text);
            Assert.That(Number().Matches(text).Select(it => int.Parse(it.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(errors), text);
        }
    }

    [Test]
    public void The_tests_of_the_app_pass()
    {
        var (code, text) = _site.Run("test flower_gate");

        Assert.That((code, Ran().Match(text).Groups[1].Value), Is.EqualTo((0, "9")), text);
    }

    [Test]
    public void The_tests_of_the_app_fail_on_a_site_whose_settings_do_not_fit() =>
        Assert.That(_site.Run("test flower_gate", new { SESSION_COOKIE_NAME = "ops" }).Code, Is.Not.Zero);

    private static TestCaseData Case(string name, object settings, params int[] errors) => new TestCaseData(settings, errors).SetArgDisplayNames(name);

    [GeneratedRegex(@"\(flower_gate\.E([0-9]{3})\)")]
    private static partial Regex Number();

    [GeneratedRegex("Ran ([0-9]+) tests")]
    private static partial Regex Ran();
}
