using System.Text.Json;

namespace FlowerInfra;

/// <summary>
/// Hands a stack's configuration to Pulumi, which takes it from the process's environment, and restores on disposal
/// what a run changes in the process.
/// </summary>
internal sealed class ConfigurationEnvironment : IDisposable
{
    private const string Values = "PULUMI_CONFIG";
    private const string SecretKeys = "PULUMI_CONFIG_SECRET_KEYS";

    private readonly string? _values = Environment.GetEnvironmentVariable(Values);
    private readonly string? _secretKeys = Environment.GetEnvironmentVariable(SecretKeys);

    // A failed run sets it to 32, which would become this process's own.
    private readonly int _exitCode = Environment.ExitCode;

    /// <summary>Sets the variables.</summary>
    /// <param name="settings">The stack's configuration.</param>
    public ConfigurationEnvironment(StackSettings settings)
    {
        Environment.SetEnvironmentVariable(Values, JsonSerializer.Serialize(settings.Values));
        Environment.SetEnvironmentVariable(SecretKeys, JsonSerializer.Serialize(settings.SecretKeys));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Values, _values);
        Environment.SetEnvironmentVariable(SecretKeys, _secretKeys);
        Environment.ExitCode = _exitCode;
    }
}
