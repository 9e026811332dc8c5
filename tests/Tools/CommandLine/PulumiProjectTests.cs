using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

[TestFixture]
internal sealed class PulumiProjectTests
{
    [Test]
    public void Values_arrive_as_the_engine_hands_them_over()
    {
        using var project = new SampleProject(
            """
            config:
              aws:region: eu-west-1
              shop:text: plain
              shop:flag: true
              shop:number: "012"
              shop:list: [a, 1, true, "2", ~]
              shop:object: { on: 2030-06-30, nested: { half: 0.5, text: "true" } }
            """);

        Assert.That(project.Read().Values, Is.EqualTo(new Dictionary<string, string>
        {
            ["aws:region"] = "eu-west-1",
            ["shop:text"] = "plain",
            ["shop:flag"] = "true",
            ["shop:number"] = "012",
            ["shop:list"] = """["a",1,true,"2",null]""",
            ["shop:object"] = """{"on":"2030-06-30","nested":{"half":0.5,"text":"true"}}""",
        }));
    }

    [Test]
    public void Encrypted_values_are_masked_and_their_keys_are_secret()
    {
        using var project = new SampleProject(
            """
            encryptionsalt: v1:abc
            config:
              shop:password: { secure: v1:cipher }
              shop:object: { url: { secure: v1:cipher }, open: yes }
              shop:open: yes
            """);

        var settings = project.Read();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.SecretKeys, Is.EqualTo(new[] { "shop:object", "shop:password" }));
            Assert.That(settings.Values["shop:password"], Is.EqualTo("[secret]"));
            Assert.That(settings.Values["shop:object"], Is.EqualTo("""{"url":"[secret]","open":"yes"}"""));
        }
    }

    [Test]
    public void The_projects_defaults_hold_where_the_stack_says_nothing()
    {
        using var project = new SampleProject(
            "config:\n  shop:color: red\n",
            SampleProject.Header + "config:\n  color: { type: string, default: blue }\n  size: { type: integer, default: 3 }\n"
                + "  aws:region: { value: eu-west-1 }\n  needed: { type: string }\n");

        Assert.That(project.Read().Values, Is.EqualTo(new Dictionary<string, string>
        {
            ["aws:region"] = "eu-west-1",
            ["shop:color"] = "red",
            ["shop:size"] = "3",
        }));
    }

    [TestCase("azure-native:location", "westeurope")]
    [TestCase("kafka:bootstrapServers", "kafka:9092")]
    [TestCase("platform-tools:region", "eu-west-1")]
    public void Keys_of_any_provider_are_the_stacks_own(string key, string value)
    {
        using var project = new SampleProject($"config:\n  {key}: {value}\n");

        Assert.That(project.Read().Values, Is.EqualTo(new Dictionary<string, string> { [key] = value }));
    }

    [TestCase("shp", "shop")]
    [TestCase("Shop", "shop")]
    [TestCase("asw", "aws")]
    [TestCase("AWS", "aws")]
    [TestCase("kubernets", "kubernetes")]
    public void A_namespace_that_is_nearly_a_known_one_is_refused(string name, string meant)
    {
        using var project = new SampleProject($"config:\n  {name}:color: red\n");

        Assert.That(project.Refusal(), Does.Contain($"line 2: {name}:color: has a namespace that is nearly {meant}. Write {meant}:color."));
    }

    [Test]
    public void Stack_files_stand_beside_the_project_without_a_folder_of_their_own()
    {
        using var project = new SampleProject(project: "name: shop\nruntime: dotnet\n");
        project.Write("Pulumi.other.yaml", "config:\n  shop:color: blue\n");

        Assert.That(PulumiProject.Find(project.Folder).Read("other").Values, Is.EqualTo(new Dictionary<string, string> { ["shop:color"] = "blue" }));
    }

    [TestCase("config:\n  shop:a: [1\n", "line", "is not valid YAML")]
    [TestCase("config:\n  shop:a: 1\n  shop:a: 2\n", "line 3", "is not valid YAML")]
    [TestCase("- a\n- b\n", "line 1", "does not begin a single mapping")]
    [TestCase("config:\n  color: red\n", "line 2: color", "Write shop:color.")]
    [TestCase("config:\n  shp:color: red\n", "line 2: shp:color", "Write shop:color")]
    [TestCase("config:\n  shop:color:\n", "line 2: shop:color", "has no value")]
    [TestCase("config: red\n", "line 1: config", "is not a mapping")]
    [TestCase("confg:\n  shop:color: red\n", "line 1: confg", "is not a key of a stack's file")]
    [TestCase("config:\n  shop:a: &a [*a]\n", "line", "")]
    public void A_fault_in_a_stacks_file_is_refused_with_its_line(string stack, string line, string problem)
    {
        using var project = new SampleProject(stack);

        Assert.That(
            project.Refusal(),
            Does.StartWith("stacks/Pulumi.test.yaml has 1 fault:").And.Contain($"- {line}").And.Contain(problem));
    }

    [Test]
    public void All_faults_of_a_file_are_listed_together()
    {
        using var project = new SampleProject("config:\n  color: red\n  shp:size: 3\n  shop:weight:\n");

        Assert.That(project.Refusal(), Does.Contain("3 faults").And.Contain("line 2").And.Contain("line 3").And.Contain("line 4"));
    }

    [TestCase("prod")]
    [TestCase("../secret")]
    [TestCase("test/../test")]
    [TestCase("")]
    public void An_unknown_stack_is_refused_with_the_stacks_there_are(string stack)
    {
        using var project = new SampleProject();
        project.Write("stacks/Pulumi.dev.yaml", "config: {}\n");
        project.Write("secret.yaml", "config: {}\n");

        var refusal = Assert.Throws<ArgumentFaultsException>(() => PulumiProject.Find(project.Folder).Read(stack))!;

        Assert.That(refusal.Message, Does.Contain($"\"{stack}\" is not a stack").And.Contain("Name one of dev, test."));
    }

    [TestCase("")]
    [TestCase("config: {}\n")]
    [TestCase("config:\n")]
    public void An_empty_configuration_is_none(string stack)
    {
        using var project = new SampleProject(stack);

        Assert.That(project.Read().Values, Is.Empty);
    }

    [Test]
    public void The_project_is_found_from_any_folder_inside_it()
    {
        using var project = new SampleProject();
        var inner = Directory.CreateDirectory(Path.Combine(project.Folder, "infra", "bin")).FullName;

        Assert.That(PulumiProject.Find(Path.GetTempPath(), inner).Name, Is.EqualTo("shop"));
    }

    [Test]
    public void No_project_is_refused_with_where_it_was_looked_for()
    {
        var folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;
        try
        {
            var refusal = Assert.Throws<ArgumentFaultsException>(() => PulumiProject.Find(folder))!;

            Assert.That(refusal.Message, Does.Contain("Pulumi.yaml").And.Contain(folder));
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
