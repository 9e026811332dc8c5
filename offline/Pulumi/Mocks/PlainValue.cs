namespace Pulumi.Mocks;

/// <summary>A value as mocks see and answer it, and what was true of the outputs in it.</summary>
internal sealed record PlainValue(object? Value, bool IsKnown, bool IsSecret);
