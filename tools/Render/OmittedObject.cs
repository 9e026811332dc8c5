namespace FlowerInfra;

/// <summary>A Kubernetes resource that is not rendered: an incomplete object would be worse than none.</summary>
/// <param name="Type">The resource's type token.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="Reason">Why.</param>
public sealed record OmittedObject(string Type, string Name, string Reason);
