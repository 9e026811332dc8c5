using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

[Parallelizable]
internal sealed class GatewayCredentialsTests
{
    private PythonFiles _python = null!;

    [SetUp]
    public void CreateDirectory() => _python = new PythonFiles();

    [TearDown]
    public void RemoveDirectory() => _python.Dispose();

    [Test]
    public void Every_user_has_an_entry_that_matches_the_header_of_a_browser_and_nothing_near_it()
    {
        var passwords = Gen.Sample(Gen.Choose(' ', '~').Select(code => (char)code).ArrayOf(), 40, 60)
            .Select(password => new string(password)).Where(password => password.Length > 0).Append("~?~?>>>?~~~").ToList();
        var users = passwords.Select((password, index) => (Name: $"user{index}", Password: password)).ToDictionary(user => user.Name, user => user.Password);

        Run(JsonSerializer.Serialize(users));

        var entries = File.ReadAllLines(MapFile);
        Assert.That(entries, Has.Length.EqualTo(users.Count).And.All.Matches("^\"~\\^Basic [A-Za-z0-9/=+\\[\\]]+\\\\z\" \"[0-9]+\";$"));
        Assert.That(entries.Select(entry => entry.Split('"')[3]), Is.Unique, "their limits differ");
        var patterns = entries.Select(entry => new Regex(entry.Split('"')[1][1..])).ToList();
        foreach (var (user, password) in users)
        {
            var header = $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"))}";
            Assert.That(patterns.Count(pattern => pattern.IsMatch(header)), Is.EqualTo(1), header);
            Assert.That(patterns.Count(pattern => pattern.IsMatch($"{header}\n") || pattern.IsMatch($" {header}")), Is.Zero, header);
        }
    }

    [Test]
    public void The_file_can_be_read_by_its_owner_and_group_only_and_is_replaced_by_a_second_run()
    {
        File.WriteAllText($"{MapFile}.new", "left by an interrupted run");
        Run("""{"ops": "first"}""");
        Run("""{"ops": "second"}""");

        var mode = new FileInfo(MapFile).UnixFileMode;
        Assert.That(mode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.GroupRead));
        Assert.That(File.ReadAllText(MapFile), Does.Contain(Convert.ToBase64String("ops:second"u8).TrimEnd('=')).And.Not.Contains(Convert.ToBase64String("ops:first"u8)));
        Assert.That(Directory.GetFiles(_python.Directory, "*.new"), Is.Empty);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("{\"ops\": \"\"}")]
    [TestCase("{\"o:ps\": \"hidden\"}")]
    [TestCase("{\"ops\": \"hidden\", \"ops\": \"hidden\"}")]
    [TestCase("{\"ops\": \"hidd\u00ean\"}")]
    public void A_malformed_list_of_users_stops_the_pod_and_leaves_no_file(string content)
    {
        var stopped = Run(content);

        Assert.That(stopped, Does.Contain(FlowerSecretFiles.BasicAuth).And.EndsWith("Refusing to start.").And.Not.Contains("hidd"));
        Assert.That(File.Exists(MapFile), Is.False);
    }

    [Test]
    public void A_password_too_long_for_nginx_stops_the_pod_and_Flower()
    {
        Assert.That(Run($"{{\"ops\": \"{new string('x', 498)}\"}}"), Does.Contain("more than 500 characters"));
        Assert.That(Run($"{{\"ops\": \"{new string('x', 497)}\"}}"), Is.Empty);
    }

    [Test]
    public void A_directory_that_is_missing_stops_the_pod()
    {
        _python.Write(FlowerSecretFiles.BasicAuth, """{"ops": "hidden"}""");

        var values = _python.Run(GatewayCredentials.Render(_python.Directory, "/nonexistent/credentials.map"));

        Assert.That(values.GetProperty("stopped").GetString(), Does.Contain("/nonexistent/credentials.map: the file can't be written").And.Not.Contains("hidden"));
    }

    [Test]
    public void The_script_is_deterministic_ASCII_with_one_line_break_at_its_end()
    {
        var text = GatewayCredentials.Render();

        Assert.That(text, Is.EqualTo(GatewayCredentials.Render()).And.Matches("^[\\n\\x20-\\x7e]*[^\\n]\\n\\z")
            .And.Contains("/etc/flower/secrets/basic-auth.json").And.Contains("/run/gateway/credentials.map"));
    }

    [TestCase("""{"a": "hidden", "b": "hidden"}""")]
    [TestCase("{}")]
    [TestCase("")]
    public void The_gateway_signs_in_as_one_user_or_not_at_all(string users)
    {
        _python.Write(FlowerSecretFiles.BasicAuth, users);
        var file = Path.Combine(_python.Directory, "authorization.conf");

        var stopped = _python.Run(GatewayCredentials.RenderAuthorization(_python.Directory, file)).TryGetProperty("stopped", out var reason);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stopped, Is.True);
            Assert.That(reason.ToString(), Does.Not.Contain("hidden"));
            Assert.That(File.Exists(file), Is.False);
        }
    }

    private string MapFile => Path.Combine(_python.Directory, "credentials.map");

    private string Run(string users)
    {
        _python.Write(FlowerSecretFiles.BasicAuth, users);
        return _python.Run(GatewayCredentials.Render(_python.Directory, MapFile)).TryGetProperty("stopped", out var reason) ? reason.GetString()! : "";
    }
}
