using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Languages;

/// <summary>The example in TypeScript, compiled with its own settings and run against an SDK of the schema's names and types.</summary>
[TestFixture]
internal sealed class TypeScriptExampleTests
{
    private static readonly string Program = File.ReadAllText(Path.Combine(ExampleProgram.Folder("typescript"), "index.ts"));

    private static readonly (string Old, string New, string Message)[] Mistakes =
    [
        ("hostedZoneId:", "zone:", "'zone' does not exist in type"),
        ("    host: \"flower.example.internal\",\n", "", "Property 'host' is missing"),
        ("users: [\"oncall\", \"ops\"]", "users: \"oncall\"", "'string' is not assignable to type"),
        ("host: \"flower.example.internal\"", "host: tools.dnsName", "is not assignable to type 'string'"),
        ("tools.zoneId", "tools.zone", "Property 'zone' does not exist"),
        ("tools.zoneId", "tools.reference", "is not assignable to type 'Input<string>'"),
        ("new flowerInfra.FlowerDashboard", "new flowerInfra.Dashboard", "Property 'Dashboard' does not exist"),
    ];

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("flower-typescript-");
        var sdk = _folder.CreateSubdirectory(Path.Combine("node_modules", TypeScriptSdk.Package)).FullName;
        Write(Path.Combine(sdk, "index.d.ts"), TypeScriptSdk.Declaration());
        Write(Path.Combine(sdk, "index.js"), TypeScriptSdk.Program());
        File.Copy(Path.Combine(ExampleProgram.Folder("typescript"), "tsconfig.json"), Path.Combine(_folder.FullName, "tsconfig.json"));
    }

    [TearDown]
    public void Delete() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_program_compiles_and_makes_what_that_in_YAML_makes()
    {
        Write("index.ts", Program);
        var (status, errors) = await RunAsync("tsc", "--project", ".");
        Assert.That(status, Is.Zero, errors);

        var (code, made) = await RunAsync("node", "-p", $"const outputs = require('./index.js'); JSON.stringify({{ resources: require('{TypeScriptSdk.Package}').made, outputs }})");

        Assert.That(code, Is.Zero, made);
        Assert.That(ExampleProgram.Made(JsonNode.Parse(made)!), Is.EqualTo(ExampleProgram.Made(ExampleProgram.Read(ExampleProgram.Yaml))));
    }

    [Test]
    public async Task Planted_mistakes_do_not_compile()
    {
        for (var i = 0; i < Mistakes.Length; i++)
        {
            Assert.That(Program, Does.Contain(Mistakes[i].Old));
            Write($"mistake{i}.ts", Program.Replace(Mistakes[i].Old, Mistakes[i].New, StringComparison.Ordinal));
        }

        Write("mistakes.json", """{ "extends": "./tsconfig.json", "files": [], "include": ["mistake*.ts"] }""");
        var (_, output) = await RunAsync("tsc", "--project", "mistakes.json", "--noEmit", "--pretty", "false");

        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < Mistakes.Length; i++)
                Assert.That(output, Does.Match($@"(?m)^mistake{i}\.ts\(.*(\n .*)*{Regex.Escape(Mistakes[i].Message)}"));
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private async Task<(int Code, string Output)> RunAsync(string file, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(file, args)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
