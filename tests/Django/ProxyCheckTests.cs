using System.Text.RegularExpressions;
using FlowerInfra.Tests.Tools.Verify;
using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>The rendered proxy's own checks and tests, on a real site.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class ProxyCheckTests
{
    private TemporaryFolder _folder = null!;
    private DjangoSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _site = new DjangoSite(await RenderedApps.ProxyAsync(), Fits());
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _site.Dispose();
        _folder.Dispose();
    }

    [TestCase("", null)]
    [TestCase("SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies", 1)]
    [TestCase("SESSION_COOKIE_SECURE", false, 2)]
    [TestCase("SESSION_COOKIE_HTTPONLY", false, 2)]
    [TestCase("SESSION_COOKIE_SAMESITE", "None", 2)]
    [TestCase("SESSION_COOKIE_DOMAIN", "example.internal", 3)]
    [TestCase("ROOT_URLCONF", "django.contrib.auth.urls", 4)]
    [TestCase("LOGGING", null, 5)]
    public void The_checks_name_what_the_stack_can_not_see(string setting, object? value, params int[] errors)
    {
        var settings = Fits();
        if (setting.Length > 0)
            settings[setting] = value ?? new Dictionary<string, int> { ["version"] = 1 };

        var (code, text) = _site.Run("check --fail-level ERROR", settings);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(errors.Length == 0 ? 0 : 1), text);
            Assert.That(Numbers(text), Is.EqualTo(errors), text);
        }
    }

    [Test]
    public void In_the_pod_the_files_are_looked_at_and_no_password_is_told()
    {
        var missing = _site.Run("check --deploy --fail-level ERROR", Fits());
        foreach (var (instance, prefix) in new[] { ("proxied", "/flower"), ("proxied-admin", "/other") })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Name, instance, "config"));
            Directory.CreateDirectory(Path.Combine(_folder.Name, instance, "credential"));
            File.WriteAllText(Path.Combine(_folder.Name, instance, "config", "FLOWER_URL"), "https://flower");
            File.WriteAllText(Path.Combine(_folder.Name, instance, "config", "FLOWER_URL_PREFIX"), prefix);
            File.WriteAllText(Path.Combine(_folder.Name, instance, "config", "ca.crt"), Components.ComponentExamples.AuthorityPem);
            File.WriteAllText(Path.Combine(_folder.Name, instance, "credential", "basic-auth.json"), """{"django": "hunter2"}""");
        }

        var other = _site.Run("check --deploy --fail-level ERROR", Fits());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Numbers(missing.Text), Is.EqualTo(new[] { 20, 21 }), missing.Text);
            Assert.That(Numbers(other.Text), Is.EqualTo(new[] { 21 }), other.Text);
            Assert.That(other.Text, Does.Not.Contain("hunter2"));
        }
    }

    [Test]
    public void The_tests_of_the_app_pass_and_fail_on_a_site_whose_settings_do_not_fit()
    {
        var (code, text) = _site.Run("test flower_proxy", Fits());
        var other = Fits();
        other["SESSION_COOKIE_SECURE"] = false;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((code, Ran().Match(text).Groups[1].Value), Is.EqualTo((0, "10")), text);
            Assert.That(_site.Run("test flower_proxy", other).Code, Is.Not.Zero);
        }
    }

    private Dictionary<string, object?> Fits() => ProxiedSite.Settings(_folder.Name, Path.Combine(_folder.Name, "audit.log"));

    private static IEnumerable<int> Numbers(string text) => Number().Matches(text).Select(it => int.Parse(it.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\(flower_proxy\.E([0-9]{3})\)")]
    private static partial Regex Number();

    [GeneratedRegex("Ran ([0-9]+) tests")]
    private static partial Regex Ran();
}
