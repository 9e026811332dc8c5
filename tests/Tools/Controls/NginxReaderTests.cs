using FlowerInfra.Tests.Gateway;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

[TestFixture]
internal sealed class NginxReaderTests
{
    private static readonly string[] Pieces =
        ["a", "#", "\"", "'", "\\", "\\\\", ";", "{", "}", "(", ")", "${request_method}", " ", "\n", "\t", "t", "n", "r"];

    [TestCase("a;", "a")]
    [TestCase("a b\n\tc;", "a|b|c")]
    [TestCase("a 'b c' \"d;{\";", "a|b c|d;{")]
    [TestCase("'a' \"\";", "a|")]
    [TestCase("a # b;\nc;", "a|c")]
    [TestCase("a b#c;", "a|b#c")]
    [TestCase("a b\"c;", "a|b\"c")]
    [TestCase("a b}c;", "a|b}c")]
    [TestCase("a ${b}c${d};", "a|${b}c${d}")]
    [TestCase("a 'it\\'s' b\\;c \\$;", "a|it's|b\\;c|\\$")]
    [TestCase("a \"\\d\\\\z\\n\";", "a|\\d\\z\n")]
    [TestCase("a 'b'c;", null)]
    [TestCase("a 'b')c;", "a|b|)c")]
    [TestCase("a 'b;", null)]
    [TestCase("a", null)]
    [TestCase(";", null)]
    [TestCase("a { b;", null)]
    [TestCase("a; }", null)]
    [TestCase("a { b }", null)]
    [TestCase("{ a; }", null)]
    [TestCase("a \\", null)]
    public void Words_are_those_that_nginx_reads(string text, string? words)
    {
        if (words is null)
            Assert.That(() => NginxReader.Read(text), Throws.TypeOf<FormatException>());
        else
            Assert.That(string.Join('|', NginxReader.Read(text).SelectMany(it => it.Arguments.Prepend(it.Name))), Is.EqualTo(words));
    }

    [Test]
    public void A_block_has_its_directives_and_each_its_line()
    {
        var http = NginxReader.Read("# one\nhttp {\n  a 'b\nc'; server{listen 1;}\n  d;\n}\n").Single();

        Assert.That(
            http.All.Select(it => $"{it.Name} {string.Join(' ', it.Arguments)} {it.Line}"),
            Is.EqualTo(new[] { "http  2", "a b\nc 3", "server  4", "listen 1 4", "d  5" }));
    }

    [Test]
    public void A_file_of_braces_only_is_refused_and_ends_nothing_else() =>
        Assert.That(() => NginxReader.Read(string.Concat(Enumerable.Repeat("a { ", 100_000))), Throws.TypeOf<FormatException>());

    [Test]
    public void Words_have_the_characters_that_nginx_gives_them()
    {
        var words = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).Sample(4000, 12).Where(IsWord).Distinct().Take(300).ToArray();
        using var gateway = LiveGateway.StartEdited(LiveGateway.SettingsFor(), text => text.Replace(
            "if ($foreign_host)",
            string.Concat(words.Select((word, index) => $"if ($uri = /{index}) {{ return 200 {word}; }}\n")) + "if ($foreign_host)",
            StringComparison.Ordinal));

        Assert.That(
            words.Select((_, index) => Body(gateway.Get($"/{index}"))),
            Is.EqualTo(words.Select(word => Read(word)[0].Replace("${request_method}", "GET", StringComparison.Ordinal))));
    }

    private static string Body(RawResponse answer) => answer.Rest[..int.Parse(answer.Header("Content-Length")!)];

    // One that nginx may take for an answer's text.
    private static bool IsWord(string text)
    {
        try
        {
            return Read(text) is [{ Length: > 0 }];
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IReadOnlyList<string> Read(string word) =>
        // What ends the block itself and turns the rest into a comment is more than a word.
        NginxReader.Read($"if {{ return {word}; last; }}\n") is [{ Block: [var first, { Name: "last" }] }] ? first.Arguments : [];
}
