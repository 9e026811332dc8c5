namespace FlowerInfra;

/// <summary>
/// Renders the limits. Flower's cheap requests take a quarter of a millisecond of its processor, and some take a thousand
/// times as much: those have narrow limits of their own, and the others wide ones.
/// </summary>
internal static class LimitConfiguration
{
    // Slow readers keep a list in Flower's memory: with as many, 100,000 tasks stay below half of what their size reserves.
    internal const int OpenListings = 16;

    /// <summary>The zones, and what they count by.</summary>
    /// <param name="settings">What passes.</param>
    public static IEnumerable<string> Zones(GatewaySettings settings) =>
    [
        $"    limit_req_zone $asker zone=requests:2m rate={settings.Rates.RequestsPerSecond}r/s;",
        $"    limit_req_zone $asker zone=listings:1m rate={settings.Rates.ListingsPerSecond}r/s;",
        $"    limit_req_zone $asker zone=inspections:1m rate={settings.Rates.WorkerPagesPerMinute}r/m;",
        "    limit_conn_zone $asker zone=connections:1m;",
        "    limit_conn_zone $asker zone=open_listings:1m;",
        .. settings.Authentication switch
        {
            AuthenticationKind.LoadBalancer => [],
            AuthenticationKind.Django => CrowdZones(settings),
            AuthenticationKind.OAuth => [.. CrowdZones(settings), .. LoginZones(settings)],
            _ => FailedLogins(),
        },
    ];

    /// <summary>What every request is limited by, inside a location.</summary>
    /// <param name="settings">What passes.</param>
    public static IEnumerable<string> Everywhere(GatewaySettings settings) =>
    [
        // First: what these refuse takes no place in the askers' zones, out of which it would push who has used up a limit.
        .. settings.Authentication is AuthenticationKind.Django or AuthenticationKind.OAuth ? Crowd(settings) : [],
        $"            limit_req zone=requests burst={settings.Rates.RequestsPerSecond * 2} nodelay;",
        $"            limit_conn connections {settings.Rates.Connections};",
        .. settings.Authentication == AuthenticationKind.Basic ? FailedLogin : [],
    ];

    /// <summary>What lists of tasks are limited by besides. A few more than the rate wait instead of being refused.</summary>
    public static IEnumerable<string> Listings { get; } =
        ["            limit_req zone=listings burst=20 delay=5;", $"            limit_conn open_listings {OpenListings};"];

    /// <summary>What workers' pages are limited by besides.</summary>
    public static IEnumerable<string> WorkerPages { get; } = ["            limit_req zone=inspections burst=20 nodelay;"];

    /// <summary>
    /// What logins are limited by instead: nobody who signs in has an own limit yet, and a flood of anything else from that
    /// address must not use up this one.
    /// </summary>
    /// <param name="settings">What passes.</param>
    public static IEnumerable<string> Logins(GatewaySettings settings) =>
    [
        "            limit_req zone=logins burst=40 nodelay;",
        $"            limit_req zone=login_pages burst={settings.Rates.RequestsPerSecond * 2} nodelay;",
        $"            limit_conn connections {settings.Rates.Connections};",
    ];

    /// <summary>How many requests in a second an address may make where each session has a limit of its own.</summary>
    /// <param name="requestsPerSecond">The limit of a session.</param>
    internal static int AddressRate(int requestsPerSecond) => requestsPerSecond * 10 / 3;

    private static readonly string[] FailedLogin = ["            limit_req zone=logins burst=5 nodelay;"];

    private static string[] Crowd(GatewaySettings settings) =>
    [
        $"            limit_req zone=addresses burst={AddressRate(settings.Rates.RequestsPerSecond) * 2} nodelay;",
        $"            limit_conn address_connections {settings.Rates.Connections * 4};",
    ];

    // A forged session looks like a real one to the gateway: without a limit for the address they would be endless. Those who
    // have a pass share one of their own.
    private static string[] CrowdZones(GatewaySettings settings) =>
    [
        $"    limit_req_zone $crowd zone=addresses:1m rate={AddressRate(settings.Rates.RequestsPerSecond)}r/s;",
        "    limit_conn_zone $crowd zone=address_connections:1m;",
    ];

    // Of a login only its end costs something, where Flower asks the provider. Not $arg_code: that is the first one, and Flower
    // takes the last.
    private static IEnumerable<string> LoginZones(GatewaySettings settings) =>
    [
        .. AskerConfiguration.Map("$request_uri", "$login_end", "default \"\";", "\"~[?&]code=\" $binary_remote_addr;"),
        $"    limit_req_zone $login_end zone=logins:1m rate={settings.Rates.LoginsPerMinute}r/m;",
        $"    limit_req_zone $binary_remote_addr zone=login_pages:1m rate={settings.Rates.RequestsPerSecond}r/s;",
    ];

    // Flower limits no passwords, and a limit is decided before it has answered. So the gateway knows the right credentials
    // and counts requests with others; who signs in rightly is not held back by a neighbour behind the same address. Pages
    // count apart from what they poll: a tab with an old password would else keep others from being asked for the new one.
    private static IEnumerable<string> FailedLogins() =>
    [
        .. AskerConfiguration.Map(
            "\"$signed_in|$http_authorization\"", "$failed_login", "default \"$no_page$binary_remote_addr\";", "\"|\" \"\";", "\"~^[^|]\" \"\";"),
        "    limit_req_zone $failed_login zone=logins:1m rate=10r/m;",
    ];
}
