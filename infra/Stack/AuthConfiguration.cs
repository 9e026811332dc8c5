using Pulumi;

namespace FlowerInfra;

/// <summary>Reads how people sign in: exactly one of the kinds.</summary>
internal static class AuthConfiguration
{
    private const string Fix = "Write how people sign in, for example { basic: { users: [ops] } }.";

    private static readonly string[] Kinds = ["basic", "github", "gitlab", "google", "loadBalancerOidc", "okta"];

    /// <summary>Reads the section <c>auth</c> of an instance.</summary>
    /// <param name="instance">The instance's section.</param>
    /// <param name="faults">Where faults are recorded.</param>
    public static FlowerAuth Read(ConfigurationReader instance, ArgumentFaults faults)
    {
        // Stands where the configuration has a fault; the fault stops everything before it is used.
        FlowerAuth auth = new BasicAuth { Users = ["nobody"] };
        if (instance.RequireSection("auth", Fix) is not { } section)
            return auth;
        var given = Kinds.Select(kind => (Kind: kind, Section: section.Section(kind))).Where(it => it.Section is not null).ToList();
        section.RefuseUnknown();
        if (given.Count != 1)
        {
            // What stands there and is no way to sign in has its own fault.
            faults.Require(
                given.Count > 0 || section.Names().Any(), section.Path.TrimEnd('.'), null, "names no way to sign in",
                $"Write one of {string.Join(", ", Kinds)}.");
            faults.Require(
                given.Count == 0, section.Path.TrimEnd('.'), string.Join(", ", given.Select(it => it.Kind)), "names more than one way to sign in",
                $"Write one of {string.Join(", ", Kinds)}.");
            return auth;
        }

        var (name, reader) = (given[0].Kind, given[0].Section!);
        auth = name switch
        {
            "basic" => Basic(reader),
            "github" => new GitHubAuth
            {
                ClientId = ClientId(reader),
                ClientSecretArn = ClientSecretArn(reader),
                AllowedEmails = AllowedEmails(reader),
                Domain = reader.Text("domain"),
            },
            "gitlab" => new GitLabAuth
            {
                ClientId = ClientId(reader),
                ClientSecretArn = ClientSecretArn(reader),
                AllowedEmails = AllowedEmails(reader),
                Domain = reader.Text("domain"),
                AllowedGroups = reader.Texts("allowedGroups"),
                MinimumAccessLevel = reader.Number("minimumAccessLevel", 20),
            },
            "google" => new GoogleAuth
            {
                ClientId = ClientId(reader),
                ClientSecretArn = ClientSecretArn(reader),
                AllowedEmails = AllowedEmails(reader),
            },
            "loadBalancerOidc" => Oidc(reader),
            _ => new OktaAuth
            {
                ClientId = ClientId(reader),
                ClientSecretArn = ClientSecretArn(reader),
                AllowedEmails = AllowedEmails(reader),
                BaseUrl = reader.RequireText("baseUrl", "Write the authorization server, for example https://example.okta.com/oauth2/default."),
            },
        };
        auth.ArgumentName = $"auth.{name}";
        if (auth is OAuth oauth)
            ReadCommon(reader, oauth);
        reader.RefuseUnknown();
        return auth;
    }

    private static BasicAuth Basic(ConfigurationReader reader) => new()
    {
        Users = reader.RequireTexts("users", "List the users' names, for example [ops, oncall]."),
        PasswordsSecretArn = reader.Text("passwordsSecretArn"),
        PasswordsSecretKmsKeyArn = reader.Text("passwordsSecretKmsKeyArn"),
        PasswordReaderRoleArns = reader.Texts("passwordReaderRoleArns") ?? [],
    };

    private static LoadBalancerOidc Oidc(ConfigurationReader reader)
    {
        const string fix = "Copy it from the provider's /.well-known/openid-configuration.";
        var clientSecret = reader.RequireSecret("clientSecret", $"Set it with: pulumi config set --secret --path {reader.Path}clientSecret", encrypted: true);
        return new LoadBalancerOidc
        {
            Issuer = reader.RequireText("issuer", fix),
            AuthorizationEndpoint = reader.RequireText("authorizationEndpoint", fix),
            TokenEndpoint = reader.RequireText("tokenEndpoint", fix),
            UserInfoEndpoint = reader.RequireText("userInfoEndpoint", fix),
            ClientId = ClientId(reader),
            ClientSecret = Output.CreateSecret(clientSecret ?? ""),
            SessionTimeoutSeconds = reader.Number("sessionTimeoutSeconds", 28_800),
            ProviderCidrBlocks = reader.Texts("providerCidrBlocks"),
            AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress", otherwise: false),
        };
    }

    private static void ReadCommon(ConfigurationReader reader, OAuth oauth)
    {
        oauth.ClientSecretKmsKeyArn = reader.Text("clientSecretKmsKeyArn");
        oauth.ProviderCidrBlocks = reader.Texts("providerCidrBlocks");
        oauth.AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress", otherwise: false);
        oauth.RedirectUri = reader.Text("redirectUri");
    }

    private static string ClientId(ConfigurationReader reader) =>
        reader.RequireText("clientId", "Copy the client id from the provider.");

    private static string ClientSecretArn(ConfigurationReader reader) => reader.RequireText(
        "clientSecretArn", "Write the ARN of the secret whose whole value is the client secret.");

    private static List<string> AllowedEmails(ConfigurationReader reader) => reader.RequireTexts(
        "allowedEmails", "List the addresses that are admitted, or one domain as *@example.com.");
}
