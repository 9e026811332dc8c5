using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The address of an instance behind a view of a Django site: a path of the site, and nothing that only a load balancer could
/// serve or keep away.
/// </summary>
internal static class ProxiedAddress
{
    /// <summary>Refuses what would have no effect.</summary>
    /// <param name="reader">Reads the instance's arguments.</param>
    /// <param name="prefix">The path; null where it has a fault.</param>
    /// <param name="vpnCidrBlocks">The ranges as given.</param>
    /// <param name="certificateArn">The certificate as given.</param>
    public static void Check(ArgumentReader reader, UrlPrefix? prefix, List<string>? vpnCidrBlocks, Input<string>? certificateArn)
    {
        reader.Require(
            prefix is not { IsRoot: true }, "urlPrefix", "/", "would take the whole Django site", "Give Flower a path of the site, such as /flower.");
        reader.Require(
            vpnCidrBlocks is null or { Count: 0 }, "vpnCidrBlocks", null, "admits nobody: with auth.djangoProxy no load balancer leads here",
            "Leave it out, or give an empty list, and restrict the site itself.");
        reader.Require(
            certificateArn is null, "certificateArn", null, "is on no listener: people reach the Django site, with the site's certificate", "Leave it out.");
    }

    /// <summary>Refuses that one site would have to tell two instances apart by one path.</summary>
    /// <param name="reader">Reads the administrators' arguments.</param>
    /// <param name="prefix">Their path; null where it has a fault.</param>
    /// <param name="viewers">The viewers' path; null where it has a fault.</param>
    public static void CheckApart(ArgumentReader reader, UrlPrefix? prefix, UrlPrefix? viewers) => reader.Require(
        prefix is null || viewers is null || !(IsBelow(prefix, viewers) || IsBelow(viewers, prefix)), "urlPrefix", prefix?.ToString(),
        $"overlaps {viewers}, the viewers' path on the same host", "Give the two paths of which neither begins with the other, such as /flower and /flower-admin.");

    /// <summary>
    /// Refuses a site in a namespace of the dashboard's: the policy there that denies everything would close the site too, and whoever
    /// starts pods for the site could start them as Flower's service account, which reads the broker's URL.
    /// </summary>
    /// <param name="reader">Reads the instance's arguments.</param>
    /// <param name="signIn">How people sign in; null where that has a fault.</param>
    /// <param name="viewer">The viewers' instance.</param>
    /// <param name="administrator">The administrators' instance; null without one.</param>
    public static void CheckSite(ArgumentReader reader, SignIn? signIn, Instance viewer, Instance? administrator)
    {
        if (signIn is DjangoProxySignIn { Namespace: var site })
        {
            reader.Require(
                site != viewer.NamespaceName && site != administrator?.NamespaceName, "auth.djangoProxy.namespace", site,
                "is a namespace of this dashboard's own, whose network policy would close the site too",
                "Name the namespace of the site's pods, or give the dashboard another one.");
        }
    }

    private static bool IsBelow(UrlPrefix inner, UrlPrefix outer) => inner.Path("").StartsWith(outer.Path(""), StringComparison.Ordinal);
}
