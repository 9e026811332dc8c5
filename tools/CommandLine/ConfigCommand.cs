using System.CommandLine;

namespace FlowerInfra;

/// <summary><c>config</c>: the keys that a stack's file may have.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandContext context)
    {
        var key = new Argument<string?>("key") { Description = "The key to explain, for example cluster.name", Arity = ArgumentArity.ZeroOrOne };
        var format = CommandOptions.Format("table", "markdown", "schema");
        var command = new Command("config", "Lists the keys of a stack's configuration, or explains one") { key, format };
        command.SetAction((result, _) => RunAsync(context, result.GetValue(key), result.GetValue(format)!));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string? key, string format)
    {
        var reference = new ConfigurationReference(
            context.Configuration ?? throw Refusal("config", null, "has nothing to show: this program doesn't say what its configuration is",
                "Start it with FlowerCommandLine.RunAsync<TStack, TConfiguration>."),
            PulumiProject.Find(context.Folders).Name);
        var text = new ReferenceText(reference);
        await context.Output.WriteAsync((key, format) switch
        {
            ({ } one, _) => Explain(reference, text, one),
            (_, "markdown") => text.ToMarkdown(),
            (_, "schema") => new SchemaWriter(reference).Write(),
            _ => text.ToTable(context.Form),
        }).ConfigureAwait(false);
        foreach (var file in reference.Missing)
            await context.Error.WriteLineAsync($"{file} isn't beside the program: what it says is left out.").ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static string Explain(ConfigurationReference reference, ReferenceText text, string asked)
    {
        var prefix = $"{reference.Project}:";
        var path = asked.StartsWith(prefix, StringComparison.Ordinal) ? asked[prefix.Length..] : asked;
        return reference.Root.Find(path) is { } key
            ? text.Explain(reference.Describe(key), path)
            : throw Refusal("config", asked, "is not a key of this configuration", Fix(reference, path));
    }

    private static string Fix(ConfigurationReference reference, string path)
    {
        if (reference.MovedTo(path) is { } to)
            return $"It is {to} now.";
        var paths = reference.Keys.Select(it => it.Key.Path).ToList();
        // Somebody who knows the last name alone, and somebody who has misspelt it.
        var ending = paths.FindAll(it => it.EndsWith($".{path}", StringComparison.OrdinalIgnoreCase));
        return ending.Count > 0 ? $"Write {string.Join(" or ", ending)}."
            : SimilarName.In(paths, path) is { } similar ? $"Write {similar}."
            : "Take one that the command \"config\" lists.";
    }

    private static ArgumentFaultsException Refusal(string key, string? value, string problem, string fix) =>
        new("The command line", [new ArgumentFault(key, value, problem, fix)]);
}
