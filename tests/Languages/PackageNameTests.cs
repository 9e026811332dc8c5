using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Languages;

/// <summary>Pulumi names an SDK after the schema's namespace and name; the examples and the docs import it.</summary>
[TestFixture]
internal sealed class PackageNameTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(RepositoryStacks.Root, "docs", "languages.md"));

    [TestCase("typescript", "index.ts", "import * as flowerInfra from \"@{0}/{1}\";")]
    [TestCase("python", "__main__.py", "import {0}_{1} as flower_infra")]
    public void The_examples_and_the_docs_import_the_package_by_its_name(string language, string file, string import)
    {
        var line = string.Format(import, [.. CommittedSchema.Names.Select(it => language == "python" ? it.Replace('-', '_') : it)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllLines(Path.Combine(ExampleProgram.Folder(language), file)), Does.Contain(line));
            Assert.That(Docs, Does.Contain($"`{line}` | [examples/{language}](../examples/{language})"));
        }
    }

    [TestCase("yaml")]
    [TestCase("typescript")]
    [TestCase("python")]
    public void An_example_takes_the_package_from_this_repository_and_says_how_from_another(string language)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                File.ReadAllText(Path.Combine(ExampleProgram.Folder(language), "Pulumi.yaml")), Does.Contain($"  {CommittedSchema.Names[1]}: ../../provider\n"));
            Assert.That(
                File.ReadAllText(Path.Combine(ExampleProgram.Folder(language), "README.md")),
                Does.Contain("pulumi package add <Git URL of FlowerInfra>/provider\n").And.Contain("pulumi preview --stack prod\n"));
        }
    }
}
