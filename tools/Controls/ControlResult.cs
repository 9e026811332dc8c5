namespace FlowerInfra;

/// <summary>The outcome of a control for one resource.</summary>
/// <param name="Id">The control's id.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Urn">The resource, or null when the outcome is about the whole stack.</param>
/// <param name="Message">What is wrong, or the control's title when nothing is.</param>
public sealed record ControlResult(string Id, ControlStatus Status, string? Urn, string Message);
