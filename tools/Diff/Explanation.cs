namespace FlowerInfra;

/// <summary>What a rule says of a change.</summary>
/// <param name="Concern">What it is about.</param>
/// <param name="Impact">How much it asks for attention.</param>
/// <param name="Text">What happens, as a predicate of the resource.</param>
internal sealed record Explanation(Concern Concern, Impact Impact, string Text);
