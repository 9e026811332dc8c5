namespace FlowerInfra.Tests.Packages;

/// <summary>
/// What <c>pulumi new</c> makes of a template's folder: every file but Git's, with two placeholders replaced.
/// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/templates.go
/// </summary>
internal static class PulumiNew
{
    /// <summary>Copies the template.</summary>
    public static void Create(string template, string folder, string name, string description)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(template))
            File.WriteAllText(Path.Combine(folder, Replace(Path.GetFileName(file), "")), Replace(File.ReadAllText(file), description));
        foreach (var inner in Directory.EnumerateDirectories(template).Where(it => Path.GetFileName(it) != ".git"))
            Create(inner, Path.Combine(folder, Path.GetFileName(inner)), name, description);

        string Replace(string text, string replacement) => text
            .Replace("${PROJECT}", name, StringComparison.Ordinal).Replace("${DESCRIPTION}", replacement, StringComparison.Ordinal);
    }
}
