using System.Diagnostics;
using System.Text.Json;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reference;

/// <summary>The schema of a stack's file, in a validator that other people wrote (python3-jsonschema).</summary>
[TestFixture]
internal sealed class SchemaTests
{
    private const string Program =
        """
        import json, sys, jsonschema, yaml
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        def leaves(error):
            return [leaf for inner in error.context for leaf in leaves(inner)] if error.context else [error]
        texts = json.load(sys.stdin)
        print(json.dumps([[".".join(str(part) for part in leaf.absolute_path) for error in validator.iter_errors(yaml.safe_load(text)) for leaf in leaves(error)] for text in texts]))
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // What is planted into which stack, and where the validator finds it.
    private static readonly (string Stack, string Old, string New, string Place)[] Mistakes =
    [
        ("dev", "accountId: \"123456789012\"", "accountId: 123456789012", "config.flower-infra:accountId"),
        ("dev", "  flower-infra:deployerRoleArns:\n", "  flower-infra:deployerRoles:\n", "config"),
        ("dev", "    name: dev\n", "", "config.flower-infra:cluster"),
        ("dev", "    name: dev\n", "    nmae: dev\n    name: dev\n", "config.flower-infra:cluster"),
        ("dev", "allowImagesByTag: true", "allowImagesByTag: maybe", "config.flower-infra:images.allowImagesByTag"),
        ("dev", "users: [oncall, ops]", "users: oncall", "config.flower-infra:dashboards.flower.auth.basic.users"),
        ("dev", "      urlPrefix: /flower\n", "      urlPrefix: [/flower]\n", "config.flower-infra:dashboards.flower.urlPrefix"),
        ("staging", "sizeGiB: 8", "sizeGiB: many", "config.flower-infra:dashboards.flower.state.ebs.sizeGiB"),
        ("staging", "    flowLogs: {}\n", "    flowLogs: {}\n    alertWebhooks: [{ name: chat, url: https://chat.example.com }]\n",
            "config.flower-infra:audit.alertWebhooks.0.url"),
        ("staging", "    flowLogs: {}\n", "    flowLogs: {}\n    alertWebhooks: { chat: { secure: v1:abc } }\n", "config.flower-infra:audit.alertWebhooks"),
        ("prod", "        host: flower-admin.example.com\n", "", "config.flower-infra:dashboards.flower.admin"),
        ("prod", "      admin:\n", "      cluster: { name: other }\n      admin:\n", "config.flower-infra:dashboards.flower"),
        ("dev", "  flower-infra:leftOut", "  flower-infra:waivers: { FLW-LB-06: { reason: a, expire: \"2027-11-20\" } }\n  flower-infra:leftOut",
            "config.flower-infra:waivers.FLW-LB-06"),
        ("prod", "config:\n", "confg: {}\nconfig:\n", ""),
    ];

    [Test]
    public void The_shipped_stacks_are_valid() =>
        Assert.That(Validate([.. RepositoryStacks.Names.Select(RepositoryStacks.File)]), Is.All.Empty);

    [Test]
    public void An_encrypted_secret_and_settings_of_Pulumi_are_valid() => Assert.That(
        Validate([
            EditedStack.Replace(RepositoryStacks.File("staging"), "    flowLogs: {}\n", "    alertWebhooks: [{ name: chat, url: { secure: v1:abc } }]\n"),
            $"encryptionsalt: v1:abc\nsecretsprovider: awskms://x\n{RepositoryStacks.File("dev")}  random:x: 1\n",
        ]),
        Is.All.Empty);

    [Test]
    public void Planted_mistakes_are_found_where_they_are()
    {
        var found = Validate([.. Mistakes.Select(it => EditedStack.Replace(RepositoryStacks.File(it.Stack), it.Old, it.New))]);

        Assert.That(found.Select((places, index) => (Mistakes[index].New, places.Distinct().SingleOrDefault())),
            Is.EqualTo(Mistakes.Select(it => (it.New, it.Place))));
    }

    [Test]
    public void Every_stacks_file_names_the_schema() => Assert.That(
        RepositoryStacks.Names.Select(name => RepositoryStacks.File(name).Split('\n')[0]),
        Is.All.EqualTo("# yaml-language-server: $schema=flower-infra.schema.json"));

    private static string[][] Validate(IReadOnlyList<string> texts)
    {
        foreach (var interpreter in new[] { "python3", "/usr/bin/python3" })
        {
            var start = new ProcessStartInfo(interpreter, ["-W", "ignore", "-c", Program, Path.Combine(RepositoryStacks.Root, "stacks", "flower-infra.schema.json")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            using var python = Process.Start(start)!;
            python.StandardInput.Write(JsonSerializer.Serialize(texts));
            python.StandardInput.Close();
            var output = python.StandardOutput.ReadToEndAsync();
            Assert.That(python.WaitForExit(Patience), Is.True, "the validator ends");
            if (python.ExitCode == 0)
                return JsonSerializer.Deserialize<string[][]>(output.GetAwaiter().GetResult())!;
        }

        throw new InvalidOperationException("python3-jsonschema is not installed, or the schema is none: run ./test.sh");
    }
}
