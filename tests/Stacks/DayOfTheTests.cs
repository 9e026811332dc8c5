namespace FlowerInfra.Tests.Stacks;

/// <summary>A day on which the waivers of the examples and of the tests count; on today's they end some day.</summary>
internal sealed class DayOfTheTests : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
}
