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
    public static FlowerAuthArgs Read(ConfigurationReader instance, ArgumentFaults faults)
    {
        // Stands where the configuration has a fault; the fault stops everything before it is used.
        var auth = new FlowerAuthArgs { Basic = new BasicAuthArgs { Users = ["nobody"] } };
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

        var reader = given[0].Section!;
        auth = given[0].Kind switch
        {
            "basic" => new FlowerAuthArgs { Basic = Basic(reader) },
            "github" => new FlowerAuthArgs { GitHub = GitHub(reader) },
            "gitlab" => new FlowerAuthArgs { GitLab = GitLab(reader) },
            "google" => new FlowerAuthArgs { Google = Google(reader) },
            "loadBalancerOidc" => new FlowerAuthArgs { LoadBalancerOidc = Oidc(reader) },
            _ => new FlowerAuthArgs { Okta = Okta(reader) },
        };
        reader.RefuseUnknown();
        return auth;
    }

    private static BasicAuthArgs Basic(ConfigurationReader reader) => new()
    {
        Users = reader.RequireTexts("users", "List the users' names, for example [ops, oncall]."),
        PasswordReaderRoleArns = Texts(reader, "passwordReaderRoleArns"),
        PasswordsSecretArn = Text(reader, "passwordsSecretArn"),
        PasswordsSecretKmsKeyArn = Text(reader, "passwordsSecretKmsKeyArn"),
    };

    private static GitHubAuthArgs GitHub(ConfigurationReader reader) => new()
    {
        ClientId = ClientId(reader),
        ClientSecretArn = ClientSecretArn(reader),
        ClientSecretKmsKeyArn = Text(reader, "clientSecretKmsKeyArn"),
        AllowedEmails = AllowedEmails(reader),
        ProviderCidrBlocks = reader.Texts("providerCidrBlocks"),
        AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress"),
        RedirectUri = Text(reader, "redirectUri"),
        Domain = Text(reader, "domain"),
    };

    private static GitLabAuthArgs GitLab(ConfigurationReader reader) => new()
    {
        ClientId = ClientId(reader),
        ClientSecretArn = ClientSecretArn(reader),
        ClientSecretKmsKeyArn = Text(reader, "clientSecretKmsKeyArn"),
        AllowedEmails = AllowedEmails(reader),
        ProviderCidrBlocks = reader.Texts("providerCidrBlocks"),
        AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress"),
        RedirectUri = Text(reader, "redirectUri"),
        Domain = Text(reader, "domain"),
        AllowedGroups = reader.Texts("allowedGroups"),
        MinimumAccessLevel = reader.Number("minimumAccessLevel"),
    };

    private static GoogleAuthArgs Google(ConfigurationReader reader) => new()
    {
        ClientId = ClientId(reader),
        ClientSecretArn = ClientSecretArn(reader),
        ClientSecretKmsKeyArn = Text(reader, "clientSecretKmsKeyArn"),
        AllowedEmails = AllowedEmails(reader),
        ProviderCidrBlocks = reader.Texts("providerCidrBlocks"),
        AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress"),
        RedirectUri = Text(reader, "redirectUri"),
    };

    private static OktaAuthArgs Okta(ConfigurationReader reader) => new()
    {
        BaseUrl = reader.RequireText("baseUrl", "Write the authorization server, for example https://example.okta.com/oauth2/default."),
        ClientId = ClientId(reader),
        ClientSecretArn = ClientSecretArn(reader),
        ClientSecretKmsKeyArn = Text(reader, "clientSecretKmsKeyArn"),
        AllowedEmails = AllowedEmails(reader),
        ProviderCidrBlocks = reader.Texts("providerCidrBlocks"),
        AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress"),
        RedirectUri = Text(reader, "redirectUri"),
    };

    private static LoadBalancerOidcArgs Oidc(ConfigurationReader reader)
    {
        const string fix = "Copy it from the provider's /.well-known/openid-configuration.";
        var clientSecret = reader.RequireSecret("clientSecret", $"Set it with: pulumi config set --secret --path {reader.Path}clientSecret", encrypted: true);
        return new LoadBalancerOidcArgs
        {
            Issuer = reader.RequireText("issuer", fix),
            AuthorizationEndpoint = reader.RequireText("authorizationEndpoint", fix),
            TokenEndpoint = reader.RequireText("tokenEndpoint", fix),
            UserInfoEndpoint = reader.RequireText("userInfoEndpoint", fix),
            ClientId = ClientId(reader),
            ClientSecret = clientSecret ?? "",
            SessionTimeoutSeconds = reader.Number("sessionTimeoutSeconds"),
            ProviderCidrBlocks = reader.Texts("providerCidrBlocks"),
            AllowHttpsToAnyAddress = reader.Flag("allowHttpsToAnyAddress"),
        };
    }

    private static Input<string>? Text(ConfigurationReader reader, string key) => SharedConfiguration.Given(reader.Text(key));

    private static InputList<string>? Texts(ConfigurationReader reader, string key) =>
        reader.Texts(key) is { } texts ? (InputList<string>)texts : null;

    private static string ClientId(ConfigurationReader reader) =>
        reader.RequireText("clientId", "Copy the client id from the provider.");

    private static string ClientSecretArn(ConfigurationReader reader) => reader.RequireText(
        "clientSecretArn", "Write the ARN of the secret whose whole value is the client secret.");

    private static List<string> AllowedEmails(ConfigurationReader reader) => reader.RequireTexts(
        "allowedEmails", "List the addresses that are admitted, or one domain as *@example.com.");
}
