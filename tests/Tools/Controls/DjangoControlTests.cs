using FlowerInfra.Tests.Django;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>The controls of a gateway that asks a Django site, rendered and then edited.</summary>
[TestFixture]
internal sealed class DjangoControlTests
{
    private const string FirstMap = "    map $http_host $foreign_host {";
    private const string FirstLocation = "        location / {";
    private const string Role = "\"~^viewer\\z\" flower;";

    private static readonly GatewaySettings Viewer = Settings(InstanceRole.Viewer);

    [TestCase(InstanceRole.Viewer)]
    [TestCase(InstanceRole.Administrator)]
    public void A_rendered_gateway_passes_every_control_but_that_of_the_host(InstanceRole role) =>
        Assert.That(Failed(NginxConfiguration.Render(Settings(role)), role), Is.EqualTo(new[] { "FLW-DJG-03" }));

    [Test]
    public void A_dashboard_on_the_sites_own_host_passes_that_one_too() => Assert.That(
        Failed(NginxConfiguration.Render(Viewer).Replace(GateStandIn.Site, $"{Viewer.Host}", StringComparison.Ordinal)), Is.Empty);

    // Who gets in.
    [TestCase(Role, "\"~^(viewer)?\\z\" flower;")]
    [TestCase(Role, "\"~^viewer\" flower;")]
    [TestCase(Role, $"{Role}\n        \"~^staff\\z\" flower;")]
    [TestCase("default nobody;", "default flower;")]
    [TestCase("map $django_role $gated_flower {", "map $http_x_flower_role $gated_flower {")]
    [TestCase("server 127.0.0.1:9 down;", "server 127.0.0.1:5555;")]
    [TestCase("            proxy_pass http://$gated_flower;", "            proxy_pass http://flower;")]
    [TestCase("        auth_request /.django;\n", "")]
    [TestCase("        auth_request /.django;\n", "        auth_request /.no-answer;\n")]
    [TestCase(FirstLocation, $"{FirstLocation}\n            auth_request off;")]
    [TestCase(FirstLocation, $"{FirstLocation}\n            set $django_role viewer;")]
    [TestCase(FirstLocation, $"{FirstLocation}\n            error_page 403 = /flower/;")]
    [TestCase("            error_page 401 = /.sign-in;\n", "            error_page 401 =200 /flower/;\n")]
    [TestCase("auth_request_set $django_role $upstream_http_x_flower_role;", "auth_request_set $django_role viewer;")]
    [TestCase("auth_request_set $django_user $upstream_http_x_flower_user;", "auth_request_set $django_user $http_x_flower_user;")]
    [TestCase(FirstMap, $"map $http_x_role $django_role {{ default viewer; }}\n{FirstMap}")]
    [TestCase(FirstMap, $"map $scheme $gated_flower {{ default flower; }}\n{FirstMap}")]
    [TestCase("map $http_cookie $django_session {", "map $cookie_sessionid $django_session {")]
    [TestCase("sessionid=(?<session_key>[a-z0-9]{32})", "sessionid=(?<session_key>.*)")]
    [TestCase("default \"\";\n        include /run/gateway/authorization.map;", "include /run/gateway/authorization.map;")]
    [TestCase("?next=https://flower.example.com$return_path;", "?next=$http_referer;")]
    [TestCase("?next=https://flower.example.com$return_path;", "?next=https://$http_host$request_uri;")]
    [TestCase("[A-Za-z0-9/_.~@:-]{0,300}", ".{0,300}")]
    [TestCase("            internal;\n            auth_request off;\n            return 503;", "            auth_request off;\n            return 503;")]
    public void A_way_past_the_sites_answer_is_noticed(string from, string to) => AssertFails("FLW-DJG-01", from, to);

