using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Packages;

/// <summary>A package of the offline build could not deploy.</summary>
[TestFixture]
[Parallelizable]
internal sealed class OfflinePackageTests
{
    [TestCase("")]
    [TestCase("components")]
    [TestCase("tools")]
    [TestCase("templates")]
    public async Task The_offline_build_is_not_packed(string project)
    {
        var output = Directory.CreateTempSubdirectory("flower-infra-");
        try
        {
            var run = await DotnetCommand.TryAsync(
                "dotnet", Path.Combine(RepositoryStacks.Root, project), [], "pack", "-c", "Offline", "--no-restore", "-o", output.FullName, "--nologo", "-v", "q");

            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.Code, Is.EqualTo(1));
                var errors = run.Output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).ToList();
                Assert.That(errors, Has.Count.EqualTo(1));
                Assert.That(errors, Has.All.Contains(": error FLW0001: The Offline build cannot be packed").And.All.Contains("dotnet pack -c Release"));
                Assert.That(output.GetFileSystemInfos(), Is.Empty);
            }
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
