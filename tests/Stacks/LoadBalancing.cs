namespace FlowerInfra.Tests.Stacks;

/// <summary>Reads the conditions of listener rules.</summary>
internal static class LoadBalancing
{
    public static IReadOnlyList<string?> Hosts(PlanResource rule) => Values(rule, "hostHeader");

    public static IReadOnlyList<string?> Paths(PlanResource rule) => Values(rule, "pathPattern");

    public static IReadOnlyList<string?> Sources(PlanResource rule) => Values(rule, "sourceIp");

    private static List<string?> Values(PlanResource rule, string condition) =>
        [.. rule.At("conditions").Items.SelectMany(it => it[condition]["values"].Texts())];
}
