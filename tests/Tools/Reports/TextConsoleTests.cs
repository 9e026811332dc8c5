using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

[TestFixture]
internal sealed class TextConsoleTests
{
    private const string Escape = "\u001b";

    [Test]
    public void In_a_file_or_a_pipe_no_line_is_broken_and_nothing_is_coloured()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 500));

        Assert.That(TextConsole.Render(default, console => console.Line("  ", "lead  ", "red", words)), Is.EqualTo($"  lead  {words}\n"));
    }

    [Test]
    public void A_terminals_lines_are_broken_between_words_below_the_beginning_of_the_text() => Assert.That(
        TextConsole.Render(new TextForm(20, HasColours: false), console => console.Line("  ", "lead  ", "red", "one two three four five")),
        Is.EqualTo("  lead  one two\n        three four\n        five\n"));

    [Test]
    public void A_word_that_is_longer_than_the_line_stays_whole() => Assert.That(
        TextConsole.Render(new TextForm(10, HasColours: false), console => console.Line("", "flower-credentials-cookie-secret")),
        Is.EqualTo("flower-credentials-cookie-secret\n"));

    [Test]
    public void No_word_is_ever_cut_or_lost() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<PositiveInt>>(), ArbMap.Default.ArbFor<PositiveInt>(), (lengths, columns) =>
        {
            var words = lengths.Get.Select(it => new string('x', it.Get)).ToList();

            var text = TextConsole.Render(new TextForm(columns.Get, HasColours: false), console => console.Line("  ", "id  ", "", string.Join(' ', words), "    "));

            return text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Skip(1).SequenceEqual(words)
                && text.TrimEnd('\n').Split('\n').All(line => line.Length <= columns.Get || line.TrimStart().Split(' ').Length <= 2 || line.StartsWith("  id", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_terminal_with_colours_gets_them() => Assert.That(
        TextConsole.Render(new TextForm(80, HasColours: true), console => console.Title("Failures")), Does.StartWith($"{Escape}[1mFailures"));

    [TestCase("xterm", null, true)]
    [TestCase("xterm", "", true)]
    [TestCase("dumb", null, false)]
    [TestCase("xterm", "1", false)]
    public void A_terminal_is_asked_what_it_takes(string term, string? noColour, bool expected) => Assert.That(
        TextForm.OfTerminal(0, name => name == "TERM" ? term : name == "NO_COLOR" ? noColour : null),
        Is.EqualTo(new TextForm(80, expected)));

    [TestCase("\u001b[31mred", "\\u001b[31mred")]
    [TestCase("first\nFailures", "first\\u000aFailures")]
    [TestCase("\u202etxt.exe", "\\u202etxt.exe")]
    [TestCase("zero\u200bwidth", "zero\\u200bwidth")]
    [TestCase("naïve 😀 ok", "naïve 😀 ok")]
    public void What_moves_the_cursor_or_forges_a_line_is_shown_as_what_it_is(string text, string shown) =>
        Assert.That(TextConsole.Render(default, console => console.Line("", text)), Is.EqualTo($"{shown}\n"));

    // An attribute can't hold it.
    [Test]
    public void Half_a_character_is_shown_as_what_it_is() =>
        Assert.That(TextConsole.Render(default, console => console.Line("", "a\ud800")), Is.EqualTo("a\\ud800\n"));
}
