using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>
/// Sorts the lists whose order has no meaning to the provider, so that a plan changes only when what it describes does.
/// </summary>
internal static class PlanOrder
{
    /// <summary>The value with its unordered lists sorted.</summary>
    /// <param name="type">The resource's type token.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="value">The input's value.</param>
    public static JsonNode? Canonical(string type, string name, JsonNode? value)
    {
        Sort(UnorderedLists(type), name, value);
        return value;
    }

    private static string[] UnorderedLists(string type) => type switch
    {
        "aws:ec2/securityGroup:SecurityGroup" => ["cidrBlocks", "egress", "ingress", "ipv6CidrBlocks", "prefixListIds", "securityGroups"],
        "aws:lb/loadBalancer:LoadBalancer" => ["securityGroups", "subnets"],
        "kubernetes:apps/v1:Deployment" or "kubernetes:apps/v1:StatefulSet" or "kubernetes:batch/v1:CronJob" => ["env"],
        "kubernetes:networking.k8s.io/v1:NetworkPolicy" => ["egress", "from", "ingress", "policyTypes", "ports", "to"],
        _ => [],
    };

    private static void Sort(string[] unordered, string name, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject pairs when unordered.Length > 0:
                foreach (var (key, item) in pairs)
                    Sort(unordered, key, item);
                break;
            case JsonArray items when unordered.Length > 0:
                foreach (var item in items)
                    Sort(unordered, "", item);
                if (unordered.Contains(name, StringComparer.Ordinal) && !HasOrderOfItsOwn(items))
                    SortItems(items);
                break;
        }
    }

    // Kubernetes expands $(NAME) in a variable's value from the variables that stand before it.
    private static bool HasOrderOfItsOwn(JsonArray items) =>
        items.Any(item => item is JsonObject variable && variable["value"]?.ToString().Contains("$(", StringComparison.Ordinal) == true);

    private static void SortItems(JsonArray items)
    {
        var sorted = items.OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal).ToArray();
        items.Clear();
        foreach (var item in sorted)
            items.Add(item);
    }
}
