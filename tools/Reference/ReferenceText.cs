using System.Text;

namespace FlowerInfra;

/// <summary>The keys of a configuration as a table, as Markdown, and one by itself.</summary>
/// <param name="reference">What is to say about the configuration.</param>
internal sealed class ReferenceText(ConfigurationReference reference)
{
    private const string None = "none";

    /// <summary>All keys, a line each.</summary>
    /// <param name="form">Where it goes.</param>
    public string ToTable(TextForm form) => TextConsole.Render(form, console =>
    {
        foreach (var key in reference.Keys)
        {
            var byDefault = key.Default is { } given ? $"default: {Plain(given)}" : "required";
            var place = key.SameAs is { } same ? $"; its keys are those of {same.Path}" : "";
            console.Line("", $"{key.Key.Path}  ", "bold", $"{key.Takes}, {byDefault}{place}", "    ");
        }

        console.Line();
        console.Line("", "\"config KEY\" explains one.");
    });

    /// <summary>One key.</summary>
    /// <param name="key">Its description.</param>
    /// <param name="path">The key as it was asked for, with names in place of NAME.</param>
    public string Explain(KeyDescription key, string path)
    {
        var text = new StringBuilder();
        Line($"{key.Key.Path}: {key.Takes}{(key.Default is null ? ", required" : "")}");
        Line("");
        Line($"  {Plain(key.Meaning)}");
        if (key.Default is { } byDefault)
            Line($"  Default: {Plain(byDefault)}");
        if (key.Weakens is { } weakens)
            Line($"  Weakens: {Plain(weakens)}");
        if (key.Key.Kind == ValueKind.Text && key.Key.Member!.IsSecret)
            Line($"  Set it with: pulumi config set --secret --path '{reference.Project}:{path}'");
        if (key.Example is { } example)
            Line($"\n  Example:\n\n{InFile(key.Key.Path, example)}");
        var below = reference.Children(key.SameAs ?? key.Key).ToList();
        if (below.Count > 0)
            Line($"\n  Keys below it: {string.Join(", ", below.Select(it => it.Key.Member!.Name + (it.Default is null ? " (required)" : "")))}");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>All keys as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("# Configuration\n\n")
            .Append("Look up a key of a stack's file here. `config KEY` explains one key on the command line. `config --format markdown` generates this file.\n")
            .Append("The first line of each stack's file gives editors the schema that `config --format schema` writes.\n\n")
            .Append($"- A key stands below `config:` after the project's name, as `{reference.Project}:KEY`. Keys with a dot stand inside objects.\n")
            .Append($"- `{ConfigurationKey.AnyName}` is a name of your choice, and `[]` an entry of a list.\n")
            .Append("- You may leave out a key that isn't marked as required. A default that is a key stands for that key's whole value.\n")
            .Append("- A key that isn't here is refused.\n")
            .Append("- Set an encrypted text with `pulumi config set --secret --path`. Everything else is no secret and stands in the open.\n");
        Section(text, "The keys at the top", reference.Root, reference.Summary(reference.Root.Inner!));
        foreach (var key in reference.Keys.Where(it => it.Key.Inner is not null && it.SameAs is null))
            Section(text, $"`{Title(key.Key)}`", key.Key, reference.Summary(key.Key.Inner!));
        return text.ToString();
    }

    private void Section(StringBuilder text, string title, ConfigurationKey key, string summary)
    {
        text.Append($"\n## {title}\n\n{summary}\n\n");
        Row(text, "Key", "Takes", "Default", "Meaning", "Weakens", "Example");
        Row(text, "---", "---", "---", "---", "---", "---");
        foreach (var child in reference.Children(key))
        {
            var name = child.Key.Member!.Name;
            Row(
                text, $"`{name}`", child.Takes, child.Default ?? "**required**", Linked(child), child.Weakens ?? "",
                child.Example is { } example ? $"`{name}: {example}`" : "");
        }
    }

    private static string Linked(KeyDescription key)
    {
        if (key.Key.Inner is null)
            return key.Meaning;
        var title = Title(key.SameAs ?? key.Key);
        var anchor = string.Concat(title.ToLowerInvariant().Where(it => char.IsLetterOrDigit(it) || it == '-'));
        return $"{key.Meaning} Its keys: [{title}](#{anchor}).";
    }

    private static string Title(ConfigurationKey key) => key.Kind switch
    {
        ValueKind.ObjectMap => $"{key.Path}.{ConfigurationKey.AnyName}",
        ValueKind.Objects => $"{key.Path}[]",
        _ => key.Path,
    };

    // The lines as they stand in a stack's file.
    private string InFile(string path, string example)
    {
        var names = path.Split('.');
        var text = new StringBuilder();
        var indent = "    ";
        foreach (var (index, name) in names.Index())
        {
            var isEntry = name.EndsWith("[]", StringComparison.Ordinal);
            var key = $"{(index == 0 ? $"{reference.Project}:" : "")}{(name == ConfigurationKey.AnyName ? "flower" : name.Replace("[]", "", StringComparison.Ordinal))}";
            text.Append($"{indent}{key}:{(index == names.Length - 1 ? $" {example}" : "\n")}");
            indent = isEntry ? $"{indent}  - " : $"{indent.Replace('-', ' ')}  ";
        }

        return text.ToString();
    }

    private static string Plain(string text) => text.Length == 0 ? None : text.Replace("`", "", StringComparison.Ordinal);

    private static void Row(StringBuilder text, params IEnumerable<string> cells) =>
        text.Append('|').AppendJoin('|', cells.Select(cell => $" {cell.Replace("|", "\\|", StringComparison.Ordinal)} ")).Append("|\n");
}
