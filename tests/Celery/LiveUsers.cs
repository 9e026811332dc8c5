namespace FlowerInfra.Tests.Celery;

/// <summary>The users of the live brokers: one for each role, and one for what a role may have besides.</summary>
internal static class LiveUsers
{
    /// <summary>Whose queues nobody else's are.</summary>
    public static readonly IReadOnlyList<string> Chords = ["chords"];

    private static readonly IReadOnlyList<string> Queues = ["celery", "mail"];

    public static IReadOnlyList<BrokerUser> All { get; } =
    [
        new() { Name = "viewer", Role = BrokerRole.Viewer, Queues = Queues },
        new() { Name = "strict", Role = BrokerRole.Strict, Queues = Queues },
        new() { Name = "admin", Role = BrokerRole.Admin, Queues = Queues },
        new() { Name = "worker", Role = BrokerRole.Worker, Queues = Queues },
        new() { Name = "client", Role = BrokerRole.Client, Queues = Queues },
        new() { Name = "crowd", Role = BrokerRole.Worker, Queues = Chords, Chords = true, MingleAndGossip = true },
        new() { Name = "caller", Role = BrokerRole.Client, Queues = Chords, Chords = true },
    ];

    public static BrokerUser Named(string name) => All.Single(user => user.Name == name);

    public static bool IsDashboard(BrokerUser user) => user.Role is BrokerRole.Viewer or BrokerRole.Strict or BrokerRole.Admin;

    public static string PasswordOf(string name) => $"password-of-{name}";

    /// <summary>The settings of a team's own code that logs in as a user.</summary>
    public static CelerySettingsModel SettingsOf(BrokerUser user, bool isRabbitMq = false) => new()
    {
        IsWorker = user.Role == BrokerRole.Worker,
        IsRabbitMq = isRabbitMq,
        Queues = user.Queues,
    };
}
