using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>Whether a gateway limits what one client can ask of it, everywhere and by what the client can't choose.</summary>
internal static partial class GatewayLimits
{
    private const string Seconds = "seconds";
    private const string Bytes = "bytes";

    // nginx's own defaults: what is longer or larger was set to loosen them.
    private const double LongestWait = 60;
    private const double LargestBody = 1 << 20;

    private static readonly int MostPerSecond = LimitConfiguration.AddressRate(RequestRatesArgs.MostRequestsPerSecond);

    /// <summary>What is left without a limit, each as a clause that follows the file's name.</summary>
    /// <param name="file">The file.</param>
    public static IEnumerable<string> Missing(GatewayFile file) => file.Dashboards.Count == 0 ? ["passes nothing on that it could limit"] :
    [
        .. file.Servers.Where(it => !Within(it, "client_header_timeout", Seconds, LongestWait)).Select(it => At(it, "waits too long for headers")),
        .. from server in file.Servers
        from level in server.All
        where !Within(level, "client_body_timeout", Seconds, LongestWait) || !Within(level, "client_max_body_size", Bytes, LargestBody)
        select At(level, "takes bodies too large or too slow"),
        .. from server in file.Dashboards
        from level in server.Inner
        // Reached from inside alone, after the limits of where the request came from.
        where file.Django?.Knows(level.Directive) != true
        where !LimitsRequests(file, level, MostPerSecond, 2 * MostPerSecond, mayForge: false)
            || !LimitsConnections(file, level, 4 * RequestRatesArgs.MostConnections)
        select At(level, "does not limit each client"),
        .. file.All.Where(BelievesClients).Select(it => $"believes what clients say of their address ({it.Name} on line {it.Line})"),
    ];

    /// <summary>Whether one of the limits of a location holds back each client.</summary>
    /// <param name="file">The file.</param>
    /// <param name="level">The location.</param>
    /// <param name="mostPerSecond">How many requests in a second it may let pass.</param>
    /// <param name="mostAtOnce">How many at once.</param>
    /// <param name="mayForge">Whether a session counts that nobody has checked.</param>
    public static bool LimitsRequests(GatewayFile file, NginxLevel level, double mostPerSecond, double mostAtOnce, bool mayForge = true) =>
        level.Effective("limit_req_dry_run").All(it => it.Is("off"))
        && level.Effective("limit_req").Any(limit => Zones(file, "limit_req_zone").Any(zone =>
            limit.Arguments.Contains($"zone={ZoneName(zone)}")
            && limit.Arguments.All(it => !it.StartsWith("burst=", StringComparison.Ordinal) || Number(it["burst=".Length..]) <= mostAtOnce)
            && zone.Arguments is [var key, _, var rate] && CountsClients(file, key, mayForge)
            && Rate().Match(rate) is { Success: true } match
            && Number(match.Groups["number"].Value) / (match.Groups["unit"].Value == "m" ? 60 : 1) <= mostPerSecond));

    /// <summary>Whether a location limits how many requests a client has open.</summary>
    /// <param name="file">The file.</param>
    /// <param name="level">The location.</param>
    /// <param name="most">How many.</param>
    public static bool LimitsConnections(GatewayFile file, NginxLevel level, double most) =>
        level.Effective("limit_conn_dry_run").All(it => it.Is("off"))
        && level.Effective("limit_conn").Any(limit => Zones(file, "limit_conn_zone").Any(zone =>
            limit.Arguments is [var name, var number] && name == ZoneName(zone) && Number(number) <= most
            && zone.Arguments is [var key, _] && CountsClients(file, key, mayForge: true)));

    /// <summary>The zones of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The directive: <c>limit_req_zone</c> or <c>limit_conn_zone</c>.</param>
    public static IEnumerable<NginxDirective> Zones(GatewayFile file, string name) => file.All.Where(it => it.Name == name);

    /// <summary>The name of a zone.</summary>
    /// <param name="zone">Its directive.</param>
    public static string? ZoneName(NginxDirective zone) => zone.Arguments
        .Where(it => it.StartsWith("zone=", StringComparison.Ordinal)).Select(it => it["zone=".Length..].Split(':')[0]).FirstOrDefault();

    // An empty key is not counted, and one that a client chooses never fills up.
    private static bool CountsClients(GatewayFile file, string key, bool mayForge) => key is ['$', .. var variable] && file.Map(variable) is { } map
        ? map.Entries.Count > 0 && map.Entries.All(it => IsClients(file, it.Value, mayForge))
        : IsClients(file, key, mayForge);

    private static bool IsClients(GatewayFile file, string key, bool mayForge) =>
        NginxMap.VariablesIn(key).Contains("binary_remote_addr")
        && NginxMap.VariablesIn(key).All(it => IsGiven(file, it) || (mayForge && it == "counted_session"));

    // The load balancer gives the identity, and the credentials' file who has the right password.
    private static bool IsGiven(GatewayFile file, string variable) =>
        variable is "binary_remote_addr" or "http_x_amzn_oidc_identity"
        || (file.Map(variable) is { } map && map.Entries.All(it => it.Key == "include" || !it.Value.Contains('$', StringComparison.Ordinal)));

    private static bool BelievesClients(NginxDirective directive) => directive.Name switch
    {
        "set_real_ip_from" => directive.Arguments is not [var range] || !CidrBlock.TryParse(range, out _, out _),
        "real_ip_header" => directive.Arguments is not [var header] || !header.Equals("X-Forwarded-For", StringComparison.OrdinalIgnoreCase),
        "real_ip_recursive" => !directive.Is("off"),
        _ => false,
    };

    private static bool Within(NginxLevel level, string name, string units, double most) =>
        level.Effective(name) is [{ Arguments: [var value] }] && Number(value, units) is > 0 and var number && number <= most;

    // In nginx the unit m is a minute or a megabyte.
    private static double Number(string text, string units = "")
    {
        var match = Amount().Match(text);
        if (!match.Success)
            return double.PositiveInfinity;
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "" => number,
            "ms" when units == Seconds => number / 1000,
            "s" when units == Seconds => number,
            "m" when units == Seconds => number * 60,
            "k" or "K" when units == Bytes => number * 1024,
            "m" or "M" when units == Bytes => number * 1024 * 1024,
            _ => double.PositiveInfinity,
        };
    }

    private static string At(NginxLevel level, string problem) => $"{problem} ({level.Directive.Name} on line {level.Directive.Line})";

    [GeneratedRegex("^(?<number>[0-9]{1,9})(?<unit>[a-zA-Z]{0,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex("^rate=(?<number>[0-9]{1,9})r/(?<unit>[sm])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Rate();
}
