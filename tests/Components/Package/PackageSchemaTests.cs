using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Package;

/// <summary>What stacks in other languages compile against. It is committed, and a change of it shows in review.</summary>
[TestFixture]
internal sealed class PackageSchemaTests
{
    private const string Rewrite = "REWRITE_PACKAGE_SCHEMA";
    private const string UpdateCommand = $"{Rewrite}=yes dotnet test -c Offline --filter FullyQualifiedName~{nameof(PackageSchemaTests)}";

    private static readonly string File = Path.Combine(RepositoryStacks.Root, "provider", "schema.json");

    [Test]
    public void The_committed_schema_is_that_of_the_components()
    {
        var schema = PackageSchema.Text(PackageAnalysis.Of(typeof(FlowerDashboard).Assembly));
        if (Environment.GetEnvironmentVariable(Rewrite) is not null)
            System.IO.File.WriteAllText(File, schema);

        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo(schema), () =>
            $"""
            The package's schema changed. What is gone breaks the stacks in other languages.
            Write what users have to change into UPGRADE.md, then write the schema anew:
            {UpdateCommand}
            """);
    }

    // The tests refer to no second program: both are named Program.
    [Test]
    public void The_provider_serves_the_components_under_the_schemas_name()
    {
        var folder = Path.GetDirectoryName(File)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                System.IO.File.ReadAllText(Path.Combine(folder, "Program.cs")),
                Does.Contain($"ComponentProviderHost.Serve(args, typeof({nameof(FlowerDashboard)}).Assembly, \"{PackageSchema.Name}\");"));
            Assert.That(System.IO.File.ReadAllText(Path.Combine(folder, "PulumiPlugin.yaml")), Is.EqualTo("runtime: dotnet\n"));
        }
    }

    [TestCase("archive", """{"$ref":"pulumi.json#/Archive","plain":true}""")]
    [TestCase("array", """{"type":"array","items":{"type":"string","plain":true}}""")]
    [TestCase("asset", """{"$ref":"pulumi.json#/Asset"}""")]
    [TestCase("count", """{"type":"integer","plain":true}""")]
    [TestCase("flag", """{"type":"boolean"}""")]
    [TestCase("long", """{"type":"integer","plain":true}""")]
    [TestCase("map", """{"type":"object","additionalProperties":{"type":"string"}}""")]
    [TestCase("more", """{"$ref":"#/types/flower-infra:index:Accepted","plain":true}""")]
    [TestCase("names", """{"type":"array","items":{"type":"string","plain":true}}""")]
    [TestCase("numbers", """{"type":"array","items":{"type":"number","plain":true}}""")]
    [TestCase("single", """{"type":"number","plain":true}""")]
    [TestCase("tags", """{"type":"object","additionalProperties":{"type":"string"}}""")]
    [TestCase("texts", """{"type":"array","items":{"type":"string"}}""")]
    public void An_input_has_the_type_that_the_analyzer_gives_it(string name, string type)
    {
        var inputs = PackageAnalysis.Of(typeof(PackageSamples.Component<PackageSamples.AcceptedArgs>)).Resources.Values.Single().Inputs;

        Assert.That(inputs.Single(it => it.Name == name).Type.ToJson().ToJsonString(), Is.EqualTo(type));
    }

    [Test]
    public void A_component_has_its_inputs_outputs_and_classes()
    {
        var schema = JsonNode.Parse(PackageSchema.Text(PackageAnalysis.Of(typeof(PackageSamples.WithResults))))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(schema["resources"]!.ToJsonString(), Is.EqualTo(Compact("""
                {
                  "flower-infra:index:WithResults": {
                    "isComponent": true,
                    "inputProperties": { "flag": { "type": "boolean" }, "text": { "type": "string" } },
                    "requiredInputs": ["text"],
                    "type": "object",
                    "properties": {
                      "count": { "type": "integer" },
                      "place": { "$ref": "#/types/flower-infra:index:Place" },
                      "texts": { "type": "array", "items": { "type": "string" } },
                      "there": { "type": "string" }
                    },
                    "required": ["there"]
                  }
                }
                """)));
            Assert.That(schema["types"]!.ToJsonString(), Is.EqualTo(Compact("""
                { "flower-infra:index:Place": { "type": "object", "properties": { "text": { "type": "string", "plain": true } }, "required": [] } }
                """)));
        }
    }

    [Test]
    public void Where_arguments_and_a_result_share_a_name_the_first_counts()
    {
        var schema = PackageSchema.Text(PackageAnalysis.Of(typeof(PackageSamples.Component<PackageSamples.HasPlaceArgs>), typeof(PackageSamples.WithPlace)));

        Assert.That(
            JsonNode.Parse(schema)!["types"]!.ToJsonString(),
            Is.EqualTo(Compact("""{ "flower-infra:index:Place": { "type": "object", "properties": { "text": { "type": "string" } }, "required": [] } }""")));
    }

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();
}
