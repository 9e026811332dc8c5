using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Stacks;

/// <summary>The stacks of this repository and their plans.</summary>
internal static class RepositoryStacks
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Plan>>> Plans = new(StringComparer.Ordinal);

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every stack that has a file.</summary>
    public static IReadOnlyList<string> Names => PulumiProject.Find(Root).Stacks;

    /// <summary>The plan of a stack's file as it stands. Tests read it and never change it.</summary>
    public static Task<Plan> PlanAsync(string stack) =>
        Plans.GetOrAdd(stack, name => new Lazy<Task<Plan>>(() => PreviewAsync(Settings(name)))).Value;

    /// <summary>
    /// The plans of all stacks, and one of what they choose otherwise: EFS, External Secrets, rotation by a function, a
    /// dashboard's own certificate, RabbitMQ, and workers that KEDA scales.
    /// </summary>
    public static async Task<IReadOnlyList<Plan>> PlansOfAllChoicesAsync()
    {
        var plans = new List<Plan>();
        foreach (var stack in Names)
            plans.Add(await PlanAsync(stack));
        plans.Add(await PreviewAsync(WithOtherChoices()));
        return plans;
    }

    /// <summary>A stack's configuration as it stands.</summary>
    public static StackSettings Settings(string stack) => PulumiProject.Find(Root).Read(stack);

    /// <summary>A stack's configuration with values that could be somebody's own in place of the examples'.</summary>
    public static StackSettings Adapted(string stack)
    {
        var settings = Settings(stack);
        return settings with { Values = settings.Values.ToDictionary(pair => pair.Key, pair => Adapt(pair.Value)) };
    }

    /// <summary>A text of a stack's file with such values.</summary>
    public static string Adapt(string text) => text
        .Replace("0123456789ab", "0f3c9a7be214", StringComparison.Ordinal)
        .Replace("0123456789AB", "0F3C9A7BE214", StringComparison.Ordinal)
        .Replace("123456789012", "618033988749", StringComparison.Ordinal)
        .Replace("example.", "tools.", StringComparison.Ordinal);

    /// <summary>A stack's file as it stands.</summary>
    public static string File(string stack) => System.IO.File.ReadAllText(Path.Combine(Root, "stacks", $"Pulumi.{stack}.yaml"));

    /// <summary>Previews the program with a configuration.</summary>
    public static Task<Plan> PreviewAsync(StackSettings settings) => StackPreview.RunAsync(settings, options => new FlowerStack(options));

    private static StackSettings WithOtherChoices()
    {
        var settings = Settings("prod");
        var values = settings.Values.ToDictionary(it => it.Key, it => it.Value);
        var dashboards = JsonNode.Parse(values["flower-infra:dashboards"])!;
        dashboards["flower"]!["state"] = new JsonObject
        {
            ["efs"] = new JsonObject
            {
                ["nodeSecurityGroupId"] = "sg-0123456789ab0bd0d",
                ["efsCsiRoleArn"] = "arn:aws:iam::123456789012:role/efs-csi-node",
                ["subnetIds"] = new JsonObject { ["eu-west-1a"] = "subnet-0123456789ab0bd0a", ["eu-west-1b"] = "subnet-0123456789ab0bd0b" },
            },
            ["backup"] = new JsonObject(),
        };
        dashboards["billing-flower"]!["certificateArn"] =
            "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
        values["flower-infra:dashboards"] = dashboards.ToJsonString();
        var celery = JsonNode.Parse(values["flower-infra:celery"])!;
        var server = celery["broker"]!["server"]!;
        server["amazonMq"] = server["elastiCache"]!.DeepClone();
        server["amazonMq"]!.AsObject().Remove("nodes");
        server.AsObject().Remove("elastiCache");
        celery["workers"]!["orders-worker"]!["scaling"] = new JsonObject { ["triggerAuthenticationName"] = "orders-queues" };
        values["flower-infra:celery"] = celery.ToJsonString();
        values["flower-infra:deliverWithExternalSecrets"] = "true";
        var cluster = JsonNode.Parse(values["flower-infra:cluster"])!;
        cluster["oidcProviderArn"] = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789";
        values["flower-infra:cluster"] = cluster.ToJsonString();
        values["flower-infra:rotation"] = new JsonObject
        {
            ["lambdaArn"] = "arn:aws:lambda:eu-west-1:123456789012:function:rotate-flower",
            ["roleArn"] = "arn:aws:iam::123456789012:role/rotate-flower",
        }.ToJsonString();
        return settings with { Values = values };
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "FlowerInfra.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
