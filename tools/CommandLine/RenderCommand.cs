using System.CommandLine;
using System.Globalization;
using System.Text;

namespace FlowerInfra;

/// <summary><c>render</c>: a stack's Kubernetes manifests and the files of its pods.</summary>
internal static class RenderCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommandOptions.Stack(required: true);
        var folder = new Option<string>("--out", "-o")
        {
            Description = "The folder to write: a new one, an empty one, or one that render wrote",
            Required = true,
            HelpName = "folder",
        };
        var command = new Command("render", "Writes a stack's Kubernetes manifests as YAML, and the files in its ConfigMaps") { stack, folder };
        command.SetAction((result, _) => RunAsync(context, result.GetValue(stack)!, result.GetValue(folder)!));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string stack, string path)
    {
        await context.WriteBannerAsync(isResult: true).ConfigureAwait(false);
        var folder = RenderedFolder.Open(path);
        var plan = (await EvaluatedPreview.RunAsync(context, context.Settings(stack)).ConfigureAwait(false)).Plan;
        var rendered = RenderedStack.Of(plan);
        var isWhole = folder.Write(rendered.Files);
        var failures = plan.Controls.Count(result => result.Status == ControlStatus.Fail);
        await context.Output.WriteAsync(Summary(rendered, path, isWhole, failures)).ConfigureAwait(false);
        return failures > 0 ? ExitCode.ControlFailed : ExitCode.Success;
    }

    private static string Summary(RenderedStack rendered, string path, bool isWhole, int failures)
    {
        var text = new StringBuilder();
        Line($"{Count(rendered.Objects, "object")} and {Count(rendered.Files.Keys.Count(it => it.StartsWith("files/", StringComparison.Ordinal)), "mounted file")} written to {path}");
        if (!isWhole)
            Line("The folder can't be replaced as a whole, like a mount point: its files were replaced one by one");
        foreach (var site in rendered.Files.Keys.Where(it => it.StartsWith("django/", StringComparison.Ordinal)).Select(it => it.Split('/')).Select(it => (Host: it[1], App: it[2])).Distinct())
            Line($"The Django app {site.App} for {site.Host} written to {Path.Combine(path, "django", site.Host)}: docs/django.md says how to add it");
        foreach (var omitted in rendered.Omitted)
            Line($"Left out: {omitted.Name} ({omitted.Type}), because {omitted.Reason}");
        if (rendered.Placeholders.Count > 0)
        {
            Line($"To fill in before applying, as {Path.Combine(path, RenderedStack.PlaceholderFile)} lists:");
            foreach (var placeholder in rendered.Placeholders)
                Line($"  {placeholder.Meaning}");
        }

        if (failures > 0)
            Line($"{Count(failures, "check")} failed: preview names them");
        return text.ToString();

        void Line(string line) => text.Append(Printable.Of(line)).Append('\n');
    }

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
