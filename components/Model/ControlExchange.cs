namespace FlowerInfra;

/// <summary>The exchanges that carry control messages, from inspections to orders.</summary>
internal static class ControlExchange
{
    /// <summary>Celery's own, which workers hear.</summary>
    public const string Workers = "celery";

    /// <summary>One that no worker hears.</summary>
    public const string Nobody = "flower-strict";
}
