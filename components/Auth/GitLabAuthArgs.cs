using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>Sign-in with GitLab, optionally limited to the members of groups.</summary>
public sealed partial class GitLabAuthArgs : ResourceArgs, IOAuthArgs
{
    // https://docs.gitlab.com/api/access_requests/#valid-access-levels
    private static readonly int[] AccessLevels = [5, 10, 15, 20, 30, 40, 50];

    // Flower's own default of FLOWER_GITLAB_MIN_ACCESS_LEVEL.
    private const int DefaultAccessLevel = 20;

    /// <inheritdoc />
    [Input("clientId", required: true)]
    public required Input<string> ClientId { get; set; }

    /// <inheritdoc />
    [Input("clientSecretArn", required: true)]
    public required Input<string> ClientSecretArn { get; set; }

    /// <inheritdoc />
    [Input("clientSecretKmsKeyArn")]
    public Input<string>? ClientSecretKmsKeyArn { get; set; }

    /// <inheritdoc />
    [Input("allowedEmails", required: true)]
    public required InputList<string> AllowedEmails { get; set; }

    /// <inheritdoc />
    [Input("providerCidrBlocks")]
    public List<string>? ProviderCidrBlocks { get; set; }

    /// <inheritdoc />
    [Input("allowHttpsToAnyAddress")]
    public bool? AllowHttpsToAnyAddress { get; set; }

    /// <inheritdoc />
    [Input("redirectUri")]
    public Input<string>? RedirectUri { get; set; }

    /// <summary>The domain of your own GitLab server. Default: <c>gitlab.com</c>.</summary>
    /// <example>gitlab.example.com</example>
    [Input("domain")]
    public Input<string>? Domain { get; set; }

    /// <summary>
    /// The full paths of groups. A user must be in one of them. For example <c>platform/oncall</c>. Plain: whether there are any
    /// decides what Flower is told. Default: any.
    /// </summary>
    /// <example>["platform/oncall"]</example>
    [Input("allowedGroups")]
    public List<string>? AllowedGroups { get; set; }

    /// <summary>
    /// The least access level in such a group, as GitLab numbers them. Plain: it is checked before anything is created. Default:
    /// 20, reporter.
    /// </summary>
    [Input("minimumAccessLevel")]
    public int? MinimumAccessLevel { get; set; }

    internal OAuthSignIn Read(ArgumentReader reader, string? redirectUri)
    {
        var groups = AllowedGroups ?? [];
        var level = MinimumAccessLevel ?? DefaultAccessLevel;
        reader.Require(
            AccessLevels.Contains(level), "minimumAccessLevel", $"{level}", "is not one of GitLab's access levels",
            $"Write one of {string.Join(", ", AccessLevels)}.");
        reader.Require(
            level == DefaultAccessLevel || groups.Count > 0, "minimumAccessLevel", $"{level}", "has no effect without groups",
            "Name allowedGroups, to which the level applies, or leave it out.");
        for (var i = 0; i < groups.Count; i++)
        {
            reader.Require(
                GroupPath().IsMatch(groups[i]), $"allowedGroups[{i}]", groups[i], "is not the path of a group",
                "Write the group's full path, for example platform/oncall.");
        }

        var environment = new List<(string Name, Output<string> Value)>();
        if (groups.Count > 0)
        {
            environment.Add(("FLOWER_GITLAB_AUTH_ALLOWED_GROUPS", Output.Create(string.Join(',', groups.Order(StringComparer.Ordinal)))));
            environment.Add(("FLOWER_GITLAB_MIN_ACCESS_LEVEL", Output.Create($"{level}")));
        }

        if (Domain is not null)
            environment.Add(("FLOWER_GITLAB_OAUTH_DOMAIN", reader.ProviderHost("domain", Domain)));
        return ((IOAuthArgs)this).Read(reader, OAuthProvider.GitLab, redirectUri) with { Environment = environment };
    }

    // Flower splits the list at commas.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\z")]
    private static partial Regex GroupPath();
}
