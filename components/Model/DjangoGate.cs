namespace FlowerInfra;

/// <summary>The view of a Django site that says who a session belongs to, and how the gateway asks it.</summary>
internal sealed record DjangoGate
{
    /// <summary>The view.</summary>
    public required SiteUrl View { get; init; }

    /// <summary>The page on which people sign in.</summary>
    public required SiteUrl Login { get; init; }

    /// <summary>The name of the session's cookie.</summary>
    public required string CookieName { get; init; }

    /// <summary>What the gateway connects to: a host with its port.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// Whether only IPv4 addresses are asked of the DNS. The gateway takes one of several at random, and none that the firewall
    /// keeps it from.
    /// </summary>
    public bool HasOnlyIPv4 { get; init; }

    /// <summary>The DNS that is asked for the address at run time, since the site's addresses change. nginx reads no resolv.conf.</summary>
    public string Resolver { get; init; } = "kube-dns.kube-system.svc.cluster.local";

    /// <summary>The file of the authority that signs the site's certificate.</summary>
    public string AuthorityFile { get; init; } = $"/etc/nginx-gateway/{AuthorityFileName}";

    /// <summary>The name of that file in the gateway's ConfigMap.</summary>
    public const string AuthorityFileName = "django-ca.pem";
}
