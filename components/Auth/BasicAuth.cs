using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>HTTP basic authentication with named users, each with a generated password of their own.</summary>
public sealed partial class BasicAuth : FlowerAuth
{
    /// <summary>
    /// The users' names: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>. Flower separates name and password by a colon
    /// and users by a comma, and answers 500 to names outside ASCII.
    /// </summary>
    [Input("users", required: true)]
    public required List<string> Users { get; set; }

    internal override void Validate(ArgumentFaults faults, string path)
    {
        faults.Require(
            Users.Count > 0, $"{path}users", null, "no user is named",
            "Name at least one user: Flower with an empty list lets everybody in.");
        foreach (var (user, index) in Users.Select((user, index) => (user, index)))
        {
            faults.Require(
                UserName().IsMatch(user), $"{path}users[{index}]", user, "is not a user name",
                "Use 1 to 64 letters, digits, dots, underscores or hyphens.");
            faults.Require(
                Users.IndexOf(user) == index, $"{path}users[{index}]", user, "is named twice", "Name each user once.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$")]
    private static partial Regex UserName();
}
