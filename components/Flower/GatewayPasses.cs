namespace FlowerInfra;

/// <summary>
/// Renders the script that runs before the gateway where people sign in with an identity provider, and makes up the passes
/// that the gateway hands to sessions which Flower has taken. They last as long as the pod, and stand nowhere else.
/// </summary>
internal static class GatewayPasses
{
    /// <summary>The file that the script writes and nginx includes: 4,096 passes of 128 random bits, by number.</summary>
    public const string MapFile = $"{GatewayCredentials.Directory}/passes.map";

    /// <summary>Renders the script, for the Python of Flower's image. It reads no secret.</summary>
    /// <param name="mapFile">The file to write.</param>
    /// <returns>Python source, ending in one line break. The same argument gives the same bytes.</returns>
    public static string Render(string mapFile = MapFile) => $$"""
        # Makes up the passes of signed-in sessions. Generated, never edited.
        import os


        {{SecretReader.Stop}}


        {{FileWriter.Python}}


        _write({{PythonLiteral.Of(mapFile)}}, "".join(f'"{number:03x}" "{os.urandom(16).hex()}";\n' for number in range(4096)))

        """.ReplaceLineEndings("\n");
}
