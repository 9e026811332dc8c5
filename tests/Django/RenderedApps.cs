using FlowerInfra.Tests.Gateway;

namespace FlowerInfra.Tests.Django;

/// <summary>The apps as <c>render</c> writes them, for gateways that differ from deployed ones in ports and files only.</summary>
internal static class RenderedApps
{
    /// <summary>The gate's, for a dashboard with both instances. Paths begin with the app's name.</summary>
    public static SortedDictionary<string, string> Gate { get; } = Render();

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
