using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

internal sealed class GatewayPassesTests
{
    private PythonFiles _python = null!;

    [SetUp]
    public void CreateDirectory() => _python = new PythonFiles();

    [TearDown]
    public void RemoveDirectory() => _python.Dispose();

    [Test]
    public void Every_start_makes_up_4096_passes_of_128_bits_anew()
    {
        var first = Run();
        var second = Run();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Has.Length.EqualTo(4096).And.All.Matches("^\"[0-9a-f]{3}\" \"[0-9a-f]{32}\";$"));
            Assert.That(first.Select(line => line.Split('"')[1]), Is.Unique);
            Assert.That(first.Concat(second).Select(line => line.Split('"')[3]), Is.Unique);
            Assert.That(new FileInfo(MapFile).UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.GroupRead));
        }
    }

    [Test]
    public void A_directory_that_is_missing_stops_the_pod() => Assert.That(
        _python.Run(GatewayPasses.Render("/nonexistent/passes.map")).GetProperty("stopped").GetString(),
        Does.StartWith("/nonexistent/passes.map: the file can't be written").And.EndsWith("Refusing to start."));

    [Test]
    public void The_script_is_deterministic_ASCII_with_one_line_break_at_its_end_and_reads_nothing() => Assert.That(
        GatewayPasses.Render(),
        Is.EqualTo(GatewayPasses.Render()).And.Matches("^[\\n\\x20-\\x7e]*[^\\n]\\n\\z").And.Contains("/run/gateway/passes.map")
            .And.Not.Contains("/etc/flower").And.Not.Contains("environ"));

    private string MapFile => Path.Combine(_python.Directory, "passes.map");

    private string[] Run()
    {
        _python.Run(GatewayPasses.Render(MapFile));
        return File.ReadAllLines(MapFile);
    }
}
