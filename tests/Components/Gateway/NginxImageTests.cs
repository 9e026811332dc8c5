using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Gateway;

/// <summary>What an image's name tells about the nginx in it.</summary>
internal sealed class NginxImageTests
{
    private const string Digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e";

    [TestCase("nginx:1.19.3")]
    [TestCase("nginx:1.19")]
    [TestCase("nginxinc/nginx-unprivileged:1.28.0-alpine" + Digest)]
    [TestCase("registry.example.com:5000/bitnami/nginx:v1.29.1")]
    [TestCase("openresty/openresty-nginx:1.21.4.1-alpine")]
    public void A_version_that_works_is_told(string image) =>
        Assert.That((NginxImage.ProblemOf(image), NginxImage.VersionOf(image) >= NginxImage.Oldest), Is.EqualTo(((string?)null, true)));

    [TestCase("nginx:1.19.2")]
    [TestCase("nginx:1.18")]
    [TestCase("nginxinc/nginx-unprivileged:0.8.55" + Digest)]
    public void An_older_one_is_refused(string image) =>
        Assert.That(NginxImage.ProblemOf(image), Is.EqualTo("is older than 1.19.3 and would not start with the gateway's configuration"));

    [TestCase("mher/flower:2.1.0" + Digest)]
    [TestCase("registry.example.com/library/httpd:2.4.62")]
    [TestCase("envoyproxy/envoy:v1.31.0")]
    [TestCase("nginx/nginx-ingress:3.7.0")]
    [TestCase("nginx/nginx-prometheus-exporter:1.3.0")]
    public void What_is_no_nginx_by_its_name_is_refused(string image) => Assert.That(NginxImage.ProblemOf(image), Is.EqualTo("is no nginx"));

    [TestCase("nginxinc/nginx-unprivileged" + Digest)]
    [TestCase("nginx:stable-alpine" + Digest)]
    [TestCase("registry.example.com/platform/gateway:0.3.1" + Digest)]
    [TestCase("registry.example.com/platform/flower-gateway" + Digest)]
    [TestCase("registry.example.com/nginx/gateway:1.2.3")]
    public void A_digest_or_a_name_of_ones_own_tells_nothing(string image) =>
        Assert.That((NginxImage.ProblemOf(image), NginxImage.VersionOf(image)), Is.EqualTo(((string?)null, (Version?)null)));
}
