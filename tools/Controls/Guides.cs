namespace FlowerInfra;

/// <summary>The guides that ask for controls, by section.</summary>
internal static class Guides
{
    private const string Production = "Securing the Flower dashboard in production";
    private const string Celery = "Celery security";
    private const string Django = "Securing Celery Flower with Django authentication, further thoughts";

    public const string Loopback = $"{Production}, step 1: never expose the port directly";
    public const string Authentication = $"{Production}, step 2: enable authentication";
    public const string Proxy = $"{Production}, step 3: terminate TLS at a hardened reverse proxy";
    public const string ReadOnly = $"{Production}, step 4: run Flower read-only for most users";
    public const string Isolation = $"{Production}, step 5: enforce network isolation";
    public const string State = $"{Production}, gotchas: persisted state is sensitive";
    public const string Firewall = $"{Celery}, areas of concern: broker";
    public const string Worker = $"{Celery}, areas of concern: worker";
    public const string Serializers = $"{Celery}, serializers";
    public const string Signing = $"{Celery}, message signing";
    public const string Integrity = $"{Celery}, intrusion detection: tripwire";
    public const string Logs = $"{Celery}, intrusion detection: logs";
    public const string DjangoUsers = "Securing Celery Flower with Django authentication, create the proxy view";
    public const string DjangoTls = $"{Django}: SSL/TLS";
    public const string AccessByAddress = $"{Django}: restrict access by IP";
    public const string RateLimit = $"{Django}: rate limiting";
    public const string AccessLog = $"{Django}: audit logs";
}
