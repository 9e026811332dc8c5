using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Tools.Preview;

/// <summary>How tests read a plan.</summary>
internal static class PlanAccess
{
    /// <summary>The only resource of a name.</summary>
    public static PlanResource Named(this Plan plan, string name) => plan.Resources.Single(it => it.Name == name);

    /// <summary>The text of an input.</summary>
    public static string? Text(this PlanResource resource, string input) => (string?)resource.Inputs[input];

    /// <summary>The JSON of an input.</summary>
    public static string Json(this PlanResource resource, string input) => ((JsonNode?)resource.Inputs[input])!.ToJsonString();
}
