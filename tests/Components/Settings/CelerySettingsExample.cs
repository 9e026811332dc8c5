namespace FlowerInfra.Tests.Components.Settings;

/// <summary>Settings' arguments that are accepted, for tests to change in one place.</summary>
internal static class CelerySettingsExample
{
    public static CelerySettingsArgs Worker() => new() { Role = CeleryRole.Worker, Queues = ["celery", "mail"], Namespace = "orders" };

    public static CelerySettingsArgs Client() => new() { Role = CeleryRole.Client, Queues = ["celery", "mail"], Namespace = "orders" };

    public static Task<MockedProgram> RunAsync(CelerySettingsArgs args) => MockedProgram.RunAsync(() => _ = new CelerySettings("orders", args));
}
