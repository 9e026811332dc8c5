using System.Text.Json.Nodes;

namespace FlowerInfra;

/// <summary>What a stack would create, in the canonical order: resources by URN, keys ordinally.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Stack">The stack's name.</param>
/// <param name="Sdk"><c>offline</c> or <c>official</c>.</param>
/// <param name="Resources">The resources, sorted by URN.</param>
/// <param name="Outputs">The stack's outputs.</param>
/// <param name="Controls">The state of the security controls; empty until they are evaluated.</param>
public sealed record Plan(
    string Project, string Stack, string Sdk, IReadOnlyList<PlanResource> Resources, JsonObject Outputs, IReadOnlyList<ControlResult> Controls)
{
    /// <summary>Stands for a secret value.</summary>
    public const string Secret = "[secret]";

    /// <summary>Stands for a value that is known only after deployment.</summary>
    public const string Unknown = "[unknown]";

    /// <summary>The format's name and version.</summary>
    public const string Format = "flower-infra/plan/1";
}
