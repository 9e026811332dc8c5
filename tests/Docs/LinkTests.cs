using System.Text.RegularExpressions;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Docs;

/// <summary>Links between the pages of the repository, and to its files.</summary>
[TestFixture]
internal sealed partial class LinkTests
{
    private static readonly string[] Pages =
    [
        .. new[] { "", "benchmarks", "docs", "offline" }
            .SelectMany(it => Directory.GetFiles(Path.Combine(RepositoryStacks.Root, it), "*.md"))
            .Concat(Directory.GetFiles(Path.Combine(RepositoryStacks.Root, "examples"), "README.md", SearchOption.AllDirectories))
            .Select(it => Path.GetRelativePath(RepositoryStacks.Root, it)).Order(StringComparer.Ordinal),
    ];

    [TestCaseSource(nameof(Pages))]
    public void Lead_to_a_file_and_a_heading_that_exist(string page)
    {
        var file = Path.Combine(RepositoryStacks.Root, page);

        Assert.That(Link().Matches(Prose(file)).Select(it => it.Groups[1].Value).Where(it => !Exists(file, it)), Is.Empty);
    }

    [Test]
    public void The_entrance_leads_to_every_page()
    {
        var entrance = File.ReadAllText(Path.Combine(RepositoryStacks.Root, "docs", "README.md"));

        Assert.That(
            Directory.GetFiles(Path.Combine(RepositoryStacks.Root, "docs"), "*.md").Select(it => Path.GetFileName(it))
                .Where(it => it != "README.md" && !entrance.Contains($"]({it})", StringComparison.Ordinal)),
            Is.Empty);
    }

    private static bool Exists(string page, string link)
    {
        var parts = link.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return Path.Exists(file) && (parts.Length == 1 || Heading().Matches(Prose(file)).Any(it => Anchor(it.Groups[1].Value) == parts[1]));
    }

    private static string Prose(string file) => CodeBlock().Replace(File.ReadAllText(file), "");

    // As GitHub makes anchors of headings: lower case, punctuation dropped, spaces as hyphens.
    private static string Anchor(string heading) =>
        Punctuation().Replace(LinkInHeading().Replace(heading, "$1").ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?!https?:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkInHeading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
