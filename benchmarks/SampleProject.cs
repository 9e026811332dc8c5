using System.Globalization;
using System.Text;

namespace FlowerInfra.Benchmarks;

/// <summary>A copy of the project in a temporary folder, with stacks of as many dashboards as one likes.</summary>
public sealed class SampleProject
{
    private const string Dashboards = "  flower-infra:dashboards:\n";

    public SampleProject()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Pulumi.yaml")))
            root = root.Parent ?? throw new InvalidOperationException("Pulumi.yaml is in no folder above the program.");
        Folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "stacks"));
        foreach (var file in root.EnumerateFiles("Pulumi.yaml").Concat(root.EnumerateFiles("stacks/*.yaml")))
            file.CopyTo(Path.Combine(Folder, Path.GetRelativePath(root.FullName, file.FullName)));
    }

    public string Folder { get; }

    /// <summary>Adds the stack <c>dashboards-N</c>: the development stack with that many of its dashboard.</summary>
    public void AddStack(int dashboards)
    {
        var development = File.ReadAllText(Path.Combine(Folder, "stacks", "Pulumi.dev.yaml"));
        var text = new StringBuilder(development[..development.IndexOf(Dashboards, StringComparison.Ordinal)]).Append(Dashboards);
        for (var number = 1; number <= dashboards; number++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                    flower-{number}:
                      host: flower-{number}.dev.example.internal
                      auth:
                        basic:
                          users: [oncall, ops]

                """);
        }

        File.WriteAllText(Path.Combine(Folder, "stacks", $"Pulumi.dashboards-{dashboards}.yaml"), text.ToString());
    }

    /// <summary>Runs a command in the project, without showing its result.</summary>
    public async Task RunAsync(params string[] args)
    {
        using var error = new StringWriter();
        var context = new CommandContext { Output = TextWriter.Null, Error = error, Folders = [Folder], Run = StackPreview.RunAsync<FlowerStack> };
        // A control that fails costs what one that passes does.
        if (await CommandLineProgram.RunAsync(args, context) is not (ExitCode.Success or ExitCode.ControlFailed))
            throw new InvalidOperationException(error.ToString());
    }

    public void Delete() => Directory.Delete(Folder, recursive: true);
}
