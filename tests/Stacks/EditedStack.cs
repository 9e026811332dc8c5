using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The project in a temporary folder, with one stack whose file is an edited copy of a real one.</summary>
internal sealed class EditedStack : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;

    /// <summary>Copies the project with a stack's file in a new text.</summary>
    public EditedStack(string stack, string text)
    {
        Stack = stack;
        Directory.CreateDirectory(Path.Combine(_folder, "stacks"));
        File.Copy(Path.Combine(RepositoryStacks.Root, "Pulumi.yaml"), Path.Combine(_folder, "Pulumi.yaml"));
        File.WriteAllText(Path.Combine(_folder, "stacks", $"Pulumi.{stack}.yaml"), text);
    }

    public string Stack { get; }

    /// <summary>The project's folder.</summary>
    public string Folder => _folder;

    /// <summary>Copies a stack's file with one passage of it replaced.</summary>
    public static EditedStack Replacing(string stack, string old, string @new) => new(stack, Replace(RepositoryStacks.File(stack), old, @new));

    /// <summary>The text with a passage that occurs in it replaced wherever it does.</summary>
    public static string Replace(string text, string old, string @new)
    {
        Assert.That(text, Does.Contain(old), "The edit no longer fits the stack's file");
        return text.Replace(old, @new, StringComparison.Ordinal);
    }

    /// <summary>The stack's configuration.</summary>
    public StackSettings Read() => PulumiProject.Find(_folder).Read(Stack);

    /// <summary>Runs a command on the stack, as a user would.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLineProgram.RunAsync(args, new CommandContext
        {
            Run = StackPreview.RunAsync<FlowerStack>,
            Output = output,
            Error = error,
            Folders = [_folder],
            Time = new DayOfTheTests(),
        });
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
