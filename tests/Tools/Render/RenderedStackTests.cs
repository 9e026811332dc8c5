using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;
using static FlowerInfra.Tests.Tools.Render.KubernetesPlan;

namespace FlowerInfra.Tests.Tools.Render;

[TestFixture]
internal sealed class RenderedStackTests
{
    [Test]
    public void Each_object_has_a_file_and_kubectl_takes_them_in_an_order_that_works()
    {
        var rendered = RenderedStack.Of(Of(
            Object("Deployment", "worker", "a-team"), Object("NetworkPolicy", "default-deny", "a-team"), Object("SecurityGroupPolicy", "pods", "a-team"),
            Object("StorageClass", "encrypted", null), Object("Namespace", "a-team", null)));

        Assert.That(rendered.Files.Keys, Is.EqualTo(new[]
        {
            RenderedStack.PlaceholderFile,
            "manifests/1.cluster.namespace.a-team.yaml",
            "manifests/1.cluster.storageclass.encrypted.yaml",
            "manifests/2.a-team.networkpolicy.default-deny.yaml",
            "manifests/2.a-team.securitygrouppolicy.pods.yaml",
            "manifests/3.a-team.deployment.worker.yaml",
        }));
    }

    [Test]
    public void Names_that_look_alike_when_joined_do_not_meet()
    {
        var rendered = RenderedStack.Of(Of(Object("Service", "service-b", "a"), Object("Service", "b", "a-service")));

        Assert.That(rendered.Objects, Is.EqualTo(2));
    }

    [Test]
    public void Two_resources_that_describe_one_object_are_refused()
    {
        var twin = ConfigMap("settings") with { Urn = "urn:pulumi:s::p::other$kubernetes:core/v1:ConfigMap::settings" };

        Assert.That(
            () => RenderedStack.Of(Of(ConfigMap("settings"), twin)),
            Throws.TypeOf<ArgumentFaultsException>().With.Message.Contains("is rendered to manifests/2.flower.configmap.settings.yaml"));
    }

    [Test]
    public void No_name_leaves_the_folder()
    {
        var workload = Resource("flower-infra:index:FlowerWorkload", "../../etc", "{}");
        var map = ConfigMap("../../../etc/passwd", parent: workload);
        map.Inputs["data"]!["..\\up"] = "x";

        var rendered = RenderedStack.Of(Of(workload, map));

        Assert.That(rendered.Files.Keys, Is.EqualTo(new[]
        {
            RenderedStack.PlaceholderFile, "files/-.-..-etc/-.-up", "files/-.-..-etc/nginx.conf", "manifests/2.flower.configmap.-.-..-..-etc-passwd.yaml",
        }));
    }

    [Test]
    public void The_files_of_an_instance_are_written_as_they_are_mounted()
    {
        var workload = Resource("flower-infra:index:FlowerWorkload", "orders", "{}");
        var gateway = Resource("flower-infra:index:AccessGateway", "orders-gateway", "{}", workload);

        var rendered = RenderedStack.Of(Of(workload, gateway, ConfigMap("orders-nginx", "http {\n}\n", gateway), ConfigMap("not-mounted")));

        Assert.That(
            rendered.Files.Where(it => it.Key.StartsWith("files/", StringComparison.Ordinal)),
            Is.EqualTo(new Dictionary<string, string> { ["files/orders/nginx.conf"] = "http {\n}\n" }));
    }

    [Test]
    public void What_a_component_hands_over_is_written_as_it_is()
    {
        var rendered = RenderedStack.Of(Of(Resource(RenderedFilesArgs.Type, "orders-rights", """{ "files": { "users.acl": "user viewer on\n" } }""")));

        Assert.That(rendered.Files["files/orders-rights/users.acl"], Is.EqualTo("user viewer on\n"));
    }

    [Test]
    public void What_only_a_deployment_knows_is_listed_with_its_meaning_and_its_files()
    {
        var key = Resource("aws:kms/key:Key", "key.v2", "{}");

        var rendered = RenderedStack.Of(Of(
            key, ConfigMap("one", $"a ${{{key.Urn}.arn}} ${{aws:index/getRegion:getRegion.region}}"), ConfigMap("two", $"${{{key.Urn}.arn}}")));

        Assert.That(rendered.Files[RenderedStack.PlaceholderFile], Is.EqualTo(
            """
            Replace each of these in the files below it before you apply them: only a deployment knows its value.

            ${aws:index/getRegion:getRegion.region}
              region of aws:index/getRegion:getRegion
              in manifests/2.flower.configmap.one.yaml

            ${urn:pulumi:s::p::aws:kms/key:Key::key.v2.arn}
              arn of key.v2 (aws:kms/key:Key)
              in manifests/2.flower.configmap.one.yaml
              in manifests/2.flower.configmap.two.yaml

            """));
    }

    [Test]
    public void A_variable_of_nginx_or_of_an_IAM_policy_is_no_placeholder()
    {
        var rendered = RenderedStack.Of(Of(ConfigMap("one", "$request_uri ${http_host} ${aws:PrincipalTag/team}")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rendered.Placeholders, Is.Empty);
            Assert.That(rendered.Files[RenderedStack.PlaceholderFile], Is.EqualTo("Nothing has to be filled in.\n"));
        }
    }

