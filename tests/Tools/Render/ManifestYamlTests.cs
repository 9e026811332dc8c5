using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Render;

[TestFixture]
internal sealed class ManifestYamlTests
{
    [Test]
    public void The_usual_keys_come_first_and_the_others_in_their_order()
    {
        var json = JsonNode.Parse(
            """{ "data": { "b": "2", "a": "x" }, "spec": {}, "metadata": { "name": "app", "labels": { "k": "v" } }, "kind": "K", "apiVersion": "v1" }""")!;

        Assert.That(ManifestYaml.Write(json.AsObject()), Is.EqualTo(
            """
            apiVersion: v1
            kind: K
            metadata:
              labels:
                k: v
              name: app
            spec: {}
            data:
              a: x
              b: "2"

            """));
    }

    [Test]
    public void Lists_numbers_and_flags_keep_their_kind()
    {
        var json = JsonNode.Parse("""{ "list": [ 8443, "8443", true, "true", null, 0.5, [], [ { "a": 1, "b": [] } ] ] }""")!;

        Assert.That(ManifestYaml.Write(json.AsObject()), Is.EqualTo(
            """
            list:
            - 8443
            - "8443"
            - true
            - "true"
            - null
            - 0.5
            - []
            - - a: 1
                b: []

            """));
    }

    [TestCase("line 1\nline 2\n", "text: |\n  line 1\n  line 2\n")]
    [TestCase("line 1\n\n  line 2", "text: |-\n  line 1\n\n    line 2\n")]
    public void Several_lines_are_a_literal_block(string text, string yaml) =>
        Assert.That(ManifestYaml.Write(new JsonObject { ["text"] = text }), Is.EqualTo(yaml));

    [TestCase(" indented\nline\n")]
    [TestCase("\nfirst line empty\n")]
    [TestCase("blank at the end \nline\n")]
    [TestCase("two newlines\n\n")]
    [TestCase("windows\r\nline\r\n")]
    [TestCase("next line\u0085\n")]
    public void What_readers_of_literal_blocks_may_change_is_quoted(string text)
    {
        var yaml = ManifestYaml.Write(new JsonObject { ["text"] = text });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(yaml, Does.StartWith("text: \"").And.EndWith("\"\n"));
            Assert.That((string?)Yaml11.Read(yaml)!["text"], Is.EqualTo(text));
        }
    }

    [Test]
    public void What_some_version_of_yaml_takes_for_another_kind_is_quoted(
        [Values(
            "", "~", "null", "Null", "true", "False", "yes", "NO", "on", "Off", "y", "N", "0", "-1", "+1", "0x1f", "0o17", "017", "1_000", "1e3", ".5", "1.",
            "12:30:00", "2027-01-31", ".inf", "-.NaN", "<<", "=", "-", "?", "a:", "a: b", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "[a", "{a", " a", "a ")]
        string text)
    {
        var yaml = ManifestYaml.Write(new JsonObject { ["text"] = text, ["keys"] = new JsonObject { [text] = 1 } });

        Assert.That(yaml, Does.Contain($"\"{text}\": 1\n").And.Contain($"text: \"{text}\"\n"));
    }

    [Test]
    public void A_long_text_stays_on_its_line()
    {
        var text = string.Join(' ', Enumerable.Repeat("${urn:pulumi:s::p::aws:kms/key:Key::key.arn}", 40));

        Assert.That(ManifestYaml.Write(new JsonObject { ["text"] = text }), Is.EqualTo($"text: \"{text}\"\n"));
    }

    [Test]
    public void Any_object_reads_back_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Objects().ToArbitrary(), json =>
        {
            var yaml = ManifestYaml.Write(json);

            Assert.That(yaml, Does.EndWith("\n").And.Not.Contain("\r"));
            Assert.That(JsonNode.DeepEquals(Yaml11.Read(yaml), json), Is.True, () => $"{json.ToJsonString()}\n{yaml}");
        }));

    private static Gen<JsonObject> Objects() =>
        from keys in Gen.ListOf(Texts())
        from texts in Gen.ListOf(Texts(), keys.Count)
        from numbers in Gen.ListOf(Gen.Elements(0L, 1L, -1L, 8443L, long.MaxValue, long.MinValue))
        select new JsonObject
        {
            ["data"] = new JsonObject(keys.Zip(texts).DistinctBy(pair => pair.First)
                .Select(pair => KeyValuePair.Create(pair.First, (JsonNode?)pair.Second))),
            ["spec"] = new JsonObject
            {
                ["texts"] = new JsonArray([.. texts.Select(text => (JsonNode?)text)]),
                ["numbers"] = new JsonArray([.. numbers.Select(number => (JsonNode?)number)]),
                ["nested"] = new JsonArray(new JsonArray(), new JsonObject(), null, true, false, 1.5),
            },
        };

    private static Gen<string> Texts() =>
        from pieces in Gen.ListOf(Gen.Elements(
            "a", "yes", "no", "null", "0", "7", "1e3", "0x1f", "12:30:00", "2027-01-31", "~", ".", "-", "- ", "? ", ": ", ":", "#", " #", "\n", "\n", "\n\n",
            " ", "  ", "\t", "\r", "\r\n", "'", "\"", "\\", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u00e9", "\U0001F33B", "\u0000", "\u001b", "\u007f",
            "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "=", "<<", "---", "\n---\n", "...", "+", "_",
            "${urn:pulumi:s::p::aws:kms/key:Key::key.arn}", "def f():\n    return 1\n"))
        select string.Concat(pieces);
}
