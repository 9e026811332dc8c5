using System.Reflection;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>The sizes by their names.</summary>
[TestFixture]
internal sealed class DashboardSizeTests
{
    [TestCase(null, 10_000)]
    [TestCase(DashboardSize.Small, 10_000)]
    [TestCase(DashboardSize.Medium, 50_000)]
    [TestCase(DashboardSize.Large, 100_000)]
    public async Task A_size_says_how_many_tasks_Flower_remembers(string? size, int tasks)
    {
        var args = ComponentExamples.WithAdmin();
        args.Size = size;

        var program = await ComponentExamples.RunAsync(args);

        Assert.That(
            new[] { "flower-config", "flower-admin-config" }.Select(it => program[it].At("data")!["flowerconfig.py"]!.GetValue<string>()),
            Is.All.Contains($"\nmax_tasks = {tasks}\n"));
    }

    [TestCase("huge")]
    [TestCase("Small")]
    [TestCase("")]
    public void Another_size_is_refused_and_all_that_there_are_are_named(string size)
    {
        var names = typeof(DashboardSize).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var args = ComponentExamples.Dashboard();
        args.Size = size;

        Assert.That(FlowerDashboard.Check("flower", args).Select(fault => $"{fault}"), Is.EqualTo(new[]
        {
            $"size: \"{size}\" is not a size. Write one of {string.Join(", ", names)}.",
        }));
    }
}
