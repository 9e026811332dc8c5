using System.Text.Json;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>The tasks that the generated files give to the real Celery.</summary>
[TestFixture]
[Parallelizable]
internal sealed class TaskStubTests
{
    // As Flower asks for its modules when it starts.
    private const string Tasks = """
        import json, celery
        app = celery.current_app
        app.loader.import_default_modules()
        print(json.dumps(sorted(name for name in app.tasks if not name.startswith("celery."))))
        """;

    private CeleryProgram _program = null!;

    [SetUp]
    public void CreateProgram()
    {
        _program = new CeleryProgram();
        _program.Write("ca.pem", "");
    }

    [TearDown]
    public void RemoveProgram() => _program.Dispose();

    [TestCase("")]
    [TestCase("import celery; celery.current_app.tasks\n")]
    public void Flower_knows_the_tasks_that_are_named_and_no_other(string earlier)
    {
        string[] names = ["orders.send", "mail: 100 % \"done\" \\ {x}", "a"];

        Assert.That(Known(names, earlier), Is.EqualTo(names.Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Without_names_it_knows_Celerys_own_only() => Assert.That(Known([], ""), Is.Empty);

    [Test]
    public void The_order_of_the_names_changes_no_byte() =>
        Assert.That(TaskStubs.Render(["b", "a"]), Is.EqualTo(TaskStubs.Render(["a", "b"])).And.Matches("^[\\n\\x20-\\x7e]*[^\\n]\\n\\z"));

    private string[]? Known(IReadOnlyList<string> names, string earlier)
    {
        _program.Configure("amqps://mq.example.internal", Path.Combine(_program.Directory, "ca.pem"), names);
        return _program.Run(earlier + Tasks).Deserialize<string[]>();
    }
}
