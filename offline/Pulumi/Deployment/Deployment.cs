using System.Text.Json;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Ambient = new();

    private readonly Mocks.MockMonitor _monitor;
    private readonly Dictionary<string, string> _config;
    private readonly string? _rootDirectory;
    private Stack? _stack;

    private Deployment(IMocks mocks, TestOptions? options)
    {
        IsDryRun = options?.IsPreview ?? true;
        StackName = options?.StackName ?? "stack";
        ProjectName = options?.ProjectName ?? "project";
        OrganizationName = options?.OrganizationName ?? "organization";
        _rootDirectory = options?.RootDirectory;
        _monitor = new Mocks.MockMonitor(mocks, StackName, ProjectName);
        _config = ReadConfig();
        Public = new DeploymentInstance(this);
    }

    public static DeploymentInstance Instance => Internal.Public;

    internal static Deployment? Current => Ambient.Value;

    internal static Deployment Internal => Ambient.Value ?? throw new InvalidOperationException(
        "Trying to acquire Deployment.Instance before 'Run' was called.");

    internal string ProjectName { get; }

    internal string StackName { get; }

    internal string OrganizationName { get; }

    internal string RootDirectory => _rootDirectory ?? throw new InvalidOperationException("The run has no root directory.");

    internal bool IsDryRun { get; }

    internal Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    internal Runner Runner { get; } = new();

    internal EngineLog Log { get; } = new();

    private DeploymentInstance Public { get; }

    internal string? GetConfig(string fullKey) => _config.GetValueOrDefault(fullKey);

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs) =>
        Runner.Track(RegisterOutputsAsync(resource, outputs));

    private async Task RegisterOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = (await resource.Urn.DataTask.ConfigureAwait(false)).Value;
        var data = await outputs.DataTask.ConfigureAwait(false);
        if (data.IsKnown)
            await _monitor.RegisterOutputsAsync(urn, data.Value).ConfigureAwait(false);
    }

    private static Dictionary<string, string> ReadConfig()
    {
        var config = new Dictionary<string, string>();
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
            return config;
        using var document = JsonDocument.Parse(json);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            // Old language hosts write "project:config:key".
            var parts = property.Name.Split(":config:", 2);
            config[parts is [{ Length: > 0 } project, var key] && !project.Contains(':') ? $"{project}:{key}" : property.Name] =
                property.Value.ToString();
        }

        return config;
    }
}
