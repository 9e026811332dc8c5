using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What an image's name tells about the nginx in it. A digest tells nothing, and neither does a name of somebody's own: what is in
/// such an image is known when the pod starts, and nginx ends there on a directive that it doesn't know.
/// </summary>
internal static partial class NginxImage
{
    /// <summary>The first that knows <c>proxy_cookie_flags</c> (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cookie_flags).</summary>
    public static Version Oldest { get; } = new(1, 19, 3);

    /// <summary>Why an image is no gateway's, as a clause that follows it; null when its name doesn't tell.</summary>
    /// <param name="image">The image.</param>
    public static string? ProblemOf(string image)
    {
        if (Other().IsMatch(NameOf(image)))
            return "is no nginx";
        return VersionOf(image) is { } version && version < Oldest ? $"is older than {Oldest} and would not start with the gateway's configuration" : null;
    }

    /// <summary>The version that the name of an nginx tells; null when it tells none, or isn't nginx's.</summary>
    /// <param name="image">The image.</param>
    public static Version? VersionOf(string image)
    {
        var version = NameOf(image).Contains("nginx", StringComparison.Ordinal) ? ImageVersion.Of(image) : null;
        // 1.19 is the newest of its patches.
        return version is { Build: < 0 } ? new Version(version.Major, version.Minor, int.MaxValue) : version;
    }

    // The last part of the repository.
    private static string NameOf(string image) => Name().Match(image).Value;

    [GeneratedRegex("[^/:@]+(?=(:[^/@]*)?(@.*)?$)")]
    private static partial Regex Name();

    // Other servers, Flower itself, and what goes with nginx and isn't it.
    [GeneratedRegex(
        "^(apache2?|busybox|caddy|celery|envoy|flower|haproxy|httpd|python|rabbitmq|redis|tomcat|traefik|valkey)$"
        + "|nginx-(ingress|.*exporter|proxy-manager|ui)|ingress-nginx")]
    private static partial Regex Other();
}
