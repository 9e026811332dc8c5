using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>
/// What a team's stack compiles against. It is frozen: a signature that goes, or has another type, breaks such a stack.
/// </summary>
[TestFixture("components", typeof(FlowerDashboard))]
[TestFixture("tools", typeof(FlowerCommandLine))]
internal sealed class PublicSignatureTests(string room, Type member)
{
    private const string Rewrite = "REWRITE_PUBLIC_API";
    private const string UpdateCommand = $"{Rewrite}=yes dotnet test -c Offline --filter FullyQualifiedName~{nameof(PublicSignatureTests)}";

    private readonly string _file = Path.Combine(RepositoryStacks.Root, room, "PublicAPI.txt");
    private readonly Type[] _public = member.Assembly.GetExportedTypes();

    [Test]
    public void The_public_signatures_are_the_frozen_ones()
    {
        var lines = PublicSignatures.Of(_public).ToList();
        if (Environment.GetEnvironmentVariable(Rewrite) is not null)
            File.WriteAllLines(_file, lines);
        var frozen = Frozen();

        var gone = frozen.Except(lines).ToList();
        var added = lines.Except(frozen).ToList();

        Assert.That(gone.Count + added.Count, Is.Zero, () =>
            $"""
            The public signatures of {room}/ changed. What is gone breaks the stacks of those who use it.
            Gone:
            {Lines(gone)}
            New:
            {Lines(added)}
            Make internal what nobody has to compose. Write what users have to change into UPGRADE.md, then write the list anew:
            {UpdateCommand}
            """);
    }

    [Test]
    public void The_list_is_sorted_and_has_each_signature_once() =>
        Assert.That(Frozen(), Is.Ordered.Using<string>(StringComparer.Ordinal).And.Unique);

    [Test]
    public void Nobody_derives_from_a_public_type() =>
        Assert.That(_public.Where(it => !it.IsSealed).Select(it => it.FullName), Is.Empty);

    [Test]
    public void Every_kind_of_member_is_written_as_csharp_writes_it()
    {
        var name = typeof(SignatureSample).FullName;

        Assert.That(PublicSignatures.Of([typeof(SignatureSample)]), Is.EqualTo(
        [
            $"{name}",
            $"{name}.Begin.get -> int?",
            $"{name}.Begin.init -> void",
            $"{name}.Names.get -> System.Collections.Generic.IReadOnlyList<string?>",
            $"{name}.SignatureSample(string? text = null, bool flag = true) -> void",
            $"{name}.Url.get -> string",
            $"const {name}.Most = 3 -> int",
            $"const {name}.Word = \"word\" -> string",
            $"override {name}.ToString() -> string",
            $"readonly {name}.Texts -> string[]?",
            $"required {name}.Url.set -> void",
            $"static {name}.Of(System.Collections.Generic.List<int>? numbers) -> {name}?",
            $"static {name}.Of<T>(T value) -> T",
            $"static {name}.implicit operator {name}(string text) -> {name}",
        ]));
    }

    private string[] Frozen() => File.ReadAllLines(_file);

    private static string Lines(List<string> signatures) =>
        signatures.Count == 0 ? "  none" : string.Join('\n', signatures.Select(signature => $"  {signature}"));
}
