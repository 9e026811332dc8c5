namespace FlowerInfra;

/// <summary>
/// Whether forged sessions leave alone those that Flower has taken. What the maps make of a request can't be told from their
/// words, so that only those pass that the components write and that are tested in nginx.
/// </summary>
internal static class GatewaySessions
{
    /// <summary>What would let forged sessions hold others back, or escape their limit, each as a clause that follows the file's name.</summary>
    /// <param name="file">The file.</param>
    public static IEnumerable<string> Find(GatewayFile file)
    {
        if (file.Dashboards.Count == 0 || !UrlPrefix.TryParse(file.Routes.Prefix is "" ? "/" : file.Routes.Prefix, out var prefix, out _))
            return ["has no requests of Flower's to limit"];
        var locations = file.Dashboards.SelectMany(it => it.Inner).Where(it => it.Directive.Of("proxy_pass").Any() && file.Django?.Knows(it.Directive) != true).ToArray();
        var cookies = Headers(file.All, "proxy_set_header", "Cookie").Where(it => file.Django?.Knows(it) != true).ToArray();
        if (cookies.Length == 0 && file.Django is null)
            return Headers(file.All, "add_header", "Set-Cookie").Select(it => At(it, "hands out a cookie that means nothing"));
        return
        [
            .. Generated(prefix, file.Django).Where(map => file.Map(map.Variable) is not { } own || own.Source != map.Source || !own.Entries.SequenceEqual(map.Entries))
                .Select(map => $"sets ${map.Variable} by something else than what Flower has answered"),
            .. cookies.Where(it => !it.Is("Cookie", "$flower_cookies")).Select(it => At(it, "passes cookies on that Flower didn't make")),
            .. locations.Where(it => Headers(it.Effective("add_header"), "add_header", "Set-Cookie") is not [var pass] || !pass.Is("Set-Cookie", "$pass_cookie", "always"))
                .Select(it => At(it.Directive, "hands out something else than passes")),
            .. locations.Where(it => Keys(file, it, "limit_req").Contains("$asker"))
                .Where(it => !IsByCrowd(Keys(file, it, "limit_req")) || !IsByCrowd(Keys(file, it, "limit_conn")))
                .Select(it => At(it.Directive, "lets forged sessions hold back others at their address, or push them out of the limits")),
        ];
    }

    // The first refuses what the others need not know.
    private static bool IsByCrowd(string[] keys) => keys is ["$crowd", _, ..] && keys.Skip(1).All(it => it == "$asker");

    private static string[] Keys(GatewayFile file, NginxLevel level, string name) =>
    [
        .. from limit in level.Effective(name)
           from zone in GatewayLimits.Zones(file, $"{name}_zone")
           where limit.Arguments[0] == GatewayLimits.ZoneName(zone) || limit.Arguments.Contains($"zone={GatewayLimits.ZoneName(zone)}")
           select zone.Arguments[0],
    ];

    private static IEnumerable<NginxMap> Generated(UrlPrefix prefix, DjangoGateFile? django) =>
        NginxReader.Read(string.Join(
                '\n', django is not null ? PassConfiguration.OfDjango(prefix, GatewayPasses.MapFile)
                    : [.. FlowerCookies.Lines(), .. AuditLogConfiguration.SignedIn(prefix), .. PassConfiguration.Lines(prefix, GatewayPasses.MapFile)]))
            .Select(it => new NginxMap(it));

    private static NginxDirective[] Headers(IEnumerable<NginxDirective> directives, string directive, string name) =>
        [.. directives.Where(it => it.Name == directive && it.Arguments is [var header, ..] && header.Equals(name, StringComparison.OrdinalIgnoreCase))];

    private static string At(NginxDirective directive, string problem) => $"{problem} ({directive.Name} on line {directive.Line})";
}
