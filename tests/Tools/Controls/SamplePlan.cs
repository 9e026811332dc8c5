using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>A small plan that every control passes, and its variations.</summary>
internal static partial class SamplePlan
{
    /// <summary>Stands for a resource's protection where its variation is asked for, which is none of its inputs.</summary>
    public const string Protection = "(protect)";

    /// <summary>Stands for the explicit provider that a resource goes to.</summary>
    public const string Provider = "(provider)";

    /// <summary>A viewer at a broker.</summary>
    public static BrokerUser Viewer { get; } = new() { Name = "flower", Role = BrokerRole.Viewer, Queues = ["celery"] };

    private static (string Name, string Type, string Inputs)[] Resources =>
        [.. SampleAwsResources.All, .. SampleStorageResources.All, .. SampleKubernetesResources.All];

    /// <summary>The plan.</summary>
    public static Plan Create()
    {
        var urns = Resources.ToDictionary(it => it.Name, it => $"urn:pulumi:s::p::{it.Type}::{it.Name}");
        var resources = Resources
            .Select(it => new PlanResource
            {
                Urn = urns[it.Name],
                Type = it.Type,
                Name = it.Name,
                Protect = true,
                Provider = it.Type.Split(':')[0] switch
                {
                    "aws" => urns["aws"],
                    "kubernetes" => urns["cluster"],
                    _ => null,
                },
                Inputs = JsonNode.Parse(Reference().Replace(it.Inputs, match => "${" + urns[match.Groups[1].Value] + "."))!.AsObject(),
            })
            .OrderBy(it => it.Urn, StringComparer.Ordinal)
            .ToArray();
        var data = resources.Single(it => it.Name == "config").Inputs["data"]!;
        foreach (var (name, text) in SampleKubernetesResources.Files)
            data[name] = text;
        resources.Single(it => it.Name == "settings").Inputs["data"]![ApplicationConfiguration.File] = ApplicationConfiguration.Render(
            new CelerySettingsModel { IsWorker = true });
        resources.Single(it => it.Name == "worker-config").Inputs["data"]![ApplicationConfiguration.File] =
            ApplicationConfiguration.Render(new CelerySettingsModel { IsWorker = true }) + SigningSettings.Render();
        var rights = resources.Single(it => it.Name == "rights").Inputs["files"]!;
        rights[RedisUserFile.Name] = RedisUserFile.Render([Viewer], hasNoSelectors: false);
        rights[RabbitMqCommands.Definitions] = RabbitMqDefinitions.Render("celery", [("flower-a", Viewer)]);
        return new Plan("p", "s", "offline", resources, [], []);
    }

    /// <summary>The URN of a resource of the plan.</summary>
    public static string Urn(string name) => $"urn:pulumi:s::p::{Resources.Single(it => it.Name == name).Type}::{name}";

    /// <summary>The plan with one value of one resource replaced.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="pointer">The value's JSON pointer, <see cref="Protection"/> or <see cref="Provider"/>.</param>
    /// <param name="json">The new value; null removes it.</param>
    public static Plan With(string name, string pointer, string? json)
    {
        var plan = Create();
        if (pointer == Protection)
            return plan with { Resources = [.. plan.Resources.Select(it => it.Name == name ? it with { Protect = json is not null } : it)] };
        if (pointer == Provider)
            return plan with { Resources = [.. plan.Resources.Select(it => it.Name == name ? it with { Provider = json } : it)] };
        JsonNode node = plan.Resources.Single(it => it.Name == name).Inputs;
        var segments = pointer.Split('/').Select(it => it.Replace("~1", "/", StringComparison.Ordinal)).ToArray();
        foreach (var segment in segments[..^1])
            node = node is JsonArray items ? items[int.Parse(segment)]! : node[segment] ??= new JsonObject();
        if (node is JsonArray array)
            array[int.Parse(segments[^1])] = JsonNode.Parse(json!);
        else if (json is null)
            node.AsObject().Remove(segments[^1]);
        else
            node[segments[^1]] = JsonNode.Parse(json);
        return plan;
    }

    /// <summary>A policy document of one statement as a JSON text.</summary>
    public static string Policy(string action, string? resource, string? principal)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = action };
        if (resource is not null)
            statement["Resource"] = resource;
        if (principal is not null)
            statement["Principal"] = JsonNode.Parse(principal);
        return JsonValue.Create(new JsonObject { ["Statement"] = new JsonArray(statement) }.ToJsonString()).ToJsonString();
    }

    /// <summary>What ties a role to one service account of one cluster.</summary>
    public const string PodConditions =
        """
        {
          "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
          "aws:RequestTag/kubernetes-namespace": "flower", "aws:RequestTag/kubernetes-service-account": "flower",
          "aws:SourceAccount": "123456789012"
        }
        """;

    /// <summary>A trust policy for a service under conditions of equality, as a JSON text.</summary>
    public static string Trust(string service, string conditions)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = "sts:AssumeRole",
            ["Principal"] = new JsonObject { ["Service"] = service },
            ["Condition"] = new JsonObject { ["StringEquals"] = JsonNode.Parse(conditions) },
        };
        return JsonValue.Create(new JsonObject { ["Statement"] = new JsonArray(statement) }.ToJsonString()).ToJsonString();
    }

    // In the texts of the resources a reference names the resource alone.
    [GeneratedRegex(@"\$\{@([a-z-]+)\.")]
    private static partial Regex Reference();
}
