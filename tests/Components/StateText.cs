namespace FlowerInfra.Tests.Components;

/// <summary>A text that the engine's state would hold.</summary>
/// <param name="Place">The resource's kind and name and the path of the input.</param>
/// <param name="Text">The text.</param>
/// <param name="IsSecret">Whether the engine encrypts it.</param>
internal sealed record StateText(string Place, string Text, bool IsSecret);
