namespace FlowerInfra.Tests.Components.Auth;

/// <summary>One way to sign in and what Flower has to be told about it.</summary>
/// <param name="Name">What is tested.</param>
/// <param name="Auth">Makes the arguments.</param>
/// <param name="Options">Every option of signing in that stands in <c>flowerconfig.py</c>.</param>
/// <param name="Variables">Every variable of the container that is about signing in.</param>
/// <param name="SecretFile">The file with the secret of signing in.</param>
internal sealed record SignInCase(
    string Name, Func<FlowerAuthArgs> Auth, Dictionary<string, string> Options, Dictionary<string, string> Variables, string SecretFile)
{
    public static IEnumerable<SignInCase> All { get; } =
    [
        new("basic", () => ComponentExamples.Basic("ops", "dev"),
            new() { ["basic_auth"] = "_users(\"/etc/flower/secrets/basic-auth.json\")" }, [], "basic-auth.json"),
        OAuth("google, a domain", () => ComponentExamples.Google("*@example.com"), "GoogleAuth2LoginHandler", ".*@example.com"),
        OAuth("google, a domain in capitals", () => ComponentExamples.Google("@EXAMPLE.com"), "GoogleAuth2LoginHandler", ".*@example.com"),
        OAuth("google, people", () => ComponentExamples.Google("b@example.com", "a@example.com", "b@example.com"),
            "GoogleAuth2LoginHandler", "a@example.com|b@example.com"),
        OAuth("okta", ComponentExamples.Okta, "OktaLoginHandler", ".*@example.com",
            ("FLOWER_OAUTH2_OKTA_BASE_URL", "https://example.okta.com/oauth2/default")),
        OAuth("github", ComponentExamples.GitHub, "GithubLoginHandler", "ops@example.com"),
        OAuth("github enterprise", () =>
        {
            var auth = ComponentExamples.GitHub();
            auth.GitHub!.Domain = "github.example.internal";
            return auth;
        }, "GithubLoginHandler", "ops@example.com", ("FLOWER_GITHUB_OAUTH_DOMAIN", "github.example.internal")),
        OAuth("gitlab", ComponentExamples.GitLab, "GitLabLoginHandler", "lead@example.com|ops@example.com"),
        OAuth("gitlab, groups", () => GitLab(["platform/oncall", "data"], level: 20, domain: null), "GitLabLoginHandler", "lead@example.com|ops@example.com",
            ("FLOWER_GITLAB_AUTH_ALLOWED_GROUPS", "data,platform/oncall"), ("FLOWER_GITLAB_MIN_ACCESS_LEVEL", "20")),
        OAuth("gitlab, a level and a domain", () => GitLab(["data"], level: 40, domain: "gitlab.example.internal"), "GitLabLoginHandler",
            "lead@example.com|ops@example.com", ("FLOWER_GITLAB_AUTH_ALLOWED_GROUPS", "data"), ("FLOWER_GITLAB_MIN_ACCESS_LEVEL", "40"),
            ("FLOWER_GITLAB_OAUTH_DOMAIN", "gitlab.example.internal")),
    ];

    public override string ToString() => Name;

    private static SignInCase OAuth(
        string name, Func<FlowerAuthArgs> auth, string handler, string pattern, params (string Name, string Value)[] variables) =>
        new(name, auth, new()
        {
            ["auth"] = $"\"{pattern}\"",
            ["auth_provider"] = $"\"flower.views.auth.{handler}\"",
            ["oauth2_key"] = "\"client-1\"",
            ["oauth2_redirect_uri"] = "\"https://flower.example.internal/login\"",
            ["oauth2_secret"] = "_secret(\"/etc/flower/secrets/oauth-client-secret\")",
        }, variables.ToDictionary(variable => variable.Name, variable => variable.Value), "oauth-client-secret");

    private static FlowerAuthArgs GitLab(List<string> groups, int level, string? domain)
    {
        var auth = ComponentExamples.GitLab();
        (auth.GitLab!.AllowedGroups, auth.GitLab.MinimumAccessLevel) = (groups, level);
        if (domain is not null)
            auth.GitLab.Domain = domain;
        return auth;
    }
}
