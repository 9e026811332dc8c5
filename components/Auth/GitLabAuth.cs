using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>Sign-in with GitLab, optionally limited to the members of groups.</summary>
public sealed partial class GitLabAuth : OAuth
{
    // https://docs.gitlab.com/api/access_requests/#valid-access-levels
    private static readonly int[] AccessLevels = [5, 10, 15, 20, 30, 40, 50];

    // Flower's own default of FLOWER_GITLAB_MIN_ACCESS_LEVEL.
    private const int DefaultAccessLevel = 20;

    /// <summary>The domain of a GitLab server of one's own. Default: <c>gitlab.com</c>.</summary>
    [Input("domain")]
    public string? Domain { get; set; }

    /// <summary>The full paths of groups, of which a user must be in one, for example <c>platform/oncall</c>. Default: any.</summary>
    [Input("allowedGroups")]
    public List<string>? AllowedGroups { get; set; }

    /// <summary>The least access level in such a group, as GitLab numbers them. Default: 20, reporter.</summary>
    [Input("minimumAccessLevel")]
    public int MinimumAccessLevel { get; set; } = DefaultAccessLevel;

    internal override OAuthProvider Provider => OAuthProvider.GitLab;

    internal override IEnumerable<KeyValuePair<string, string>> Environment
    {
        get
        {
            if (AllowedGroups is { Count: > 0 })
            {
                yield return new("FLOWER_GITLAB_AUTH_ALLOWED_GROUPS", string.Join(',', AllowedGroups.Order(StringComparer.Ordinal)));
                yield return new("FLOWER_GITLAB_MIN_ACCESS_LEVEL", $"{MinimumAccessLevel}");
            }

            if (Domain is not null)
                yield return new("FLOWER_GITLAB_OAUTH_DOMAIN", Domain);
        }
    }

    internal override void Validate(ArgumentFaults faults, string path)
    {
        base.Validate(faults, path);
        if (Domain is not null)
            faults.Parse<HostName>($"{path}domain", Domain, HostName.TryParse);
        faults.Require(
            AccessLevels.Contains(MinimumAccessLevel), $"{path}minimumAccessLevel", $"{MinimumAccessLevel}",
            "is not one of GitLab's access levels", $"Write one of {string.Join(", ", AccessLevels)}.");
        faults.Require(
            MinimumAccessLevel == DefaultAccessLevel || AllowedGroups is { Count: > 0 }, $"{path}minimumAccessLevel", $"{MinimumAccessLevel}",
            "limits nobody without groups", "Name allowedGroups, to which the level applies, or leave it out.");
        foreach (var (group, index) in (AllowedGroups ?? []).Select((group, index) => (group, index)))
        {
            faults.Require(
                GroupPath().IsMatch(group), $"{path}allowedGroups[{index}]", group, "is not the path of a group",
                "Write the group's full path, for example platform/oncall.");
        }
    }

    // Flower splits the list at commas.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\z")]
    private static partial Regex GroupPath();
}
