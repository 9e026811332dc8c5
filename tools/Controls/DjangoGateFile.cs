using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What a gateway's file asks of a Django site. Of all that could be said with these directives only what the components write
/// and what is tested in nginx counts: the site's own names are read from the file, and the rest is compared.
/// </summary>
internal sealed partial class DjangoGateFile
{
    private readonly HashSet<NginxDirective> _known = new(ReferenceEqualityComparer.Instance);

    private DjangoGateFile(DjangoGate gate, HostName host, InstanceRole role) => (Gate, Host, Role) = (gate, host, role);

    /// <summary>The view that is asked.</summary>
    public DjangoGate Gate { get; }

    /// <summary>The dashboard's host.</summary>
    public HostName Host { get; }

    /// <summary>The role that opens the way to Flower.</summary>
    public InstanceRole Role { get; }

    /// <summary>What the file says otherwise than the components about who gets in, each as a clause that follows its name.</summary>
    public IReadOnlyList<string> EntranceProblems { get; private set; } = [];

    /// <summary>What it says otherwise about how the site is asked.</summary>
    public IReadOnlyList<string> QuestionProblems { get; private set; } = [];

    /// <summary>Whether a file asks a Django site, or anybody else, who somebody is.</summary>
    /// <param name="file">The file.</param>
    public static bool IsIn(GatewayFile file) => file.All.Any(it => it.Name.StartsWith("auth_request", StringComparison.Ordinal));

    /// <summary>Whether a directive is one that the components write for a Django site.</summary>
    /// <param name="directive">The directive.</param>
    public bool Knows(NginxDirective directive) => _known.Contains(directive);

    /// <summary>Reads what a file says about a Django site; null when the site's names can't be told.</summary>
    /// <param name="file">The file.</param>
    public static DjangoGateFile? Read(GatewayFile file)
    {
        if (!IsIn(file) || file.Host is not { } host || file.Dashboards is not [var server]
            || !UrlPrefix.TryParse(file.Routes.Prefix is "" ? "/" : file.Routes.Prefix, out var prefix, out _)
            || ReadGate(file, server) is not { } gate)
            return null;
        var role = file.Map("gated_flower")?.Entries.Any(it => it.Key.Contains(DjangoGateConfiguration.RoleName(InstanceRole.Administrator), StringComparison.Ordinal)) == true
            ? InstanceRole.Administrator : InstanceRole.Viewer;
        var settings = new GatewaySettings
        {
            Host = host,
            Prefix = prefix,
            Role = role,
            Authentication = AuthenticationKind.Django,
            Django = gate,
            TrustedProxies = [],
        };
        var result = new DjangoGateFile(gate, host, role);
        NginxDirective[] http = [.. file.Directives.Where(it => it.Name == "http").SelectMany(it => it.Block)];
        var locations = Parse(DjangoGateConfiguration.Locations(settings, gate));
        result.EntranceProblems =
        [
            .. result.Find(Parse([.. DjangoGateConfiguration.Session(gate), .. DjangoGateConfiguration.Http(settings, gate)]), http),
            .. result.Find([.. Parse(DjangoGateConfiguration.Server()), .. locations.Skip(1)], server.Directive.Block),
            .. server.Inner.Where(it => it.Directive.Of("proxy_pass").Any() && !it.Directive.Is("=", locations[0].Arguments[1])).SelectMany(it => result.FindIn(it)),
            .. Set(file).Select(it => $"sets ${it} otherwise than by the site's answer"),
        ];
        result.QuestionProblems = [.. result.Find([locations[0]], server.Directive.Block)];
        return result;
    }

    private static DjangoGate? ReadGate(GatewayFile file, NginxLevel server)
    {
        var ask = server.Inner.FirstOrDefault(it => it.Directive.Is("=", "/.django"))?.Directive;
        var login = server.Inner.FirstOrDefault(it => it.Directive.Is("=", "/.sign-in"))?.Directive;
        var resolver = file.All.FirstOrDefault(it => it.Name == "resolver")?.Arguments;
        if (ask is null || login is null || resolver is not [var dns, ..]
            || ask.Of("proxy_pass").FirstOrDefault()?.Arguments is not [var target] || Target().Match(target) is not { Success: true } path
            || Header("Host") is not { } authority || !SiteUrl.TryParse($"https://{authority}{path.Groups["path"].Value}", out var view, out _)
            || Header("Cookie") is not { } cookie || Cookie().Match(cookie) is not { Success: true } name
            || ask.Of("set").FirstOrDefault()?.Arguments is not [_, var address] || !Address().IsMatch(address)
            || login.Of("return").FirstOrDefault()?.Arguments is not [_, var page] || !SiteUrl.TryParse(page.Split('?')[0], out var loginPage, out _))
            return null;
        return new DjangoGate
        {
            View = view,
            Login = loginPage,
            CookieName = name.Groups["name"].Value,
            Address = address,
            HasOnlyIPv4 = resolver.Contains("ipv6=off"),
            Resolver = dns,
        };

        string? Header(string header) => ask.Of("proxy_set_header").FirstOrDefault(it => it.Arguments is [var own, _] && own == header)?.Arguments[1];
    }

    // Each once: nginx takes the last of two maps, and refuses most other repetitions.
    private IEnumerable<string> Find(IEnumerable<NginxDirective> expected, IReadOnlyList<NginxDirective> block)
    {
        foreach (var directive in expected)
        {
            if (block.Where(it => IsSame(it, directive)).ToArray() is [var own])
                _known.UnionWith(own.All);
            else
                yield return $"lacks, has twice or changes {directive.Name} {(directive.Arguments is [.., var last] ? last : "")}";
        }
    }

    private IEnumerable<string> FindIn(NginxLevel location)
    {
        foreach (var problem in Find(Parse(DjangoGateConfiguration.Refusals), location.Directive.Block))
            yield return $"{problem} in {location.Directive.Arguments[^1]}";
        if (location.Directive.Of("proxy_pass").ToArray() is [var pass] && pass.Is(DjangoGateConfiguration.Upstream))
            _known.Add(pass);
        else
            yield return $"lets strangers through at {location.Directive.Arguments[^1]}";
    }

    private static IEnumerable<string> Set(GatewayFile file) => file.Maps.Select(it => it.Variable)
        .Concat(file.All.Where(it => it.Name == "set").Select(it => it.Arguments.FirstOrDefault("").TrimStart('$').ToLowerInvariant()))
        .Where(it => it is "django_role" or "django_user");

    private static NginxDirective[] Parse(IEnumerable<string> lines) => [.. NginxReader.Read(string.Join('\n', lines))];

    private static bool IsSame(NginxDirective one, NginxDirective other) =>
        one.Name == other.Name && one.Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal)
        && one.Block.Count == other.Block.Count && one.Block.Zip(other.Block).All(it => IsSame(it.First, it.Second));

    [GeneratedRegex(@"^https://\$django_site(?<path>/.*)\z")]
    private static partial Regex Target();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9_-]+)=\$django_session\z")]
    private static partial Regex Cookie();

    [GeneratedRegex(@"^[a-z0-9.-]+:[0-9]{1,5}\z")]
    private static partial Regex Address();
}
