using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Ambient = new();

    private readonly Mocks.MockMonitor _monitor;
    private readonly ImmutableDictionary<string, string> _config;
    private readonly ImmutableHashSet<string> _configSecretKeys;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        IsDryRun = options?.IsPreview ?? true;
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        RootDirectory = options?.RootDirectory ?? "";
        _monitor = new Mocks.MockMonitor(mocks, StackName, ProjectName);
        _config = Read<Dictionary<string, string>>("PULUMI_CONFIG")?.ToImmutableDictionary() ?? [];
        _configSecretKeys = Read<string[]>("PULUMI_CONFIG_SECRET_KEYS")?.ToImmutableHashSet() ?? [];
        Public = new DeploymentInstance(this);
    }

    public static DeploymentInstance Instance => Internal.Public;

    internal static Deployment? Current => Ambient.Value;

    internal static Deployment Internal => Ambient.Value ?? throw new InvalidOperationException(
        "Trying to acquire Deployment.Instance before 'Run' was called.");

    internal string ProjectName { get; }

    internal string StackName { get; }

    internal string OrganizationName { get; }

    internal string RootDirectory { get; }

    internal bool IsDryRun { get; }

    internal Stack? Stack { get; set; }

    internal Runner Runner { get; } = new();

    internal EngineLog Log { get; } = new();

    private DeploymentInstance Public { get; }

    internal string? GetConfig(string fullKey) => _config.GetValueOrDefault(fullKey);

    internal bool IsConfigSecret(string fullKey) => _configSecretKeys.Contains(fullKey);

    internal void RegisterOutputs(Output<IDictionary<string, object?>> outputs) => Runner.Track(OutputsAsync(outputs));

    private static async Task OutputsAsync(Output<IDictionary<string, object?>> outputs)
    {
        // Nothing receives them here; waiting for them reports the exceptions that they end in.
        var data = await outputs.DataTask.ConfigureAwait(false);
        await new Serialization.Serializer().SerializeAsync("outputs", data.Value).ConfigureAwait(false);
    }

    private static T? Read<T>(string variable)
        where T : class =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json) : null;
}
