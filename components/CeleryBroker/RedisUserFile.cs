namespace FlowerInfra;

/// <summary>The users of a Redis that exists, as the lines of its <c>aclfile</c>, without passwords.</summary>
internal static class RedisUserFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "users.acl";

    /// <summary>Renders the lines. A user without a password can't log in: <c>ACL SETUSER NAME "&gt;…"</c> gives one, and a second.</summary>
    /// <param name="users">The users.</param>
    /// <param name="hasNoSelectors">Whether the server takes no selectors.</param>
    public static string Render(IEnumerable<BrokerUser> users, bool hasNoSelectors) => string.Concat(users
        .Select(user => $"user {user.Name} reset on {(hasNoSelectors ? RedisRights.Flat(user) : RedisRights.Exact(user))}\n")
        .Append("user default reset off\n"));
}
