using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components.Flower;
using NUnit.Framework;

namespace FlowerInfra.Tests.Languages;

/// <summary>
/// The example in Python, run against an SDK of the schema's names: it refuses what the generated one would, and notes what is made.
/// </summary>
[TestFixture]
internal sealed class PythonExampleTests
{
    private const string Sdk =
        """
        import json, re, sys, types
        schema = json.load(open(sys.argv[1]))
        made, outputs, classes = {}, {}, {}

        def snake(name):
            return re.sub("(?<=[a-z0-9])[A-Z]", lambda it: "_" + it.group(), name).lower()

        def plain(value):
            return value.given if hasattr(value, "given") else [plain(it) for it in value] if isinstance(value, list) else value

        def taken(what, properties, required, given):
            names = {snake(name): name for name in properties}
            for name in [*given, *map(snake, required)]:
                if name not in names or name not in given:
                    raise TypeError(f"{what}: {name}")
            for name, value in given.items():
                reference = properties[names[name]].get("$ref")
                if reference and not isinstance(value, classes[reference.split(":")[-1]]):
                    raise TypeError(f"{what}: {name} is no {reference}")
            return {names[name]: plain(value) for name, value in given.items()}

        def args(name, spec):
            def init(self, **given):
                self.given = taken(name, spec["properties"], spec["required"], given)
            return type(name + "Args", (), {"__init__": init})

        def component(token, spec):
            def init(self, resource_name, **given):
                made[resource_name] = {"type": token, "properties": taken(token, spec["inputProperties"], spec["requiredInputs"], given)}
                for name in spec["properties"]:
                    setattr(self, snake(name), "${%s.%s}" % (resource_name, name))
            return type(token, (), {"__init__": init})

        def last(token):
            return token.split(":")[-1]

        classes.update({last(token): args(last(token), spec) for token, spec in schema["types"].items()})
        sdk, pulumi = types.ModuleType("flower_infra_flower_infra"), types.ModuleType("pulumi")
        vars(sdk).update({name + "Args": it for name, it in classes.items()})
        vars(sdk).update({last(token): component(token, spec) for token, spec in schema["resources"].items()})
        pulumi.export = outputs.__setitem__
        sys.modules.update({sdk.__name__: sdk, pulumi.__name__: pulumi})
        exec(compile(sys.argv[2], "__main__.py", "exec"), {})
        print(json.dumps({"resources": made, "outputs": outputs}))
        """;

    private static readonly string Program = File.ReadAllText(Path.Combine(ExampleProgram.Folder("python"), "__main__.py"));

    [Test]
    public void The_program_makes_what_that_in_YAML_makes() =>
        Assert.That(ExampleProgram.Made(Run(Program)), Is.EqualTo(ExampleProgram.Made(ExampleProgram.Read(ExampleProgram.Yaml))));

    [TestCase("hosted_zone_id=", "hostedZoneId=", "FlowerDashboard: hostedZoneId")]
    [TestCase("    host=\"flower.example.internal\",\n", "", "FlowerDashboard: host")]
    [TestCase("name=\"prod\"", "name=\"prod\", irsa=True", "Cluster: irsa")]
    [TestCase("cluster=flower_infra.ClusterArgs(name=\"prod\")", "cluster=\"prod\"", "FlowerDashboard: cluster is no")]
    [TestCase("tools.zone_id", "tools.zone", "has no attribute 'zone'")]
    [TestCase("flower_infra.ImagesArgs", "flower_infra.ImageArgs", "has no attribute 'ImageArgs'")]
    public void A_planted_mistake_is_refused(string old, string planted, string message)
    {
        Assert.That(Program, Does.Contain(old));

        Assert.That(() => Run(Program.Replace(old, planted, StringComparison.Ordinal)), Throws.InvalidOperationException.With.Message.Contains(message));
    }

    private static JsonNode Run(string program) => JsonNode.Parse(PythonFiles.Print(Sdk, [CommittedSchema.File, program]))!;
}
