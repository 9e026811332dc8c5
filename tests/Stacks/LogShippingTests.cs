using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Components;
using FlowerInfra.Tests.Tools.Preview;
using NUnit.Framework;
using YamlDotNet.RepresentationModel;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The example of a log shipper: what it ships is what stack prod's alarms count, and its role can do that alone.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class LogShippingTests
{
    private static readonly string Folder = Path.Combine(RepositoryStacks.Root, "examples", "log-shipping");

    private Plan _plan = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _plan = await RepositoryStacks.PlanAsync("prod");

    [Test]
    public void It_reads_the_gateways_containers_and_no_others()
    {
        var input = Section("inputs", "INPUT");

        var expected = _plan.OfType(ResourceType.StatefulSet).SelectMany(set => set.At("spec", "template", "spec", "containers").Items
            .Where(container => container["name"].Text == "gateway")
            .Select(container => $"/var/log/containers/*_{set.At("metadata", "namespace").Text}_{container["name"].Text}-*.log"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                input.Keys,
                Is.EquivalentTo(new[] { "Name", "Tag", "Path", "multiline.parser", "DB", "Mem_Buf_Limit", "Read_from_Head" }));
            Assert.That((input["Name"], input["multiline.parser"]), Is.EqualTo(("tail", "cri")));
            Assert.That(input["Path"].Split(','), Is.EqualTo(expected.Order(StringComparer.Ordinal)));
        }
    }

    [Test]
    public void It_writes_the_lines_as_they_are_to_the_group_whose_lines_are_counted()
    {
        var output = Section("outputs", "OUTPUT");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                output.Keys,
                Is.EquivalentTo(new[]
                {
                    "Name", "Match", "region", "log_group_name", "log_stream_prefix", "log_key", "auto_create_group", "Retry_Limit",
                }));
            Assert.That((output["Name"], output["Match"]), Is.EqualTo(("cloudwatch_logs", Section("inputs", "INPUT")["Tag"])));
            Assert.That((output["log_key"], output["auto_create_group"]), Is.EqualTo(("log", "Off")));
            Assert.That(output["region"], Is.EqualTo(RepositoryStacks.Settings("prod").Values["aws:region"]));
            Assert.That(
                _plan.OfType("aws:cloudwatch/logMetricFilter:LogMetricFilter").Select(it => it.Text("logGroupName")),
                Is.Not.Empty.And.All.EqualTo(output["log_group_name"]));
        }
    }

    [Test]
    public void Its_role_writes_to_that_group_and_does_nothing_else()
    {
        var document = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Folder, "policy.json")), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
        var statement = document["Statement"]!.AsArray().Single()!.AsObject();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(document["Version"]!.ToString(), Is.EqualTo("2012-10-17"));
            Assert.That(statement["Effect"]!.ToString(), Is.EqualTo("Allow"));
            Assert.That(statement.Actions(), Is.EqualTo(new[] { "logs:CreateLogStream", "logs:PutLogEvents" }));
            Assert.That(
                statement.Resources(),
                Is.EqualTo(new[] { $"arn:aws:logs:eu-west-1:123456789012:log-group:{Section("outputs", "OUTPUT")["log_group_name"]}:*" }));
        }
    }

    [Test]
    public void Only_its_service_account_in_that_cluster_takes_the_role()
    {
        var document = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Folder, "trust.json")), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
        var statement = document["Statement"]!.AsArray().Single()!.AsObject();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statement["Principal"]!["Service"]!.ToString(), Is.EqualTo("pods.eks.amazonaws.com"));
            Assert.That(statement.Actions(), Is.EqualTo(new[] { "sts:AssumeRole", "sts:TagSession" }));
            Assert.That(
                statement["Condition"]!["StringEquals"]!.AsObject().Select(it => it.Key),
                Is.EqualTo(new[]
                {
                    "aws:RequestTag/eks-cluster-arn", "aws:RequestTag/kubernetes-namespace", "aws:RequestTag/kubernetes-service-account",
                    "aws:SourceAccount",
                }));
        }
    }

    // The only section of a part of the chart's configuration: Fluent Bit's classic form, a key and its value a line.
    private static Dictionary<string, string> Section(string part, string name)
    {
        using var reader = new StreamReader(Path.Combine(Folder, "values.yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        var values = stream.Documents.Single().RootNode;
        Assert.That(((YamlMappingNode)values).Children.Keys.Select(it => it.ToString()), Is.EqualTo(new[] { "serviceAccount", "config" }));
        var lines = values["config"][part].ToString().TrimEnd('\n').Split('\n');
        Assert.That(lines[0], Is.EqualTo($"[{name}]"));
        return lines.Skip(1).Select(line => Pair().Match(line)).ToDictionary(it => it.Groups[1].Value, it => it.Groups[2].Value);
    }

    [GeneratedRegex(@"^ {4}(\S+) +(\S+)\z")]
    private static partial Regex Pair();
}
