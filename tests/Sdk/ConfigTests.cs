using System.Text.Json;
using NUnit.Framework;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Sdk;

[NonParallelizable]
internal sealed class ConfigTests
{
    private const string Variable = "PULUMI_CONFIG";
    private const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    private string? _before;
    private string? _secretKeysBefore;

    [SetUp]
    public void Keep()
    {
        _before = Environment.GetEnvironmentVariable(Variable);
        _secretKeysBefore = Environment.GetEnvironmentVariable(SecretKeysVariable);
    }

    [TearDown]
    public void Restore()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        Environment.SetEnvironmentVariable(SecretKeysVariable, _secretKeysBefore);
        Environment.ExitCode = 0;
    }

    [Test]
    public async Task Values_have_the_types_that_are_asked_for()
    {
        var values = await ReadAsync(config => new
        {
            Text = config.Get("text"),
            Required = config.Require("text"),
            Flag = config.GetBoolean("flag"),
            RequiredFlag = config.RequireBoolean("flag"),
            Number = config.GetInt32("number"),
            RequiredNumber = config.RequireInt32("number"),
            List = config.GetObject<string[]>("list"),
            RequiredList = config.RequireObject<List<string>>("list"),
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((values.Text, values.Required), Is.EqualTo(("hello", "hello")));
            Assert.That((values.Flag, values.RequiredFlag), Is.EqualTo(((bool?)true, true)));
            Assert.That((values.Number, values.RequiredNumber), Is.EqualTo(((int?)5555, 5555)));
            Assert.That(values.List, Is.EqualTo(["a", "b"]));
            Assert.That(values.RequiredList, Is.EqualTo(["a", "b"]));
        }
    }

    [Test]
    public async Task What_is_not_configured_is_null()
    {
        var values = await ReadAsync(config => new object?[]
        {
            config.Get("absent"), config.GetBoolean("absent"), config.GetInt32("absent"), config.GetObject<string[]>("absent"),
            config.GetSecret("absent"), config.GetSecretBoolean("absent"), config.GetSecretInt32("absent"), config.GetSecretObject<string[]>("absent"),
        });

        Assert.That(values, Is.All.Null);
    }

    [Test]
    public async Task Secrets_are_secret_outputs()
    {
        var (text, flag, number, list) = await ReadAsync(config =>
            (config.RequireSecret("text"), config.RequireSecretBoolean("flag"), config.GetSecretInt32("number")!, config.GetSecretObject<string[]>("list")!));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(text), Is.EqualTo("hello"));
            Assert.That(await OutputUtilities.GetValueAsync(flag), Is.True);
            Assert.That(await OutputUtilities.GetValueAsync(number), Is.EqualTo(5555));
            Assert.That(await OutputUtilities.GetValueAsync(list), Is.EqualTo(["a", "b"]));
            Assert.That(await Output.IsSecretAsync(text), Is.True);
            Assert.That(await Output.IsSecretAsync(flag), Is.True);
            Assert.That(await Output.IsSecretAsync(number), Is.True);
            Assert.That(await Output.IsSecretAsync(list), Is.True);
        }
    }

    [Test]
    public async Task A_key_that_is_listed_as_secret_can_be_read_as_plain_text()
    {
        Environment.SetEnvironmentVariable(SecretKeysVariable, """["project:text"]""");

        Assert.That(await ReadAsync(config => config.Get("text")), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Objects_are_read_as_strictly_as_json_is_by_default()
    {
        var shape = await ReadAsync(config => config.RequireObject<Shape>("shape"));

        // Names are matched with their case, so that "host" is not Host.
        Assert.That(shape, Is.EqualTo(new Shape(null, 1)));
    }

    [Test]
    public async Task A_bag_has_the_name_of_the_project_or_its_own()
    {
        var values = await ReadAsync(_ => new[] { new Config().Get("text"), new Config("aws").Get("region"), new Config("aws:config").Get("region") });

        Assert.That(values, Is.EqualTo(["hello", "eu-west-1", "eu-west-1"]));
    }

    [Test]
    public async Task Configuration_is_read_at_each_run()
    {
        var first = await ReadAsync(config => config.Get("text"));
        Environment.SetEnvironmentVariable(Variable, """{"project:text": "second"}""");
        string? second = null;
        await new RecordingMocks().PreviewAsync(() => second = new Config().Get("text"));

        Assert.That((first, second), Is.EqualTo(("hello", "second")));
    }

    [TestCase("Require")]
    [TestCase("RequireBoolean")]
    [TestCase("RequireInt32")]
    [TestCase("RequireObject")]
    [TestCase("RequireSecret")]
    [TestCase("RequireSecretBoolean")]
    [TestCase("RequireSecretInt32")]
    [TestCase("RequireSecretObject")]
    public void What_is_required_and_missing_is_named_with_the_command_that_sets_it(string method)
    {
        Func<Config, object> read = method switch
        {
            "Require" => config => config.Require("absent"),
            "RequireBoolean" => config => config.RequireBoolean("absent"),
            "RequireInt32" => config => config.RequireInt32("absent"),
            "RequireObject" => config => config.RequireObject<string[]>("absent"),
            "RequireSecret" => config => config.RequireSecret("absent"),
            "RequireSecretBoolean" => config => config.RequireSecretBoolean("absent"),
            "RequireSecretInt32" => config => config.RequireSecretInt32("absent"),
            _ => config => config.RequireSecretObject<string[]>("absent"),
        };

        Assert.That(() => ReadAsync(read), Throws.InstanceOf<RunException>().With.Message.EqualTo(
            "Missing Required configuration variable 'project:absent'\n\tplease set a value using the command `pulumi config set project:absent <value>`"));
    }

    [Test]
    public void What_is_no_boolean_is_refused() => Assert.That(
        () => ReadAsync(config => config.GetBoolean("text")),
        Throws.InstanceOf<RunException>().With.Message.EqualTo("Configuration 'project:text' value 'hello' is not a valid Boolean"));

    [Test]
    public void What_is_no_number_is_refused() => Assert.That(
        () => ReadAsync(config => config.GetInt32("text")),
        Throws.InstanceOf<RunException>().With.Message.EqualTo("Configuration 'project:text' value 'hello' is not a valid Int32"));

    [Test]
    public void What_is_not_of_the_type_is_refused() => Assert.That(
        () => ReadAsync(config => config.GetObject<string[]>("text")),
        Throws.InstanceOf<RunException>().With.Message.EqualTo("Configuration 'project:text' value 'hello' is not a valid System.String[]"));

    private static async Task<T> ReadAsync<T>(Func<Config, T> read)
    {
        Environment.SetEnvironmentVariable(Variable, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["project:text"] = "hello",
            ["project:flag"] = "true",
            ["project:number"] = "5555",
            ["project:list"] = """["a", "b"]""",
            ["project:shape"] = """{"host": "a", "Port": 1, "Unknown": true}""",
            ["aws:region"] = "eu-west-1",
        }));
        var values = new List<T>();
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), new Action(() => values.Add(read(new Config()))));
        return values.Single();
    }

    private sealed record Shape(string? Host, int Port);
}
