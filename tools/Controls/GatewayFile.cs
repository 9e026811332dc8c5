using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>The gateway's <c>nginx.conf</c> as nginx reads it: its servers, what each of them refuses first, and its maps.</summary>
internal sealed partial class GatewayFile
{
    private static readonly string[] Pages = ["healthcheck", "metrics"];

    private readonly ILookup<string, NginxMap> _maps;
    private Lazy<DjangoGateFile?>? _django;

    private GatewayFile(IReadOnlyList<NginxDirective> directives)
    {
        Directives = directives;
        All = [.. directives.SelectMany(it => it.All)];
        Servers = [.. directives.Where(it => it.Name == "http").SelectMany(it => new NginxLevel(it, null).Inner)];
        Dashboards = [.. Servers.Where(it => it.Directive.All.Any(inner => inner.Name == "proxy_pass") && !Pages.Any(page => IsOnly(it, page)))];
        _maps = All.Where(it => it.Name is "map" or "geo").Select(it => new NginxMap(it))
            .ToLookup(it => it.Variable, StringComparer.Ordinal);
    }

    /// <summary>The directives of the file, outside of all blocks.</summary>
    public IReadOnlyList<NginxDirective> Directives { get; }

    /// <summary>All directives, and all entries of maps.</summary>
    public IReadOnlyList<NginxDirective> All { get; }

    /// <summary>All servers.</summary>
    public IReadOnlyList<NginxLevel> Servers { get; }

    /// <summary>The servers that pass requests to Flower, but for those of the health check and of the metrics alone.</summary>
    public IReadOnlyList<NginxLevel> Dashboards { get; }

    /// <summary>The maps, those of addresses among them.</summary>
    public IEnumerable<NginxMap> Maps => _maps.SelectMany(it => it);

    /// <summary>The list of allowed requests.</summary>
    public GatewayRoutes Routes => field ??= new GatewayRoutes(Map("allowed"));

    /// <summary>The one host that is answered, with its port or without; null when there are others.</summary>
    public HostName? Host =>
        Map("foreign_host") is { } map && map.Is("$http_host", "1", out var own) && own.All(it => it.Value == "0")
        && own.Select(it => it.Key.EndsWith(":443", StringComparison.Ordinal) ? it.Key[..^4] : it.Key).Distinct().ToArray() is [var name]
        && HostName.TryParse(name, out var host, out _) ? host : null;

    /// <summary>What the file asks of a Django site; null when it asks none, or it can't be told what.</summary>
    public DjangoGateFile? Django => (_django ??= new(() => DjangoGateFile.Read(this))).Value;

    /// <summary>Reads the file.</summary>
    /// <param name="text">Its text.</param>
    /// <exception cref="FormatException">nginx would refuse the text.</exception>
    public static GatewayFile Read(string text) => new(NginxReader.Read(text));

    /// <summary>The map that sets a variable; null when there is none, or several, of which the last counts.</summary>
    /// <param name="variable">The variable, without its sign.</param>
    public NginxMap? Map(string variable) => _maps[variable].ToArray() is [var map] ? map : null;

    /// <summary>Whether every dashboard's server refuses a request before anything else becomes of it.</summary>
    /// <param name="condition">The words of the condition.</param>
    public bool Refuses(params IReadOnlyList<string> condition) => Dashboards.Count > 0 && Dashboards.All(it => Refuses(it, condition));

    /// <summary>Whether a server refuses a request before anything else becomes of it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="condition">The words of the condition.</param>
    // A server's own rules run in their order, before it looks for a location. One that ends them, as "break" and "rewrite"
    // can, hides those below it.
    public static bool Refuses(NginxLevel server, params IReadOnlyList<string> condition)
    {
        foreach (var rule in server.Directive.Block.Where(it => it.Name is "break" or "if" or "return" or "rewrite" or "set"))
        {
            if (rule.Name != "if" || !Ends(server, rule))
                return false;
            if (Condition(rule).SequenceEqual(condition, StringComparer.Ordinal))
                return rule.Block is not [{ Name: "return" } answer] || answer.Arguments is [['4', _, _], ..];
        }

        return false;
    }

    /// <summary>Whether no request for which a condition holds gets any further: it is answered, or sent to a location that passes none on.</summary>
    /// <param name="server">The server.</param>
    /// <param name="rule">The <c>if</c> directive.</param>
    public static bool Ends(NginxLevel server, NginxDirective rule) => rule.Block switch
    {
        [{ Name: "return" }] => true,
        [{ Name: "rewrite", Arguments: ["^", var target, "last"] }] =>
            server.Inner.FirstOrDefault(it => it.Directive.Is("=", target)) is { } location && !location.Directive.Of("proxy_pass").Any(),
        _ => false,
    };

    /// <summary>The words of the condition of an <c>if</c>, without its parentheses.</summary>
    /// <param name="rule">The directive.</param>
    public static IReadOnlyList<string> Condition(NginxDirective rule)
    {
        if (rule.Arguments is not [['(', .. var first], ..] || rule.Arguments[^1] is not [.., ')'])
            return [];
        string[] words = [first, .. rule.Arguments.Skip(1)];
        words[^1] = words[^1][..^1];
        return words.Length > 1 && rule.Arguments[^1] == ")" ? words[(first.Length == 0 ? 1 : 0)..^1] : words[(first.Length == 0 ? 1 : 0)..];
    }

    private static bool IsOnly(NginxLevel server, string page) =>
        Refuses(server, "$request", "!=", $"GET /{page} HTTP/1.1")
        && server.Directive.All.Where(it => it.Name == "proxy_pass").All(it =>
            it.Arguments is [var target] && OnePage().Match(target) is { Success: true } match && match.Groups["page"].Value == page);

    [GeneratedRegex("^http://flower(/[A-Za-z0-9._-]+)*/(?<page>[a-z]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex OnePage();
}
