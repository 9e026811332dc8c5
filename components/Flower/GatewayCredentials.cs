namespace FlowerInfra;

/// <summary>
/// Renders the script that runs before the gateway and tells it which credentials are right. Flower neither limits nor logs
/// wrong passwords, and nginx decides on a limit before Flower has answered: knowing the right ones, it can count the wrong.
/// </summary>
internal static class GatewayCredentials
{
    /// <summary>The script's name in the instance's ConfigMap.</summary>
    public const string Script = "gateway_credentials.py";

    /// <summary>The directory in memory that the script writes to and nginx reads from.</summary>
    public const string Directory = "/run/gateway";

    /// <summary>The file that the script writes and nginx includes.</summary>
    public const string MapFile = $"{Directory}/credentials.map";

    /// <summary>The file that the script writes and nginx includes where the load balancer signs people in.</summary>
    public const string AuthorizationFile = $"{Directory}/authorization.conf";

    /// <summary>The file that the script writes and nginx includes where a Django site is asked about sessions.</summary>
    public const string AuthorizationMapFile = $"{Directory}/authorization.map";

    /// <summary>Renders the script that tells the gateway which credentials are right, for the Python of Flower's image.</summary>
    /// <param name="secretsDirectory">The directory of the secret files.</param>
    /// <param name="mapFile">The file to write.</param>
    /// <returns>Python source, ending in one line break. The same arguments give the same bytes.</returns>
    public static string Render(string secretsDirectory = FlowerSecretFiles.Directory, string mapFile = MapFile) =>
        // Expressions, because nginx compares the plain entries of a map without regard to case. The value tells the users
        // apart, whose limits differ, and says nothing about them.
        Compose("Tells the gateway which credentials are right.", secretsDirectory, mapFile, """
            def _text(users):
                return "".join(f'"~^Basic {_encoded(user).replace("+", "[+]")}\\z" "{number}";\n' for number, user in enumerate(users, start=1))
            """);

    /// <summary>Renders the script that lets the gateway sign in to Flower as its one user, where the load balancer signs people in.</summary>
    /// <param name="secretsDirectory">The directory of the secret files.</param>
    /// <param name="authorizationFile">The file to write.</param>
    /// <returns>Python source, ending in one line break. The same arguments give the same bytes.</returns>
    public static string RenderAuthorization(
        string secretsDirectory = FlowerSecretFiles.Directory, string authorizationFile = AuthorizationFile) =>
        Compose("Lets the gateway sign in to Flower.", secretsDirectory, authorizationFile, """
            def _text(users):
                if len(users) != 1:
                    _stop(_users_file, "the secret names more than one user")
                return 'proxy_set_header Authorization "Basic ' + _encoded(users[0]) + '";\n'
            """);

    /// <summary>
    /// Renders the script that lets the gateway sign in to Flower as its one user for those whose role a Django site names, and
    /// makes up the passes of sessions: by their first two characters, of which there are 1,296.
    /// </summary>
    /// <param name="role">The instance's role.</param>
    /// <param name="secretsDirectory">The directory of the secret files.</param>
    /// <param name="authorizationMapFile">The file to write for the password.</param>
    /// <param name="passesFile">The file to write for the passes.</param>
    /// <returns>Python source, ending in one line break. The same arguments give the same bytes.</returns>
    public static string RenderForDjango(
        InstanceRole role, string secretsDirectory = FlowerSecretFiles.Directory, string authorizationMapFile = AuthorizationMapFile,
        string passesFile = GatewayPasses.MapFile) =>
        Compose("Lets the gateway sign in to Flower, and makes up the passes of signed-in sessions.", secretsDirectory, authorizationMapFile, $$"""
            def _text(users):
                if len(users) != 1:
                    _stop(_users_file, "the secret names more than one user")
                return '"~^{{DjangoGateConfiguration.RoleName(role)}}\\z" "Basic ' + _encoded(users[0]) + '";\n'


            def _passes():
                letters = "0123456789abcdefghijklmnopqrstuvwxyz"
                return "".join(f'"{one}{other}" "{os.urandom(16).hex()}";\n' for one in letters for other in letters)
            """, $"_write({PythonLiteral.Of(passesFile)}, _passes())\n");

    private static string Compose(string purpose, string secretsDirectory, string file, string text, string more = "") => $$"""
        # {{purpose}} Generated, never edited.
        import base64
        import os

        _users_file = {{PythonLiteral.Of($"{secretsDirectory}/{FlowerSecretFiles.BasicAuth}")}}


        {{SecretReader.Python}}


        {{UserReader.Python}}


        def _encoded(user):
            return base64.b64encode(user.encode("ascii")).decode("ascii")


        {{text}}


        {{FileWriter.Python}}


        _write({{PythonLiteral.Of(file)}}, _text(_users(_users_file)))
        {{more}}
        """.ReplaceLineEndings("\n");
}
