namespace FlowerInfra;

/// <summary>Whose settings they are, for <see cref="CelerySettingsArgs.Role"/>.</summary>
public static class CeleryRole
{
    /// <summary>Code that sends tasks and reads their results.</summary>
    public const string Client = "client";

    /// <summary>Workers.</summary>
    public const string Worker = "worker";
}