    [Test]
    public void An_object_without_a_name_carries_the_placeholder_that_others_name_it_by()
    {
        var map = ConfigMap("one");
        map.Inputs["metadata"]!.AsObject().Remove("name");

        var rendered = RenderedStack.Of(Of(map));

        Assert.That(
            rendered.Files["manifests/2.flower.configmap.one.yaml"], Does.Contain($"  name: \"${{{map.Urn}.metadata.name}}\"\n"));
    }

    [TestCase("[secret]", "data holds a secret")]
    [TestCase("user:[secret]@host", "data holds a secret")]
    [TestCase("[unknown]", "data is known only after deployment")]
    public void An_object_with_a_secret_or_an_unknown_value_is_left_out_whole(string value, string reason)
    {
        var rendered = RenderedStack.Of(Of(ConfigMap("settings", value), ConfigMap("other")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rendered.Omitted, Is.EqualTo(new[] { new OmittedObject("kubernetes:core/v1:ConfigMap", "settings", reason) }));
            Assert.That(rendered.Objects, Is.EqualTo(1));
            Assert.That(rendered.Files.Values, Has.None.Contains(value));
        }
    }

    [Test]
    public void What_is_no_object_of_Kubernetes_is_no_manifest()
    {
        var rendered = RenderedStack.Of(Of(
            Resource("aws:kms/key:Key", "key", "{}"), Resource("pulumi:providers:kubernetes", "cluster", """{ "kubeconfig": "[secret]" }"""),
            Resource("kubernetes:helm.sh/v3:Release", "chart", """{ "chart": "flower" }""")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rendered.Objects, Is.Zero);
            Assert.That(rendered.Omitted.Select(it => (it.Name, it.Reason)), Is.EqualTo(new[] { ("chart", "it has no apiVersion and kind") }));
        }
    }

    [TestCaseSource(typeof(RenderedStacks), nameof(RenderedStacks.Names))]
    public async Task A_stack_is_rendered_whole_and_names_its_objects(string stack)
    {
        var rendered = await RenderedStacks.OfAsync(stack);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rendered.Omitted, Is.Empty);
            Assert.That(rendered.Placeholders.Select(it => it.Meaning), Has.None.Contains("(kubernetes:"));
            Assert.That(rendered.Files.Values, Has.None.Contains(Plan.Secret).And.None.Contains(Plan.Unknown).And.None.Contains("\r"));
        }
    }

    // What holds state is left out on purpose, and so are the operator's objects, which only some clusters know.
    [Test]
    public async Task The_documented_command_prunes_every_kind_but_those_that_hold_state()
    {
        string[] kept = ["core/v1/Namespace", "core/v1/PersistentVolume", "core/v1/PersistentVolumeClaim", "storage.k8s.io/v1/StorageClass"];
        var documentation = await File.ReadAllTextAsync(Path.Combine(Stacks.RepositoryStacks.Root, "docs", "commands.md"));
        var pruned = Regex.Matches(documentation, @"--prune-allowlist=(\S+)").Select(it => it.Groups[1].Value).ToList();
        var kinds = new List<string>();
        foreach (var stack in RenderedStacks.Names)
            kinds.AddRange((await RenderedStacks.ObjectsAsync(stack)).Values.Select(Kind));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pruned, Is.Unique.And.EquivalentTo(kinds.Distinct().Except(kept)));
            Assert.That(documentation, Does.Contain("-l app.kubernetes.io/part-of=flower-infra,flower-infra/stack="));
        }
    }

    private static string Kind(JsonObject rendered)
    {
        var version = (string)rendered["apiVersion"]!;
        return $"{(version.Contains('/', StringComparison.Ordinal) ? version : $"core/{version}")}/{rendered["kind"]}";
    }

    [TestCaseSource(typeof(RenderedStacks), nameof(RenderedStacks.Names))]
    public async Task Each_instance_of_a_stack_has_its_files_as_its_ConfigMaps_hold_them(string stack)
    {
        var rendered = await RenderedStacks.OfAsync(stack);
        var objects = await RenderedStacks.ObjectsAsync(stack);
        // A Django site's app reads its ConfigMap itself.
        var mounted = objects.Values.Where(it => (string)it["kind"]! == "ConfigMap" && !it["data"]!.AsObject().ContainsKey("FLOWER_URL")).SelectMany(it => it["data"]!.AsObject().Select(pair => (string)pair.Value!));
        var files = rendered.Files.Where(it => it.Key.StartsWith("files/", StringComparison.Ordinal)).ToArray();
        var sets = objects.Values.Count(it => (string)it["kind"]! == "StatefulSet");
        // What a component hands over may be mounted by nothing of the stack: a worker has its settings with lines of its own.
        var handedOver = (await RepositoryStacks.PlanAsync(stack)).Resources.Where(it => it.Type == RenderedFilesArgs.Type)
            .SelectMany(it => it.Inputs["files"]!.AsObject().Select(pair => (string)pair.Value!));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(files.Select(it => it.Value), Is.EquivalentTo(mounted.Concat(handedOver.Except(mounted))));
            foreach (var file in new[] { "nginx.conf", "flowerconfig.py", "celeryconfig.py" })
                Assert.That(files.Count(it => it.Key.EndsWith($"/{file}", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(sets).And.GreaterThan(0), file);
        }
    }
}
