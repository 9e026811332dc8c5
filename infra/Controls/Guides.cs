namespace FlowerInfra;

/// <summary>The guides that ask for controls, by section.</summary>
internal static class Guides
{
    private const string Production = "Securing the Flower dashboard in production";

    public const string Loopback = $"{Production}, step 1: never expose the port directly";
    public const string Authentication = $"{Production}, step 2: enable authentication";
    public const string Proxy = $"{Production}, step 3: terminate TLS at a hardened reverse proxy";
    public const string Isolation = $"{Production}, step 5: enforce network isolation";
    public const string Firewall = "Celery security, areas of concern: broker";
    public const string Worker = "Celery security, areas of concern: worker";
}
