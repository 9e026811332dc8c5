using FlowerInfra.Tests.Stacks;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>A program as its own project builds it, in the configuration of the tests.</summary>
internal static class BuiltProgram
{
    /// <summary>A file beside the program.</summary>
    /// <param name="project">The project's folder in the repository.</param>
    /// <param name="file">The file.</param>
    public static string File(string project, string file)
    {
        var output = Path.GetRelativePath(Path.Combine(RepositoryStacks.Root, "tests"), AppContext.BaseDirectory);
        return Path.Combine(RepositoryStacks.Root, project, output, file);
    }
}
