using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>A configuration with every key that there is.</summary>
internal static class EveryKey
{
    /// <summary>The keys.</summary>
    public static readonly ConfigurationKey Root = ConfigurationKey.Of(typeof(FlowerStackArgs));

    // One dashboard for each way to sign in: of two in one dashboard neither is looked at.
    private static readonly string[] SignIns = [.. Root.Find("dashboards.NAME.auth")!.Children.Select(it => it.Member!.Name)];

    /// <summary>The configuration as JSON, without the project's name.</summary>
    /// <param name="leaf">Makes the value of a key that has none below it.</param>
    public static JsonObject Configuration(Func<ConfigurationKey, JsonNode?> leaf) => Configuration(Root, leaf);

    /// <summary>The paths of the keys that have none below them.</summary>
    /// <param name="at">Where to begin.</param>
    /// <param name="path">The path of that, ending in a dot.</param>
    public static IEnumerable<string> Leaves(ConfigurationKey at, string path) => at.Children.Where(it => it.IsOpen).SelectMany(it =>
        it.Kind is ValueKind.Object ? Leaves(it, $"{path}{it.Member!.Name}.")
        : it.Kind is ValueKind.ObjectMap ? Leaves(it, $"{path}{it.Member!.Name}.{ConfigurationKey.AnyName}.")
        : [$"{path}{it.Member!.Name}"]);

    private static JsonObject Configuration(ConfigurationKey at, Func<ConfigurationKey, JsonNode?> leaf, string signIn = "")
    {
        var keys = new JsonObject();
        foreach (var key in at.Children.Where(it => it.IsOpen && (!it.Path.EndsWith($"auth.{it.Member!.Name}", StringComparison.Ordinal) || it.Member!.Name == signIn)))
        {
            keys[key.Member!.Name] = key.Kind switch
            {
                ValueKind.Object => Configuration(key, leaf, signIn),
                ValueKind.Objects => new JsonArray(Configuration(key, leaf, signIn)),
                ValueKind.ObjectMap when key.Path == "dashboards" =>
                    new JsonObject(SignIns.Select(it => KeyValuePair.Create(it.ToLowerInvariant(), (JsonNode?)Configuration(key, leaf, it)))),
                ValueKind.ObjectMap => new JsonObject { ["FLW-LB-12"] = Configuration(key, leaf, signIn) },
                ValueKind.Texts => new JsonArray(leaf(key)),
                ValueKind.TextMap => new JsonObject { ["name"] = leaf(key) },
                _ => leaf(key),
            };
        }

        return keys;
    }
}
