using System.Xml.Linq;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>
/// A stack that compiles against the last version compiles against the next one, unless its number and a note say what to change.
/// <c>dotnet pack</c> compares with the package itself, and takes a feed that has it; this compares the committed lists in each build.
/// </summary>
[TestFixture]
internal sealed class ReleasedSignatureTests
{
    private const string Type = "FlowerInfra.SampleArgs";

    private static readonly Version Last = new(1, 2, 0);

    private static readonly string[] Released =
    [
        "FlowerInfra.SampleArgs",
        "FlowerInfra.SampleArgs.Host.get -> string",
        "FlowerInfra.SampleArgs.Host.set -> void",
        "const FlowerInfra.SampleArgs.Most = 3 -> int",
        "static FlowerInfra.SampleArgs.Check(FlowerInfra.SampleArgs args) -> void",
    ];

    [TestCase("components")]
    [TestCase("tools")]
    public void What_breaks_users_of_the_last_version_is_said(string room)
    {
        var properties = XDocument.Load(Path.Combine(RepositoryStacks.Root, "Directory.Build.props"));
        var last = properties.Descendants("ReleasedVersion").Single().Value;
        var released = Path.Combine(RepositoryStacks.Root, room, "PublicAPI.Released.txt");

        Assert.That(File.Exists(released), Is.EqualTo(last.Length > 0), "ReleasedVersion and the list of its signatures come together: docs/packages.md");
        if (last.Length == 0)
            return;
        var breaks = SignatureBreaks.Between(File.ReadAllLines(released), File.ReadAllLines(Path.Combine(RepositoryStacks.Root, room, "PublicAPI.txt")));
        var next = Version.Parse(properties.Descendants("Version").Single().Value.Split('-')[0]);
        Assert.That(SignatureBreaks.Faults(breaks, Version.Parse(last.Split('-')[0]), next, File.ReadAllText(Path.Combine(RepositoryStacks.Root, "UPGRADE.md"))), Is.Empty);
    }

    [TestCase("FlowerInfra.SampleArgs.Host.set -> void")]
    [TestCase("const FlowerInfra.SampleArgs.Most = 3 -> int")]
    [TestCase("static FlowerInfra.SampleArgs.Check(FlowerInfra.SampleArgs args) -> void")]
    public void A_signature_that_goes_or_changes_breaks(string gone) =>
        Assert.That(SignatureBreaks.Between(Released, [.. Released.Except([gone])]), Is.EqualTo(new[] { (Type, gone) }));

    [Test]
    public void A_type_that_goes_breaks_with_all_that_it_had() =>
        Assert.That(SignatureBreaks.Between(Released, []).Select(it => it.Signature), Is.EquivalentTo(Released));

    [Test]
    public void A_member_that_a_type_newly_requires_breaks()
    {
        const string required = "required FlowerInfra.SampleArgs.Port.set -> void";

        Assert.That(SignatureBreaks.Between(Released, [.. Released, required]), Is.EqualTo(new[] { (Type, required) }));
    }

    [Test]
    public void What_is_new_breaks_nothing() => Assert.That(SignatureBreaks.Between(Released,
    [
        .. Released, "FlowerInfra.SampleArgs.Port.set -> void", "FlowerInfra.SampleArgsOfOthers", "required FlowerInfra.SampleArgsOfOthers.Port.set -> void",
    ]), Is.Empty);

    [TestCase("1.2.1", "SampleArgs.Host", "1.2.1 doesn't say so")]
    [TestCase("1.3.0", "SampleArgs.Host", "1.3.0 doesn't say so")]
    [TestCase("2.0.0", "Nothing", "has no note about FlowerInfra.SampleArgs")]
    [TestCase("2.0.0", "SampleArgs.Host", null)]
    public void A_break_takes_a_major_version_and_a_note(string next, string note, string? fault) =>
        AssertFault(SignatureBreaks.Faults([(Type, Released[1])], Last, Version.Parse(next), Notes(next, note)), fault);

    [TestCase("0.1.1", "0.1.1 doesn't say so")]
    [TestCase("0.2.0", null)]
    [TestCase("1.0.0", null)]
    public void Before_the_first_major_version_the_second_number_says_so(string next, string? fault) =>
        AssertFault(SignatureBreaks.Faults([(Type, Released[1])], new Version(0, 1, 0), Version.Parse(next), Notes(next, "SampleArgs")), fault);

    [Test]
    public void A_note_of_another_version_says_nothing() =>
        Assert.That(SignatureBreaks.Faults([(Type, Released[1])], Last, new Version(2, 0, 0), Notes("1.2.0", "SampleArgs")), Has.Exactly(1).Items);

    private static string Notes(string version, string note) => $"# Upgrading\n\n## Notes\n\n### {version}\n\n`{note}` is gone.\n\n### 0.0.1\n\nFirst.\n";

    private static void AssertFault(IEnumerable<string> faults, string? fault)
    {
        if (fault is null)
            Assert.That(faults, Is.Empty);
        else
            Assert.That(faults, Has.Exactly(1).Items.And.All.Contains(fault));
    }
}
