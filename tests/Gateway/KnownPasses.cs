using FlowerInfra.Tests.Components.Flower;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The passes of every test's gateway, as the script that runs before a gateway makes them up.</summary>
internal static class KnownPasses
{
    private static readonly Lazy<string> RenderedMap = new(() =>
    {
        using var python = new PythonFiles();
        var map = Path.Combine(python.Directory, "passes.map");
        python.Run(GatewayPasses.Render(map));
        return File.ReadAllText(map);
    });

    private static readonly Lazy<Dictionary<string, string>> Passes = new(() =>
        Map.TrimEnd().Split('\n').Select(line => line.Split('"')).ToDictionary(parts => parts[1], parts => parts[3]));

    public static string Map => RenderedMap.Value;

    /// <summary>The pass of a session.</summary>
    /// <param name="signature">The session's signature.</param>
    public static string Of(string signature) => Passes.Value[signature[..3]];

    /// <summary>The header of a browser that holds the pass of another session than it sends, or of the same.</summary>
    /// <param name="signature">The signature of the session that it sends.</param>
    /// <param name="pass">The pass.</param>
    public static string Holding(string signature, string pass) =>
        $"Cookie: {SignedCookie.User.Replace(SignedCookie.Signature, signature, StringComparison.Ordinal)}; __Secure-flower-pass={pass}\r\n";
}
