using System.Text;
using FlowerInfra.Tests.Components.Flower;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The users of every test's gateway, as the script that runs before a gateway knows them.</summary>
internal static class KnownUsers
{
    public const string Secret = """{"ops": "right-password", "ann": "~?~?>>>?"}""";

    public const string TechnicalSecret = """{"load-balancer": "generated-password"}""";

    private static readonly Lazy<string> RenderedMap = new(() =>
    {
        using var python = new PythonFiles();
        python.Write(FlowerSecretFiles.BasicAuth, Secret);
        var map = Path.Combine(python.Directory, "credentials.map");
        python.Run(GatewayCredentials.Render(python.Directory, map));
        return File.ReadAllText(map);
    });

    private static readonly Lazy<string> RenderedAuthorization = new(() =>
    {
        using var python = new PythonFiles();
        python.Write(FlowerSecretFiles.BasicAuth, TechnicalSecret);
        var file = Path.Combine(python.Directory, "authorization.conf");
        python.Run(GatewayCredentials.RenderAuthorization(python.Directory, file));
        return File.ReadAllText(file);
    });

    public static string Map => RenderedMap.Value;

    /// <summary>How the gateway signs in where the load balancer signs people in.</summary>
    public static string TechnicalAuthorization => RenderedAuthorization.Value;

    /// <summary>The header of a browser that is signed in.</summary>
    public static string SignedIn { get; } = Authorization("ops", "right-password");

    /// <summary>The header with which a browser signs in.</summary>
    public static string Authorization(string user, string password) =>
        $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"))}\r\n";
}
