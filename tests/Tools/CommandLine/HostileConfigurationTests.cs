using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>
/// Every key of the configuration with every hostile value. A preview tells all faults at once, so that one run tries a value
/// on all keys.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class HostileConfigurationTests
{
    private const string Project = "flower-infra";

    [Test]
    public async Task Every_key_refuses_or_takes_every_hostile_value()
    {
        Assert.That(HostileValues.All.Count(), Is.GreaterThanOrEqualTo(100));
        foreach (var value in HostileValues.All)
            await AssertTameAsync(EveryKey.Configuration(_ => value?.DeepClone()), $"{value}");
    }

    [Test]
    public async Task Every_object_and_list_refuses_every_hostile_value_in_its_place()
    {
        foreach (var value in HostileValues.All)
        {
            var keys = new JsonObject();
            foreach (var key in EveryKey.Root.Children)
                keys[key.Member!.Name] = key.Kind == ValueKind.Object ? Shallow(key, value) : value?.DeepClone();
            await AssertTameAsync(keys, $"{value}");
        }
    }

    [Test]
    public async Task Every_name_that_a_user_chooses_may_be_hostile()
    {
        // Of a login without a scheme nothing tells in a key that it is one.
        var names = HostileValues.WithSecret.Where(it => it.Contains("://", StringComparison.Ordinal) && !it.Contains(' ', StringComparison.Ordinal)).Concat(HostileValues.Texts);
        foreach (var name in names)
        {
            var keys = EveryKey.Configuration(_ => JsonValue.Create("x"));
            foreach (var map in (string[])["dashboards", "tags", "waivers"])
                keys[map] = new JsonObject { [name] = keys[map]!.AsObject().First().Value!.DeepClone() };
            keys["cluster"]!.AsObject()[name] = "x";
            await AssertTameAsync(keys, name);
        }
    }

    [Test]
    public async Task A_good_stack_stays_tame_with_one_hostile_value()
    {
        var settings = RepositoryStacks.Settings("prod");
        var values = HostileValues.All.ToList();
        var tried = 0;
        foreach (var (index, key) in EveryKey.Leaves(EveryKey.Root, "").Where(it => !it.StartsWith("existing", StringComparison.Ordinal)).Index())
        {
            // A preview of the whole stack takes up to half a second: each key takes two of the values, and another key others.
            foreach (var value in (JsonNode?[])[values[index * 7 % values.Count], values[((index * 13) + 50) % values.Count]])
            {
                var root = new JsonObject();
                foreach (var (name, text) in settings.Values.Where(it => it.Key.StartsWith($"{Project}:", StringComparison.Ordinal)))
                    root[name[(Project.Length + 1)..]] = JsonNode.Parse(ConfigurationValue.Parse(text).GetRawText());
                Set(root, key.Replace(ConfigurationKey.AnyName, "flower", StringComparison.Ordinal).Split('.'), value);
                await AssertTameAsync(root, $"{key}: {value}");
                tried++;
            }
        }

        Assert.That(tried, Is.GreaterThan(100));
    }

    [TestCase("")]
    [TestCase("config:")]
    [TestCase("config: 1")]
    [TestCase("config: []")]
    [TestCase("config: {}")]
    [TestCase("- a")]
    [TestCase("a: b")]
    [TestCase("---\n---\n")]
    [TestCase("config:\n  a: b\n  a: c")]
    [TestCase("config:\n\tflower-infra:accountId: x")]
    [TestCase("config:\n  \"a\\ud800\": b")]
    [TestCase("config:\n  flower-infra:accountId: \"a\\ud800\"")]
    [TestCase("config:\n  flower-infra:accountId: &a *b")]
    [TestCase("config:\n  flower-infra:accountId: *nowhere")]
    [TestCase("config:\n  flower-infra:tags: !!binary gA==")]
    [TestCase("config:\n  flower-infra:tags: !!python/object:os.system x")]
    [TestCase("%YAML 9.9\n---\nconfig: {}")]
    [TestCase("config:\n  redis://:S3cr3tHunter2@broker: x")]
    [TestCase("config:\n  https://x:S3cr3tHunter2@broker/: x")]
    [TestCase("redis://:S3cr3tHunter2@broker: x")]
    [TestCase("config:\n  aws:secretKey: S3cr3tHunter2\n  aws:token: S3cr3tHunter2")]
    [TestCase("config:\n  aws:region: https://x:S3cr3tHunter2@y")]
    [TestCase("config:\n  \"\\u001b[31m:x\": y\n  \"flower-infra:\\u001b[31m\": y\n  \"x\\ny\": z")]
    [TestCase("\u0001\u0002\u0003")]
    [TestCase("{{{{{{{{")]
    [TestCase("\"")]
    [TestCase("config: |\n  x\n y")]
    public async Task Every_file_is_told_as_what_it_is(string text) => await AssertTameAsync(text, text);

    [TestCase("&a [*a, *a, *a, *a, *a, *a, *a, *a, *a]")]
    [TestCase("x")]
    public async Task Aliases_of_aliases_end(string first)
    {
        var lines = Enumerable.Range(1, 20).Select(it => $"  x:a{it}: &a{it} [{string.Join(", ", Enumerable.Repeat($"*a{it - 1}", 9))}]");

        await AssertTameAsync($"config:\n  x:a0: &a0 {first}\n{string.Join('\n', lines)}\n", first);
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_told()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var bytes = new byte[500];
            new Random(seed).NextBytes(bytes);
            using var project = new EditedStack("hostile", "");
            await File.WriteAllBytesAsync(Path.Combine(project.Folder, "stacks", "Pulumi.hostile.yaml"), bytes);
            await AssertTameAsync(project, $"seed {seed}");
        }
    }

    [TestCase("preview", "--stack", "prod", "https://flower:S3cr3tHunter2@flower.example.com")]
    [TestCase("https://flower:S3cr3tHunter2@flower.example.com")]
    [TestCase("preview", "--stack", "https://flower:S3cr3tHunter2@flower.example.com")]
    [TestCase("preview", "--stack", "prod", "--format", "https://flower:S3cr3tHunter2@flower.example.com")]
    [TestCase("verify", "--url", "https://flower:S3cr3tHunter2/x@flower.example.com")]
    [TestCase("verify", "--url", "ghp_S3cr3tHunter2S3cr3tHunter2")]
    [TestCase("preview", "--stack", "a\u001b[31mb", "\u001b[2J")]
    public async Task A_command_line_is_not_repeated_with_its_secrets(params string[] args)
    {
        using var project = new EditedStack("hostile", "");

        AssertTame(await project.RunAsync(args), string.Join(' ', args));
    }

    [TestCase("[ops:S3cr3tHunter2]", "users[0]: \"ops:…\" is not a user name")]
    [TestCase("[{ ops: S3cr3tHunter2 }]", "users: is not a list of texts")]
    [TestCase("{ ops: S3cr3tHunter2 }", "users: is not a list of texts")]
    [TestCase("ops:S3cr3tHunter2", "users: is not a list of texts")]
    public async Task A_user_with_a_password_is_told_without_it(string users, string message)
    {
        using var project = EditedStack.Replacing("dev", "users: [oncall, ops]", $"users: {users}");

        var run = await project.RunAsync("preview", "--stack", "dev");

        AssertTame(run, users);
        Assert.That(run.Error, Does.Contain($"flower-infra:dashboards.flower.auth.basic.{message}"));
    }

    [TestCase("ghp_0123456789abcdef0123456789abcdef0123")]
    [TestCase("GOCSPX-0123456789abcdef0123456789ab")]
    [TestCase("gloas-0123456789abcdef0123456789abcdef")]
    [TestCase("\"0123456789012345678901234567890123456789\"")]
    public async Task A_secret_in_the_place_of_a_client_id_is_refused_and_not_shown(string secret)
    {
        using var project = EditedStack.Replacing("staging", "clientId: Iv1.0123456789abcdef", $"clientId: {secret}");

        var run = await project.RunAsync("preview", "--stack", "staging");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain("github.clientId: is a secret in the place of an id").And.Not.Contain(secret.Trim('"')));
        }
    }

    [TestCase("a\\e[2J", "holds an invisible character, U+001B")]
    [TestCase("accepted\\n  - forged", "holds a line break")]
    public async Task A_waivers_reason_with_what_nobody_sees_is_refused(string reason, string problem)
    {
        using var project = EditedStack.Replacing(
            "dev", "  flower-infra:leftOut", $"  flower-infra:waivers: {{ FLW-LB-06: {{ reason: \"{reason}\", expires: 2027-01-01 }} }}\n  flower-infra:leftOut");

        var run = await project.RunAsync("preview", "--stack", "dev");

        AssertTame(run, reason);
        Assert.That(run.Error, Does.Match($@"flower-infra:waivers\.FLW-[A-Z]+-[0-9]+\.reason: .*{problem.Replace("+", @"\+", StringComparison.Ordinal)}\. Write it on one line"));
    }

    private static JsonObject Shallow(ConfigurationKey at, JsonNode? value) =>
        new(at.Children.Where(it => it.IsOpen).Select(it => KeyValuePair.Create(it.Member!.Name, value?.DeepClone())));

    private static void Set(JsonObject root, string[] path, JsonNode? value)
    {
        foreach (var name in path[..^1])
            root = (root[name] ??= new JsonObject()).AsObject();
        root[path[^1]] = value?.DeepClone();
    }

    private static Task AssertTameAsync(JsonObject keys, string what)
    {
        var config = new JsonObject { ["aws:region"] = "eu-west-1" };
        foreach (var (key, value) in keys)
            config[$"{Project}:{key}"] = value?.DeepClone();
        return AssertTameAsync(new JsonObject { ["config"] = config }.ToJsonString(), what);
    }

    private static async Task AssertTameAsync(string file, string what)
    {
        using var project = new EditedStack("hostile", file);
        await AssertTameAsync(project, what);
    }

    private static async Task AssertTameAsync(EditedStack project, string what)
    {
        IReadOnlyList<ArgumentFault> faults = [];
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(["preview", "--stack", "hostile"], new CommandContext
        {
            Output = output,
            Error = error,
            Folders = [project.Folder],
            Time = new DayOfTheTests(),
            Run = async settings =>
            {
                try
                {
                    return await StackPreview.RunAsync<FlowerStack>(settings);
                }
                catch (ArgumentFaultsException exception)
                {
                    faults = exception.Faults;
                    throw;
                }
            },
        });
        AssertTame((code, output.ToString(), $"{error}{string.Join('\n', faults)}"), what);
    }

    private static void AssertTame((int Code, string Output, string Error) run, string what)
    {
        var shown = what.Length > 200 ? what[..200] : what;
        var all = run.Output + run.Error;
        Assert.That(run.Code, Is.AnyOf(ExitCode.Success, ExitCode.ControlFailed, ExitCode.BadInput), $"{shown}\n{run.Error}");
        Assert.That(all, Does.Not.Contain(HostileValues.Secret), shown);
        Assert.That(all.Where(it => it != '\n' && (char.IsControl(it) || "\u200b\u202e\u2028\u2029\ufeff".Contains(it, StringComparison.Ordinal))), Is.Empty, shown);
    }
}
