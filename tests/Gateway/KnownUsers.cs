using System.Text;
using FlowerInfra.Tests.Flower;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The users of every test's gateway, as the script that runs before a gateway knows them.</summary>
internal static class KnownUsers
{
    public const string Secret = """{"ops": "right-password", "ann": "~?~?>>>?"}""";

    private static readonly Lazy<string> RenderedMap = new(() =>
    {
        using var python = new PythonFiles();
        python.Write(FlowerSecretFiles.BasicAuth, Secret);
        var map = Path.Combine(python.Directory, "credentials.map");
        python.Run(GatewayCredentials.Render(python.Directory, map));
        return File.ReadAllText(map);
    });

    public static string Map => RenderedMap.Value;

    /// <summary>The header with which a browser signs in.</summary>
    public static string Authorization(string user, string password) =>
        $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"))}\r\n";
}
