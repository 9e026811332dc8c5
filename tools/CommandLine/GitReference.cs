using System.Formats.Tar;

namespace FlowerInfra;

/// <summary>
/// The plan of an older version: its files are taken out of Git into a temporary folder, and its own program is built and run
/// there. Nothing is written into the repository, whose work tree stays as it is.
/// </summary>
internal static class GitReference
{
    private const int LinesShown = 12;
    private const string NoRepository = "needs the project to be in a Git repository";

    /// <summary>The JSON plan of a stack at a reference, or null when the reference has no such stack.</summary>
    /// <param name="context">The process around it.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellation">Ends what was started.</param>
    /// <exception cref="ArgumentFaultsException">There is no Git, repository or reference, or its program gives no plan.</exception>
    public static async Task<string?> PlanAsync(CommandContext context, string reference, string stack, CancellationToken cancellation)
    {
        var project = PulumiProject.Find(context.Folders).Folder;
        var top = await GitAsync(project, reference, NoRepository, cancellation, "rev-parse", "--show-toplevel").ConfigureAwait(false);
        // Whatever a reference looks like, it is no option and no path.
        var commit = await GitAsync(
            project, reference, "is no reference of this repository", cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{reference}^{{commit}}")
            .ConfigureAwait(false);
        var inside = await GitAsync(project, reference, NoRepository, cancellation, "rev-parse", "--show-prefix").ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("flower-infra-base-");
        try
        {
            var tree = Path.Combine(folder.CreateSubdirectory("tree").FullName, inside);
            await ExtractAsync(top, commit, reference, folder.FullName, cancellation).ConfigureAwait(false);
            if (!File.Exists(Path.Combine(tree, "Pulumi.yaml")))
                throw Refusal(reference, $"has no {Path.Combine(inside, "Pulumi.yaml")}", "Take a reference that has the project, or give an older plan with --base.");
            var older = PulumiProject.Find(tree);
            return older.Stacks.Contains(stack, StringComparer.Ordinal)
                ? await RunAsync(older, context.Build, reference, stack, Path.Combine(folder.FullName, "plan.json"), cancellation).ConfigureAwait(false)
                : null;
        }
        catch (IOException exception)
        {
            throw Refusal(reference, $"can't be checked out of the repository: {exception.Message.TrimEnd('.')}", "Make room for it in the temporary folder.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> GitAsync(string folder, string reference, string problem, CancellationToken cancellation, params string[] args)
    {
        var run = await ChildProcess.RunAsync("git", folder, args, cancellation).ConfigureAwait(false)
            ?? throw Refusal(reference, "needs the program git, which isn't installed", "Install Git, or give an older plan with --base.");
        var fix = problem == NoRepository
            ? "Run the command in a clone, or give an older plan with --base."
            : "Name a branch, tag or commit that \"git rev-parse\" finds; a shallow clone has few.";
        return run.Code == 0 ? run.Output.TrimEnd('\n') : throw Refusal(reference, problem, fix);
    }

    private static async Task ExtractAsync(string top, string commit, string reference, string folder, CancellationToken cancellation)
    {
        var archive = Path.Combine(folder, "tree.tar");
        await GitAsync(top, reference, "can't be checked out of the repository", cancellation, "archive", "--format=tar", $"--output={archive}", commit).ConfigureAwait(false);
        await TarFile.ExtractToDirectoryAsync(archive, Path.Combine(folder, "tree"), overwriteFiles: false, cancellation).ConfigureAwait(false);
    }

    private static async Task<string> RunAsync(
        PulumiProject project, string build, string reference, string stack, string result, CancellationToken cancellation)
    {
        var run = await ChildProcess.RunAsync(
            "dotnet", project.Folder,
            ["run", "-c", build, "--project", project.Main, "--", "preview", "--stack", stack, "--format", "json", "--out", result],
            cancellation).ConfigureAwait(false)
            ?? throw Refusal(reference, "needs the program dotnet, which isn't installed", "Install the .NET SDK, or give an older plan with --base.");
        // A control that fails there is a finding, and the plan is written all the same.
        if (run.Code is ExitCode.Success or ExitCode.ControlFailed && File.Exists(result))
            return await File.ReadAllTextAsync(result, cancellation).ConfigureAwait(false);
        var lines = (run.Output + run.Error).Split('\n').Select(it => it.TrimEnd()).Where(it => it.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        // Builds name their temporary folder in every line.
        var shown = string.Join("; ", lines.TakeLast(LinesShown)).Replace(project.Folder, ".", StringComparison.Ordinal);
        throw Refusal(reference, $"produces no plan of stack {stack}: {ShownValue.InLine(shown)}", "Take a reference that builds, or give an older plan with --base.");
    }

    private static ArgumentFaultsException Refusal(string reference, string problem, string fix) =>
        new("The command line", [new ArgumentFault("--base-ref", reference, problem, fix)]);
}
