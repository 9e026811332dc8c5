namespace FlowerInfra;

/// <summary>
/// Every request that Flower's own pages and its documented API make: the one table from which the gateway's allow-list is
/// rendered. What isn't in it doesn't pass.
/// </summary>
internal static class FlowerRoutes
{
    // ?refresh=1 broadcasts to all workers and ?timeout=N holds one of five threads: neither is a harmless read, so that
    // both are left to the admin profile.
    private static readonly FlowerRoute[] Reads =
    [
        // The workers table reloads itself with json=1 and with jQuery's _=<time> against caches.
        Get("", "_", "autorefresh", "json"),
        Get("workers", "_", "autorefresh", "json"),
        Get("worker/{name}"),
        Get("tasks", "name", "state", "worker"),
        Get("task/{name}"),
        Get("broker"),
        Get("static/{file}", "v"),
        // The tasks table reads with a POST, because its parameters outgrow a URL.
        Post("tasks/datatable"),
        Get("api/workers", "status", "workername"),
        // Without a limit Flower lists all it remembers: 100,000 tasks are 74 MB, and freeze it for five seconds.
        Get("api/tasks", "offset", "received_end", "received_start", "search", "sort_by", "state", "taskname", "workername") with
        {
            EntryLimit = "limit",
        },
        Get("api/task/types"),
        Get("api/task/info/{name}"),
        Get("api/task/result/{name}"),
        Get("api/queues/length"),
    ];

    private static readonly FlowerRoute[] Controls =
    [
        Get("api/workers", "refresh", "status", "workername"),
        Get("api/task/result/{name}", "timeout"),
        Post("api/worker/shutdown/{name}"),
        Post("api/worker/pool/restart/{name}"),
        Post("api/worker/pool/grow/{name}", "n"),
        Post("api/worker/pool/shrink/{name}", "n"),
        Post("api/worker/pool/autoscale/{name}", "max", "min"),
        Post("api/worker/queue/add-consumer/{name}", "queue"),
        Post("api/worker/queue/cancel-consumer/{name}", "queue"),
        Post("api/task/apply/{name}"),
        Post("api/task/async-apply/{name}"),
        Post("api/task/send-task/{name}"),
        Post("api/task/abort/{name}"),
        Post("api/task/timeout/{name}", "hard", "soft", "workername"),
        Post("api/task/rate-limit/{name}", "ratelimit", "workername"),
        Post("api/task/revoke/{name}", "signal", "terminate"),
    ];

    // Two rows for the login: Flower before 2.2 redirects to whatever next says once it has a code, so that a link with both
    // would be an open redirect. Identity providers never send next. Only Flower 2.2 has the logout.
    private static readonly FlowerRoute[] SignIn =
    [
        Get("logout"),
        Get("login", "next"),
        Get("login", "authuser", "code", "error", "error_description", "error_uri", "hd", "iss", "prompt", "scope", "session_state", "state"),
    ];

    /// <summary>The requests that pass.</summary>
    /// <param name="role">Whether the control endpoints are among them.</param>
    /// <param name="authentication">Whether the login route is.</param>
    public static IReadOnlyList<FlowerRoute> For(InstanceRole role, AuthenticationKind authentication) =>
    [
        .. Reads,
        .. role == InstanceRole.Administrator ? Controls : [],
        .. authentication == AuthenticationKind.OAuth ? SignIn : [],
    ];

    private static FlowerRoute Get(string path, params string[] parameters) => new("GET", path, parameters);

    private static FlowerRoute Post(string path, params string[] parameters) => new("POST", path, parameters);
}
