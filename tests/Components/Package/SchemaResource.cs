namespace FlowerInfra.Tests.Components.Package;

/// <summary>A component in a package's schema.</summary>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
internal sealed record SchemaResource(IReadOnlyList<SchemaProperty> Inputs, IReadOnlyList<SchemaProperty> Outputs);
