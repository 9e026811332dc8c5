using System.Text.Json;
using FlowerInfra.Tests.Components.Flower;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

[TestFixture]
internal sealed class PythonReaderTests
{
    // What texts, comments and the like are made of, and what stands around them.
    private static readonly string[] Pieces =
        ["x", "#", "\"", "'", "\\", "\\\n", "\n", "\r", "\f", "\\x41", "\\101", "\\N{DOLLAR SIGN}", "\u00e9", "\u2028", "{", "}", ";", "a = 'c'", "\nb = \"c\"\n"];

    private static readonly string[] Starts = ["a = ", "b=", "a = b = ", "a \\\n = ", "if 1: a = ", "if 1:\n\tb = 0; a = ", "a = (\n", "f(a=", "a, b = ", "a += ", "# ", ""];
    private static readonly string[] Quotes = ["'", "\"", "\"\"\"", "'''"];
    private static readonly string[] Prefixes = ["", "", "", "r", "u", "b", "f", "Rb"];
    private static readonly string[] Ends = ["\n", "\r\n", "; ", ")\n", " # '\n", "\f\n"];

    // Each text: whether Python takes it, and what it sets to texts, wherever that is.
    private const string Harness = """
        import ast, json, pathlib
        results = []
        for source in json.loads(pathlib.Path(_sources).read_text()):
            try:
                tree = ast.parse(source)
            except (SyntaxError, ValueError):
                results.append("")
                continue
            found = [(target.id, node.value.value) for node in ast.walk(tree) if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
                     and isinstance(node.value.value, str) for target in node.targets if isinstance(target, ast.Name)]
            results.append(json.dumps(found))
        """;

    [TestCase("a = 'json'", "\"json\"")]
    [TestCase("a='js' # 'x'", "\"js\"")]
    [TestCase("a = \"\"\"j\ns\"\"\"", "\"j\ns\"")]
    [TestCase("a = r'\\d'", "\"\\\\d\"")]
    [TestCase("a = '\\x41\\u0042\\103\\n\\\n'", "\"ABC\n\"")]
    [TestCase("a = \"it's\"; b = 1", "\"it's\"")]
    [TestCase("a = [\n 'x', # y\n 1.5e-3 ]", "[ \"x\" , 1.5e-3 ]")]
    [TestCase("a = f(b)\\\n [1]", "f ( b ) [ 1 ]")]
    [TestCase("if x:\n\tif y: a = -1", "- 1")]
    [TestCase("b = a = c", "c")]
    [TestCase("def f(a=1): pass", null)]
    [TestCase("f(a=1)", null)]
    [TestCase("a == 1", null)]
    [TestCase("a, b = 1, 2", "?")]
    [TestCase("a.b = 1", "?")]
    [TestCase("a[0] = 1", "?")]
    [TestCase("a: int = 1", "?")]
    [TestCase("a += 1", "?")]
    [TestCase("a = f'x'", "f'x'")]
    [TestCase("a = b'x'", "b'x'")]
    [TestCase("a = '\\N{DOLLAR SIGN}'", "'\\N{DOLLAR SIGN}'")]
    public void An_assignment_has_its_value_in_one_form(string text, string? value) => Assert.That(
        PythonFile.Read(text).Assigned("a").Select(it => it.Value is { } words ? string.Join(' ', words) : "?"),
        value is null ? Is.Empty : Is.EqualTo(new[] { value }));

    [TestCase("if a:\n  b\n  c\nelse: d; e\nf", "if a { b ; c } | else { d ; e } | f")]
    [TestCase("def f(a):\n\tif a:\n\t\tb\n\tc", "def f ( a ) { if a { b } ; c }")]
    [TestCase("try: a\nfinally:\n  # nothing\n\n  b", "try { a } | finally { b }")]
    public void A_block_has_its_statements(string text, string code) =>
        Assert.That(string.Join(" | ", PythonFile.Read(text).Statements.Select(it => it.Code)), Is.EqualTo(code));

    [TestCase("a = 'x", "line 1: a quote is not closed")]
    [TestCase("b\na = '''x\n", "line 2: a quote is not closed")]
    [TestCase("a = (1\n", "line 2: a bracket is not closed")]
    [TestCase("a = (1]", "line 1: a bracket closes nothing")]
    [TestCase("a = ?", "line 1: a character is none of Python's")]
    [TestCase("\u00e9 = 1", "line 1: a character is none of Python's")]
    [TestCase("a\u00e9 = 1", "line 1: a character is none of Python's")]
    [TestCase("#\n# vim: fileencoding=utf-7", "line 2: the file declares an encoding")]
    [TestCase(" a = 1", "line 1 is indented without need")]
    [TestCase("if a:\nb", "line 1 has no block")]
    [TestCase("if a:\n    b\n  c", "line 3 is indented like no other")]
    [TestCase("if a", "line 1 has no colon")]
    public void What_is_no_Python_or_hides_what_it_does_is_refused(string text, string message) =>
        Assert.That(() => PythonFile.Read(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));

    [Test]
    public void A_file_of_blocks_only_is_refused_and_ends_nothing_else() => Assert.That(
        () => PythonFile.Read(string.Join('\n', Enumerable.Range(0, 5_000).Select(depth => $"{new string(' ', depth)}if a:"))),
        Throws.TypeOf<FormatException>());

    [Test]
    public void No_text_that_Python_assigns_is_missed_or_mistaken()
    {
        var statement =
            from start in Gen.Elements(Starts)
            from prefix in Gen.Elements(Prefixes)
            from quote in Gen.Elements(Quotes)
            from pieces in Gen.Elements(Pieces).ListOf()
            from end in Gen.Elements(Ends)
            select $"{start}{prefix}{quote}{string.Concat(pieces.Take(4))}{quote}{end}";
        var sources = statement.ListOf().Select(it => string.Concat(it.Take(4))).Sample(4000, 10).Distinct().ToArray();
        using var python = new PythonFiles();
        python.Write("sources.json", JsonSerializer.Serialize(sources));
        var results = python.Run($"_sources = {JsonSerializer.Serialize(Path.Combine(python.Directory, "sources.json"))}\n{Harness}").GetProperty("results");
        var read = 0;

        using (Assert.EnterMultipleScope())
        {
            foreach (var (source, result) in sources.Zip(results.EnumerateArray().Select(it => it.GetString()!)).Where(it => it.Second.Length > 2))
            {
                if (Read(source) is not { } file)
                    continue;
                read++;
                foreach (var name in new[] { "a", "b" })
                {
                    // What the reader can't tell, for example a character by its name, it has as an assignment without a text.
                    var assigned = file.Assigned(name);
                    var texts = JsonDocument.Parse(result).RootElement.EnumerateArray().Where(it => it[0].GetString() == name).Select(it => it[1].GetString()!).ToArray();
                    Assert.That(
                        assigned.Where(it => it.Value is [{ Kind: PythonTokenKind.Text }]).Select(it => it.Value![0].Value),
                        Is.SubsetOf(texts), JsonSerializer.Serialize(source));
                    Assert.That(assigned, Has.Count.AtLeast(texts.Length), JsonSerializer.Serialize(source));
                }
            }

            Assert.That(read, Is.GreaterThan(200));
        }
    }

    private static PythonFile? Read(string text)
    {
        try
        {
            return PythonFile.Read(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
