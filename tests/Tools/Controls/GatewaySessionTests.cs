using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>FLW-GATE-15 on a gateway with an identity provider, rendered and then edited.</summary>
[TestFixture]
internal sealed class GatewaySessionTests
{
    private const string Taken = "\"~^200[|][|].\" $session_number;";
    private const string RightPass = "\"~^(?<right_pass>[0-9a-f]{32})[|]\\k<right_pass>\\z\" $session_number;";
    private const string Passes = "include /run/gateway/passes.map;";
    private const string FirstLimit = "            limit_req zone=addresses burst=400 nodelay;\n";
    private const string FirstMap = "    map $http_host $foreign_host {";
    private const string FirstLocation = "        location / {";
    private const string PassHeader = "        add_header Set-Cookie $pass_cookie always;\n";

    // Passes that anybody names, or gets.
    [TestCase(RightPass, "\"~^[|]\" $session_number;")]
    [TestCase(RightPass, "\"~[0-9a-f]\" $session_number;")]
    [TestCase(RightPass, $"{RightPass}\n        \"~^[^|]\" $sent_pass;")]
    [TestCase("map \"$session_pass|$sent_pass\" $pass {", "map \"$session_pass|$arg_pass\" $pass {")]
    [TestCase("map $http_cookie $sent_pass {", "map $request_uri $sent_pass {")]
    [TestCase(Passes, "\"~.\" 00000000000000000000000000000000;")]
    [TestCase(Passes, "include /run/gateway/credentials.map;")]
    [TestCase("map $session_number $session_pass {\n        default \"\";", "map $session_number $session_pass {\n        default 00000000000000000000000000000000;")]
    [TestCase("(?<session_digits>[0-9a-f]{3})", "(?<session_digits>[0-9a-f]{1})")]
    [TestCase(Taken, "\"~^[0-9]\" $session_number;")]
    [TestCase(Taken, "\"~^200[|][|]\" $session_number;")]
    [TestCase(Taken, "\"~^(?:200|302)[|][|].\" $session_number;")]
    [TestCase("map \"$upstream_status|$pass|$audit_user\" $taken_number {", "map \"$status|$pass|$audit_user\" $taken_number {")]
    [TestCase("map $upstream_cookie_user $given_number {", "map $cookie_user $given_number {")]
    [TestCase("static/|log(?:in|out)", "log(?:in|out)")]
    [TestCase("[0-9]{1,3}:(?<signed_user>", "[0-9]*:(?<signed_user>")]
    [TestCase(FirstMap, $"map $scheme $pass {{ default 000; }}\n{FirstMap}")]

    // A cookie that scripts, other sites or other connections get, that stays, or that is something else.
    [TestCase("; HttpOnly", "")]
    [TestCase("SameSite=Lax", "SameSite=None")]
    [TestCase("=; Max-Age=0; Path", "=; Path")]
    [TestCase(PassHeader, "")]
    [TestCase(PassHeader, "        add_header Set-Cookie \"__Secure-flower-pass=$session_pass\" always;\n")]
    [TestCase(FirstLocation, $"{FirstLocation}\n add_header Set-Cookie $pass_cookie;")]
    [TestCase("proxy_set_header Cookie $flower_cookies;", "proxy_set_header Cookie $http_cookie;")]

    // Limits that forged sessions and others share, or escape.
    [TestCase("limit_req_zone $crowd", "limit_req_zone $binary_remote_addr")]
    [TestCase("limit_conn_zone $crowd", "limit_conn_zone $binary_remote_addr")]
    [TestCase(FirstLimit, "")]
    [TestCase($"{FirstLimit}            limit_conn address_connections 256;\n            limit_req zone=requests burst=120 nodelay;\n",
        $"            limit_req zone=requests burst=120 nodelay;\n            limit_conn address_connections 256;\n{FirstLimit}")]
    [TestCase(FirstLimit, $"{FirstLimit}            limit_req zone=login_pages burst=120 nodelay;\n")]
    [TestCase("default \"+$binary_remote_addr\";", "default \"+$pass\";")]
    [TestCase("default \"+$binary_remote_addr\";", "default \"\";")]
    [TestCase("map $pass $counted_session {\n        default $pass;", "map $pass $counted_session {\n        default $session;")]
    public void A_way_around_the_limits_of_sessions_is_noticed(string from, string to)
    {
        var text = NginxConfiguration.Render(SampleKubernetesResources.Gateway with { Authentication = AuthenticationKind.OAuth });
        Assert.That(text, Does.Contain(from));

        Assert.That(Status("FLW-GATE-15", "nginx.conf", text.Replace(from, to, StringComparison.Ordinal)), Is.EqualTo(ControlStatus.Fail));
    }

    [Test]
    public void The_script_that_makes_up_the_passes_is_one_that_the_components_write()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Status("FLW-CFG-05", "gateway_credentials.py", GatewayPasses.Render()), Is.EqualTo(ControlStatus.Pass));
            Assert.That(
                Status("FLW-CFG-05", "gateway_credentials.py", GatewayPasses.Render().Replace("os.urandom(16).hex()", "0", StringComparison.Ordinal)),
                Is.EqualTo(ControlStatus.Fail));
        }
    }

    private static ControlStatus Status(string id, string file, string text)
    {
        var plan = SamplePlan.Create();
        plan.Resources.Single(it => it.Name == "config").Inputs["data"]![file] = text;
        return ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls
            .Where(it => it.Id == id && it.Urn == SamplePlan.Urn("set")).Select(it => it.Status).Single();
    }
}