    // How the site is asked.
    [TestCase("proxy_ssl_verify on;", "proxy_ssl_verify off;")]
    [TestCase("            proxy_ssl_name ops.example.internal;\n", "")]
    [TestCase("proxy_ssl_trusted_certificate /etc/nginx-gateway/django-ca.pem;", "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;")]
    [TestCase("proxy_ssl_protocols TLSv1.2 TLSv1.3;", "proxy_ssl_protocols TLSv1 TLSv1.3;")]
    [TestCase("proxy_pass https://$django_site", "proxy_pass http://$django_site")]
    [TestCase("proxy_set_header Cookie sessionid=$django_session;", "proxy_set_header Cookie $http_cookie;")]
    [TestCase("proxy_set_header X-Forwarded-Proto https;\n            proxy_set_header X-Request-Id $request_id;\n            proxy_ssl", "proxy_set_header X-Forwarded-Proto $scheme;\n            proxy_ssl")]
    [TestCase("proxy_pass_request_body off;", "proxy_pass_request_body on;")]
    [TestCase("proxy_cache_key $django_session;", "proxy_cache_key $cookie_sessionid;")]
    [TestCase("proxy_cache_key $django_session;", "proxy_cache_key $request_uri;")]
    [TestCase("proxy_cache_valid 204 3s;", "proxy_cache_valid 204 10m;")]
    [TestCase("proxy_cache_valid 204 3s;", "proxy_cache_valid any 3s;")]
    [TestCase("            proxy_cache_lock on;", "            proxy_cache_use_stale error timeout;\n            proxy_cache_lock on;")]
    [TestCase("            proxy_read_timeout 2s;", "            proxy_read_timeout 60s;")]
    [TestCase("            proxy_next_upstream off;", "            proxy_next_upstream error timeout;")]
    public void A_careless_question_is_noticed(string from, string to) => AssertFails("FLW-DJG-02", from, to);

    [Test]
    public void Administrators_behind_the_viewers_gate_are_noticed()
    {
        var plan = SamplePlan.Create();
        foreach (var role in new[] { InstanceRole.Viewer, InstanceRole.Administrator })
        {
            plan.Resources.Single(it => it.Name == "config").Inputs["data"]!["nginx.conf"] = NginxConfiguration.Render(Settings(role));
            Assert.That(
                Results(plan).Where(it => it.Id == "FLW-DJG-04" && it.Status == ControlStatus.Fail).Select(it => it.Urn), Is.EqualTo(new[] { SamplePlan.Urn("admin-set") }),
                "both pods of the sample mount the one file");
        }
    }

    private static void AssertFails(string id, string from, string to)
    {
        var text = NginxConfiguration.Render(Viewer);
        Assert.That(text, Does.Contain(from));

        Assert.That(Failed(text.Replace(from, to, StringComparison.Ordinal)), Does.Contain(id).Or.Contain("FLW-GATE-14"));
    }

    private static string[] Failed(string text, InstanceRole role = InstanceRole.Viewer)
    {
        var plan = SamplePlan.Create();
        plan.Resources.Single(it => it.Name == "config").Inputs["data"]!["nginx.conf"] = text;
        var pod = SamplePlan.Urn(role == InstanceRole.Administrator ? "admin-set" : "set");
        // Both pods of the sample mount the one file.
        if (role == InstanceRole.Administrator)
            plan.Resources.Single(it => it.Name == "set").Inputs["spec"]!["template"]!["metadata"]!["labels"]!["app.kubernetes.io/component"] = "admin";
        return [.. Results(plan).Where(it => it.Urn == pod && it.Status != ControlStatus.Pass && (it.Id.StartsWith("FLW-GATE", StringComparison.Ordinal) || it.Id.StartsWith("FLW-DJG", StringComparison.Ordinal)))
            .Select(it => it.Id).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<ControlResult> Results(Plan plan) => ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls;

    private static GatewaySettings Settings(InstanceRole role) => SampleKubernetesResources.Gateway with
    {
        Role = role,
        Authentication = AuthenticationKind.Django,
        Django = GateStandIn.Settings(443, "/etc/nginx-gateway/django-ca.pem", role).Django! with { Address = "ops.example.internal:443", Resolver = "kube-dns.kube-system.svc.cluster.local" },
    };
}
