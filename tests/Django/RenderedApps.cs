using FlowerInfra.Tests.Gateway;
using FlowerInfra.Tests.Stacks;

namespace FlowerInfra.Tests.Django;

/// <summary>The apps as <c>render</c> writes them, for gateways that differ from deployed ones in ports and files only.</summary>
internal static class RenderedApps
{
    /// <summary>The gate's, for a dashboard with both instances. Paths begin with the app's name.</summary>
    public static SortedDictionary<string, string> Gate { get; } = Render();

    /// <summary>The proxy's, as the stack with both modes has it: the instances "proxied" and "proxied-admin" on the site's host.</summary>
    public static async Task<SortedDictionary<string, string>> ProxyAsync()
    {
        const string folder = $"django/{GateStandIn.Site}/";
        return new(
            DjangoApp.Files(await RepositoryStacks.PlanAsync("django")).Where(it => it.Key.StartsWith($"{folder}flower_proxy/", StringComparison.Ordinal))
                .ToDictionary(it => it.Key[folder.Length..], it => it.Value),
            StringComparer.Ordinal);
    }

    private static SortedDictionary<string, string> Render()
    {
        var gateways = new[] { InstanceRole.Viewer, InstanceRole.Administrator }
            .Select(role => GatewayFile.Read(NginxConfiguration.Render(GateStandIn.Settings(443, "/etc/nginx-gateway/django-ca.pem", role) with
            {
                Host = LiveGateway.SettingsFor().Host,
            })).Django!);
        return DjangoApp.Gates([.. gateways]);
    }
}
