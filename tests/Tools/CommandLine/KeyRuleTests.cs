using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>No key takes whatever it is given: AWS or the cluster would refuse it in the middle of a deployment.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class KeyRuleTests
{
    private const string Nonsense = "§ ?";

    // Reasons are free texts. The names of resources are looked for in the plan, once there is one.
    private static readonly string[] WithoutRule =
    [
        // The broker's own queues have the rule, and the team's variables are its own.
        "celery.broker.users[].queues", "celery.workers.NAME.environment", "waivers.NAME.reason", "waivers.NAME.resources",
    ];

    // What dashboards have from the stack where they name none.
    private static readonly string[] Shared = ["broker", "images", "kmsKeyArn", "resultBackend", "rotation"];

    [Test]
    public async Task Every_text_and_every_number_has_a_rule()
    {
        var leaves = Keys(EveryKey.Root).Where(it => it.Kind is not ValueKind.Flag).Select(it => it.Path).ToList();

        var refused = await RefusedAsync(flag: true, "existingLoadBalancer");
        refused.UnionWith(await RefusedAsync(flag: false, ["loadBalancer", .. Shared.Select(it => $"dashboards.NAME.{it}")]));

        Assert.That(leaves.Except(refused), Is.EqualTo(WithoutRule), string.Join('\n', leaves.Except(refused)));
    }

    // The keys that are refused when every one has nonsense. Of an address with a fault nothing is derived that others are compared with.
    private static async Task<HashSet<string>> RefusedAsync(bool flag, params string[] without)
    {
        var keys = EveryKey.Configuration(key => key switch
        {
            { Kind: ValueKind.Flag } => flag,
            { Kind: ValueKind.Number } => -7,
            { Path: "dashboards.NAME.host" } when !flag => "flower.example.com",
            { Path: "dashboards.NAME.admin.host" } when !flag => "flower-admin.example.com",
            { Member.Name: "urlPrefix" } when !flag => "/",
            _ => JsonValue.Create(Nonsense),
        });
        foreach (var path in without.Select(it => it.Split('.')))
        {
            foreach (var at in path.Length == 1 ? [keys] : keys[path[0]]!.AsObject().Select(it => it.Value!.AsObject()))
                at.Remove(path[^1]);
        }

        var config = new JsonObject { ["aws:region"] = "eu-west-1" };
        foreach (var (key, value) in keys)
            config[$"flower-infra:{key}"] = value?.DeepClone();
        using var project = new EditedStack("nonsense", new JsonObject { ["config"] = config }.ToJsonString());
        var settings = project.Read();
        var faults = new ArgumentFaults();
        WaiverReader.Read(settings, faults);
        try
        {
            await StackPreview.RunAsync<FlowerStack>(settings);
            return [];
        }
        catch (ArgumentFaultsException refusal)
        {
            return [.. refusal.Faults.Concat(faults.All).Select(it => it.Key["flower-infra:".Length..]).Select(PathOf).OfType<string>()];
        }
    }

    // What stands below texts by name is no key of its own.
    private static string? PathOf(string key) => (EveryKey.Root.Find(key) ?? EveryKey.Root.Find(key[..Math.Max(key.LastIndexOf('.'), 0)]))?.Path;

    private static IEnumerable<ConfigurationKey> Keys(ConfigurationKey at) =>
        at.Children.Where(it => it.IsOpen).SelectMany(it => it.Children.Count == 0 ? [it] : Keys(it));
}
