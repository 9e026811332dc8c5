using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Forward authentication: people who are signed in to a Django site reach Flower with that session. The gateway asks a view
/// of the site about every request, over TLS with a verified certificate, sends it the session's cookie and nothing else, and
/// keeps an answer for three seconds. Without a right answer nobody gets in. <c>render</c> writes the view, and Flower keeps
/// a password that only the gateway has. Controls: FLW-DJG-01 to FLW-DJG-04.
/// </summary>
public sealed partial class DjangoForwardAuthArgs : ResourceArgs
{
    /// <summary>Django's own default of <c>SESSION_COOKIE_NAME</c>.</summary>
    internal const string DefaultCookieName = "sessionid";

    /// <summary>
    /// The address of the view that is asked: <c>https://</c>, the site's host, the port if it is another than 443, and the exact
    /// path. The viewers' and the administrators' instances each have a path of their own, and so staff are refused by the
    /// latter. Plain: the gateway's configuration is made of it.
    /// </summary>
    /// <example>https://ops.example.com/flower-gate/viewer/</example>
    [Input("gateUrl", required: true)]
    public required string GateUrl { get; set; }

    /// <summary>
    /// The address of the page on which people sign in; the gateway adds <c>?next=</c> with an address of the dashboard. Plain: it is
    /// checked before anything is created.
    /// </summary>
    /// <example>https://ops.example.com/accounts/login/</example>
    [Input("loginUrl", required: true)]
    public required string LoginUrl { get; set; }

    /// <summary>
    /// The certificate authority that signs the site's certificate, as PEM. The gateway trusts no other.
    /// </summary>
    /// <example>-----BEGIN CERTIFICATE-----…</example>
    [Input("certificateAuthority", required: true)]
    public required Input<string> CertificateAuthority { get; set; }

    /// <summary>
    /// The name of the session's cookie, <c>SESSION_COOKIE_NAME</c> in Django's settings. Plain: it is checked before anything is
    /// created. Default: <c>sessionid</c>.
    /// </summary>
    /// <example>ops_session</example>
    [Input("sessionCookieName")]
    public string? SessionCookieName { get; set; }

    /// <summary>
    /// The site's pods, when it runs in the same cluster. Either this or <see cref="CidrBlocks"/>: the firewalls let the gateway
    /// out to nothing else.
    /// </summary>
    [Input("pods")]
    public DjangoPodsArgs? Pods { get; set; }

    /// <summary>
    /// The address ranges of the site, for example of its load balancer's subnets; the gateway asks the cluster's DNS for the
    /// site's host. Plain: each has a firewall rule of its own.
    /// </summary>
    /// <example>["10.40.48.0/24"]</example>
    [Input("cidrBlocks")]
    public List<string>? CidrBlocks { get; set; }

    /// <summary>
    /// Lets the dashboard have another host than the site, and get the session through <c>SESSION_COOKIE_DOMAIN</c>, the cookie of a
    /// parent domain (weakens FLW-DJG-03): every host below that domain receives the session too, and can plant one. Plain: it is
    /// checked before anything is created. Default: false; the dashboard is served by the site's own host.
    /// </summary>
    [Input("allowCookieOfParentDomain")]
    public bool? AllowCookieOfParentDomain { get; set; }

    internal DjangoSignIn? Read(ArgumentReader reader, string? redirectUri)
    {
        var view = reader.Plain<SiteUrl>("gateUrl", GateUrl, SiteUrl.TryParse);
        var login = reader.Plain<SiteUrl>("loginUrl", LoginUrl, SiteUrl.TryParse);
        var cookie = SessionCookieName ?? DefaultCookieName;
        // It stands in a regular expression, in a header and in Django's settings: what all three take as it is.
        reader.Require(CookieName().IsMatch(cookie), "sessionCookieName", cookie, "is not the name of a cookie", "Copy SESSION_COOKIE_NAME: letters, digits, hyphens and underscores.");
        var authority = AuthorityCertificates.Read(reader, "certificateAuthority", CertificateAuthority);
        reader.Require(
            Pods is null != CidrBlocks is null or { Count: 0 }, "cidrBlocks", null, Pods is null ? "is missing, and so is pods" : "stands beside pods",
            "Name the pods of the site, or the ranges in which it is.");
        var ranges = reader.PlainList<Destination>("cidrBlocks", CidrBlocks, Destination.TryParse).Distinct().ToList();
        var access = Pods?.Read(reader.At("pods")) ?? new DjangoAccess(Output.Create(view?.Port ?? 443)) { Ranges = ranges };
        if (redirectUri is not null)
            CheckPlaces(reader, redirectUri[..^"login".Length], view, login);
        return view is null || login is null ? null : new DjangoSignIn(
            new DjangoGate
            {
                View = view,
                Login = login,
                CookieName = cookie,
                Address = $"{(Pods is null ? $"{view.Host}" : $"{Pods.ServiceName}.{Pods.Namespace}.svc.cluster.local")}:{view.Port}",
                HasOnlyIPv4 = Pods is null && ranges.TrueForAll(range => !range.IsIPv6),
            },
            authority,
            access);
    }

    private void CheckPlaces(ArgumentReader reader, string dashboard, SiteUrl? view, SiteUrl? login)
    {
        foreach (var (key, page) in new[] { ("gateUrl", view), ("loginUrl", login) })
        {
            reader.Require(
                page is null || !$"{page}".StartsWith(dashboard, StringComparison.Ordinal), key, $"{page}",
                $"lies below {dashboard}, which is the dashboard itself", "Give the dashboard a urlPrefix of its own, or name a page of the site.");
        }

        if (view is null)
            return;
        var host = new Uri(dashboard).Host;
        var isSame = host == $"{view.Host}";
        reader.Require(
            isSame || AllowCookieOfParentDomain == true, "gateUrl", GateUrl, $"has another host than the dashboard, {host}, to which browsers send no session of the site",
            $"Serve the dashboard on {view.Host} with a urlPrefix of its own, or set allowCookieOfParentDomain with SESSION_COOKIE_DOMAIN in Django's settings.");
        reader.Require(
            !isSame || AllowCookieOfParentDomain != true, "allowCookieOfParentDomain", "true", "is needed only where the hosts differ", "Remove it.");
        // With one label in common it would be the cookie of a top-level domain, which browsers refuse.
        reader.Require(
            isSame || LabelsInCommon(host, $"{view.Host}") >= 2, "gateUrl", GateUrl, $"has no parent domain in common with the dashboard, {host}",
            "Serve both below one domain of yours.");
        reader.Require(
            login is null || login.Host == view.Host, "loginUrl", LoginUrl, "has another host than gateUrl, which would not know the session", $"Name the login page on {view.Host}.");
    }

    private static int LabelsInCommon(string one, string other) => one.Split('.').Reverse().Zip(other.Split('.').Reverse()).TakeWhile(it => it.First == it.Second).Count();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex CookieName();
}
