using System.Text.Json.Nodes;
using FlowerInfra.Tests.Django;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>Edits of the files that the components render, by hands that meant well and by others.</summary>
[TestFixture]
internal sealed class ConfigurationControlTests
{
    /// <summary>The control that notices, the file, what is replaced, and by what.</summary>
    public static readonly TestCaseData[] Edits =
    [
        .. GatewayFileCases.Edits,
        .. PythonFileCases.Edits,
        new("FLW-GATE-01", "nginx.conf", "default 0;", "default 1;"),
        new("FLW-GATE-01", "nginx.conf", "        if ($allowed = 0) {\n            return 403;\n        }\n", ""),
        new("FLW-GATE-01", "nginx.conf", "        if ($allowed = 0) {", "        # if ($allowed = 0) {"),
        new("FLW-GATE-01", "nginx.conf", "        \"~^GET /flower/broker HTTP/1[.]1\\z\" 1;", "        \"~^GET /flower/\" 1;"),
        new("FLW-GATE-01", "nginx.conf", "/flower/broker HTTP", "/flower/metrics HTTP"),
        new("FLW-GATE-02", "nginx.conf", "~^GET /flower/broker HTTP", "~^POST /flower/api/task/revoke/x HTTP"),
        new("FLW-GATE-03", "nginx.conf", "        default 1;\n        \"~^GET[|]\" 0;", "        default 0;"),
        new("FLW-GATE-03", "nginx.conf", "\"~^GET[|]\" 0;", "\"~^GET[|]\" 0;\n        \"~^POST[|]\" 0;"),
        new("FLW-GATE-03", "nginx.conf", "        if ($cross_site) {\n            return 403;", "        if ($cross_site) {\n            set $a 1;"),
        new("FLW-GATE-04", "nginx.conf", "\"flower.example.com:443\" 0;", "\"~.\" 0;"),
        new("FLW-GATE-04", "nginx.conf", "return 421;", "break;"),
        new("FLW-GATE-05", "nginx.conf", "ssl_protocols TLSv1.2 TLSv1.3;", "ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;"),
        new("FLW-GATE-05", "nginx.conf", "ssl_protocols TLSv1.2 TLSv1.3;", ""),
        new("FLW-GATE-05", "nginx.conf", "listen 8443 ssl;", "listen 8443;"),
        new("FLW-GATE-06", "nginx.conf", "client_header_timeout 5s;", ""),
        new("FLW-GATE-06", "nginx.conf", "limit_conn connections 64;", ""),
        new("FLW-GATE-06", "nginx.conf", "limit_req zone=requests burst=120 nodelay;", ""),
        new("FLW-GATE-06", "nginx.conf", "client_max_body_size 16k;", "client_max_body_size 0;"),
        new("FLW-GATE-07", "nginx.conf", "add_header X-Frame-Options \"DENY\" always;", ""),
        new("FLW-GATE-07", "nginx.conf", "max-age=63072000", "max-age=300"),
        new("FLW-GATE-08", "nginx.conf", "access_log /dev/stdout audit;", "access_log off;"),
        new("FLW-GATE-08", "nginx.conf", "\"user\":\"$audit_user\",", ""),
        new("FLW-GATE-09", "nginx.conf", "limit=(?:1000|[1-9][0-9]{0,2})", "limit=[0-9]+"),
        new("FLW-GATE-09", "nginx.conf", "HTTP/1[.]1\\z\" 1;\n        \"~^GET /flower/api/task/types", "HTTP/1[.]1\\z\" 1;\n        \"~^GET /flower/api/tasks HTTP/1[.]1\\z\" 1;\n        \"~^GET /flower/api/task/types"),
        new("FLW-GATE-09", "nginx.conf", "proxy_set_body \"$request_body&length=$page_length\";", ""),
        new("FLW-GATE-09", "nginx.conf", "(?<small_length>100|[1-9][0-9]?)", "(?<small_length>[0-9]+)"),
        new("FLW-GATE-09", "nginx.conf", "default 15;", "default 100000;"),
        new("FLW-GATE-09", "nginx.conf", "limit_req zone=listings burst=20 delay=5;", ""),
        new("FLW-GATE-10", "nginx.conf", "limit_req zone=inspections burst=20 nodelay;", ""),
        new("FLW-GATE-11", "nginx.conf", "limit_req_zone $asker zone=requests", "limit_req_zone $binary_remote_addr zone=requests"),
        new("FLW-GATE-11", "nginx.conf", "limit_conn_zone $asker zone=connections", "limit_conn_zone $server_name zone=connections"),
        new("FLW-GATE-11", "nginx.conf", "default \"$signed_in/$binary_remote_addr\";", "default $signed_in;"),
        new("FLW-GATE-12", "nginx.conf", "Authorization $basic_credentials;", "Authorization $http_authorization;"),
        new("FLW-GATE-12", "nginx.conf", "default $http_authorization;\n        \"\" \"\";", "default $http_authorization;"),
        new("FLW-GATE-12", "nginx.conf", "rewrite ^ /.unproven last;", "break;"),
        new("FLW-GATE-13", "nginx.conf", "worker_connections 512;", "worker_connections 1024;"),
        new("FLW-GATE-13", "nginx.conf", "worker_processes 2;", "worker_processes auto;"),
        new("FLW-CFG-01", "flowerconfig.py", "address = \"127.0.0.1\"", "address = \"0.0.0.0\""),
        new("FLW-CFG-01", "flowerconfig.py", "port = 5555", "port = 5555\naddress = \"\""),
        new("FLW-CFG-02", "flowerconfig.py", "basic_auth = _users(", "# basic_auth = _users("),
        new("FLW-CFG-03", "flowerconfig.py", "read_only = True", "read_only = False"),
        new("FLW-CFG-04", "flowerconfig.py", "debug = False", "debug = True"),
        new("FLW-CFG-07", "celeryconfig.py", "accept_content = [\"json\"]\nresult", "accept_content = [\"json\", \"pickle\"]\nresult"),
        new("FLW-CFG-07", "celeryconfig.py", "task_serializer = \"json\"", "task_serializer = \"pickle\""),
        new("FLW-CFG-08", "celeryconfig.py", "\"ssl_cert_reqs\": \"required\"", "\"ssl_cert_reqs\": \"none\""),
        new("FLW-CFG-08", "celeryconfig.py", "_ssl.CERT_REQUIRED", "_ssl.CERT_NONE"),
        new("FLW-CFG-08", "celeryconfig.py", "broker_connection_retry_on_startup = True", "broker_use_ssl = None"),
        new("FLW-CFG-09", "flowerconfig.py", "\n_redact_log()\n", "\n"),
        new("FLW-CFG-09", "flowerconfig.py", "    logging.setLogRecordFactory(redacted)", "    pass"),
        new("FLW-CFG-10", "flowerconfig.py", "max_tasks = 5000", "max_tasks = 100000"),
        new("FLW-CFG-10", "flowerconfig.py", "max_tasks = 5000", ""),
        new("FLW-CFG-11", "celeryconfig.py", "broker_pool_limit = None", ""),
        new("FLW-CFG-11", "celeryconfig.py", "\"max_retries\": 1", "\"max_retries\": None"),
        new("FLW-CFG-11", "celeryconfig.py", "broker_connection_timeout = 2", "broker_transport_options = {}"),
        new("FLW-CFG-11", "flowerconfig.py", "\n_save_first()\n", "\n"),
        new("FLW-CFG-11", "celeryconfig.py", "\"ack_emulation\": False", "\"ack_emulation\": True"),
    ];

    [TestCaseSource(nameof(Edits))]
    public void An_edited_file_is_noticed(string id, string file, string from, string to)
    {
        var text = SampleKubernetesResources.Files[file];
        Assert.That(text, Does.Contain(from));

        Assert.That(Status(id, file, text.Replace(from, to, StringComparison.Ordinal)), Is.EqualTo(ControlStatus.Fail));
    }

    [TestCaseSource(typeof(GatewayFileCases), nameof(GatewayFileCases.Rewritings))]
    public void A_gateway_that_is_written_otherwise_and_does_the_same_passes(Func<string, string> rewrite) => Rewrite(rewrite, "nginx.conf");

    [TestCaseSource(typeof(PythonFileCases), nameof(PythonFileCases.Rewritings))]
    public void Python_that_is_written_otherwise_and_does_the_same_passes(Func<string, string> rewrite) =>
        Rewrite(rewrite, "celeryconfig.py", "flowerconfig.py");

    [TestCase("nginx.conf", "map $request $allowed { default \"0; }", "FLW-GATE", "nginx.conf can't be read: line 1: a quote is not closed")]
    [TestCase("nginx.conf", "http {\nserver {\n}", "FLW-GATE", "nginx.conf can't be read: line 3: a brace is not closed")]
    [TestCase("celeryconfig.py", "accept_content = [", "FLW-CFG-07", "celeryconfig.py can't be read: line 1: a bracket is not closed")]
    [TestCase("flowerconfig.py", "x = 1\n  y = 2", "FLW-CFG-01", "flowerconfig.py can't be read: line 2 is indented without need")]
    public void A_file_that_its_program_would_refuse_fails_with_its_line(string file, string text, string controls, string message)
    {
        var plan = SamplePlan.Create();
        Data(plan)[file] = text;

        Assert.That(
            Evaluate(plan).Where(it => it.Id.StartsWith(controls, StringComparison.Ordinal)).Select(it => (it.Status, it.Message)),
            Is.Not.Empty.And.All.EqualTo((ControlStatus.Fail, message)));
    }

    [Test]
    public void An_empty_gateway_passes_no_control_but_that_of_what_is_too_much()
    {
        var plan = SamplePlan.Create();
        Data(plan)["nginx.conf"] = "# nothing\n";

        Assert.That(
            Evaluate(plan).Where(it => it.Id.StartsWith("FLW-GATE", StringComparison.Ordinal) && it.Status == ControlStatus.Pass).Select(it => it.Id).Distinct(),
            Is.EqualTo(new[] { "FLW-GATE-14" }));
    }

    [TestCase("nginx.conf")]
    [TestCase("flowerconfig.py")]
    [TestCase("celeryconfig.py")]
    public void Whatever_is_cut_out_of_a_file_every_control_answers(string file)
    {
        var text = SampleKubernetesResources.Files[file];
        var random = new Random(20261127);
        var controls = ControlCatalogue.All.Where(it => it.Id.StartsWith("FLW-GATE", StringComparison.Ordinal) || it.Id.StartsWith("FLW-CFG", StringComparison.Ordinal)).ToArray();

        for (var cut = 0; cut < 400; cut++)
        {
            var plan = SamplePlan.Create();
            var start = random.Next(text.Length);
            Data(plan)[file] = text.Remove(start, random.Next(Math.Min(40, text.Length - start)));

            Assert.That(() => ControlEvaluation.Evaluate(plan, controls, [], TimeProvider.System), Throws.Nothing, Data(plan)[file]!.GetValue<string>());
        }
    }

    [Test]
    public void A_second_file_of_the_same_name_is_read_too()
    {
        var plan = SamplePlan.Create();
        var config = plan.Resources.Single(it => it.Name == "config");
        var second = config with { Urn = $"{config.Urn}-second", Name = "second", Inputs = config.Inputs.DeepClone().AsObject() };
        second.Inputs["data"]!["flowerconfig.py"] = "address = \"0.0.0.0\"\n";
        plan = plan with { Resources = [.. plan.Resources, second] };

        Assert.That(OfViewers(plan, "FLW-CFG-01").Status, Is.EqualTo(ControlStatus.Fail));
    }

    [TestCase("flower_tasks.py", null, ControlStatus.Pass)]
    [TestCase("flower_tasks.py", "\nimport os\n", ControlStatus.Fail)]
    [TestCase("gateway_credentials.py", null, ControlStatus.Pass)]
    [TestCase("gateway_credentials.py", "\n_write(\"/run/gateway/credentials.map\", '~. 1;')\n", ControlStatus.Fail)]
    [TestCase("json.py", "\n", ControlStatus.Fail)]
    public void A_module_beside_the_configuration_is_one_that_the_components_write(string name, string? more, ControlStatus expected)
    {
        var plan = SamplePlan.Create();
        Data(plan)[name] = (name switch
        {
            "flower_tasks.py" => TaskStubs.Render(["shop.send_mail", "shop.charge"]),
            "gateway_credentials.py" => GatewayCredentials.Render(),
            _ => "",
        }) + more;

        Assert.That(OfViewers(plan, "FLW-CFG-05").Status, Is.EqualTo(expected));
    }

    [Test]
    public void Every_celery_configuration_that_is_rendered_passes([Values] bool hasBackend, [Values] bool hasTaskStubs, [Values] bool hasAuthority)
    {
        var plan = SamplePlan.Create();
        Data(plan)["celeryconfig.py"] = CeleryConfiguration.Render(new FlowerCelerySettings
        {
            HasResultBackend = hasBackend,
            HasTaskStubs = hasTaskStubs,
            BrokerCertificateAuthorityFile = hasAuthority ? "/etc/flower/broker-ca.pem" : null,
        });

        Assert.That(Evaluate(plan).Where(it => it.Status != ControlStatus.Pass), Is.Empty);
    }

    [Test]
    public void What_sets_options_behind_the_controls_back_is_named_by_its_line() => Assert.That(
        Message("FLW-CFG-05", "flowerconfig.py", SampleKubernetesResources.Files["flowerconfig.py"] + "exec('debug = True')\n"),
        Does.Match(@"^flowerconfig\.py has code of its own on line [0-9]+ \(exec …\)"));

    [Test]
    public void The_broker_in_plain_text_is_noticed() => Assert.That(
        Status("FLW-CFG-08", "celeryconfig.py", CeleryConfiguration.Render(new FlowerCelerySettings { AllowPlaintextBroker = true })),
        Is.EqualTo(ControlStatus.Fail));

    [Test]
    public void Every_gateway_that_is_rendered_passes([Values] InstanceRole role, [Values] AuthenticationKind authentication)
    {
        var plan = SamplePlan.Create();
        Data(plan)["nginx.conf"] = Gateway(role, authentication);
        if (role == InstanceRole.Administrator)
            Label(plan, "admin");

        Assert.That(
            Evaluate(plan).Where(it => it.Id.StartsWith("FLW-GATE", StringComparison.Ordinal) && it.Status != ControlStatus.Pass), Is.Empty);
    }

    [TestCase("        if ($outsider) {\n            return 403;\n        }\n", "")]
    [TestCase("default 1;\n        10.", "default 0;\n        10.")]
    [TestCase("geo $realip_remote_addr $outsider {", "geo $outsider {")]
    [TestCase("geo $realip_remote_addr $outsider {", "geo $realip_remote_addr $outsider {\n        0.0.0.0/0 0;")]
    [TestCase("geo $realip_remote_addr $outsider {", "geo $realip_remote_addr $outsider {\n        include /etc/nginx/more;")]
    public void An_identity_that_somebody_else_than_the_load_balancer_names_is_noticed(string text, string with)
    {
        var gateway = Gateway(InstanceRole.Viewer, AuthenticationKind.LoadBalancer);
        Assert.That(gateway, Does.Contain(text));

        Assert.That(Status("FLW-GATE-12", "nginx.conf", gateway.Replace(text, with, StringComparison.Ordinal)), Is.EqualTo(ControlStatus.Fail));
    }

    [Test]
    public void Only_the_administrators_instance_may_write()
    {
        var plan = SamplePlan.Create();
        Data(plan)["nginx.conf"] = Gateway(InstanceRole.Administrator, AuthenticationKind.Basic);
        Data(plan)["flowerconfig.py"] = SampleKubernetesResources.Files["flowerconfig.py"].Replace("read_only = True", "read_only = False", StringComparison.Ordinal);
        var open = Evaluate(plan).Where(it => it.Status == ControlStatus.Fail).Select(it => it.Id).ToArray();
        Label(plan, "admin");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(open, Is.EqualTo(new[] { "FLW-CFG-03", "FLW-GATE-02" }));
            Assert.That(Evaluate(plan).Where(it => it.Status != ControlStatus.Pass), Is.Empty);
        }
    }

    [TestCase("auth = \"ana@example.com\"\nauth_provider = \"flower.views.auth.GithubLoginHandler\"", ControlStatus.Pass)]
    [TestCase("auth = \"ana@example.com\"", ControlStatus.Fail)]
    [TestCase("auth = \"\"\nauth_provider = \"flower.views.auth.GithubLoginHandler\"", ControlStatus.Fail)]
    public void An_identity_provider_needs_a_rule_and_its_handler(string lines, ControlStatus expected) =>
        Assert.That(Status("FLW-CFG-02", "flowerconfig.py", $"{lines}\n"), Is.EqualTo(expected));

    [TestCase("accept_content = [\"auth\"]\nresult_serializer = \"auth\"\n", ControlStatus.Pass)]
    [TestCase("accept_content = ['application/json']\n", ControlStatus.Pass)]
    [TestCase("accept_content = []\n", ControlStatus.Fail)]
    [TestCase("task_serializer = \"json\"\n", ControlStatus.Fail)]
    public void Signed_messages_are_as_good_as_json(string text, ControlStatus expected) =>
        Assert.That(Status("FLW-CFG-07", "celeryconfig.py", text), Is.EqualTo(expected));

    [Test]
    public void A_workload_that_does_not_run_flower_needs_no_gateway()
    {
        var plan = SamplePlan.With("set", "spec/template/spec/containers/0/command", """["celery", "worker"]""");

        Assert.That(
            Evaluate(plan).Where(it => it.Urn == SamplePlan.Urn("set")).Select(it => it.Id),
            Has.None.StartsWith("FLW-GATE").And.None.StartsWith("FLW-CFG"));
    }

    [Test]
    public void An_image_that_starts_flower_by_itself_is_flower()
    {
        var plan = SamplePlan.With("set", "spec/template/spec/containers/0/command", null);

        Assert.That(Evaluate(plan).Single(it => it.Id == "FLW-CFG-05" && it.Urn == SamplePlan.Urn("set")).Message, Does.Contain("names no configuration file"));
    }

    [Test]
    public void A_digest_says_nothing_about_the_version() => Assert.That(
        Evaluate(SamplePlan.With("set", "spec/template/spec/containers/0/image", "\"mher/flower@sha256:0123456789abcdef\""))
            .Single(it => it.Id == "FLW-CFG-06" && it.Urn == SamplePlan.Urn("set")).Status,
        Is.EqualTo(ControlStatus.Unknown));

    private static ControlStatus Status(string id, string file, string text) => Result(id, file, text).Status;

    private static string Message(string id, string file, string text) => Result(id, file, text).Message;

    private static ControlResult Result(string id, string file, string text)
    {
        var plan = SamplePlan.Create();
        Data(plan)[file] = text;
        return OfViewers(plan, id);
    }

    private static ControlResult OfViewers(Plan plan, string id) => Evaluate(plan).Single(it => it.Id == id && it.Urn == SamplePlan.Urn("set"));

    private static void Rewrite(Func<string, string> rewrite, params string[] files)
    {
        var plan = SamplePlan.Create();
        foreach (var file in files)
            Data(plan)[file] = rewrite(SampleKubernetesResources.Files[file]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files.Select(file => Data(plan)[file]!.GetValue<string>()), Is.Not.EqualTo(files.Select(file => SampleKubernetesResources.Files[file])));
            Assert.That(Evaluate(plan).Where(it => it.Status != ControlStatus.Pass), Is.Empty);
        }
    }

    private static JsonNode Data(Plan plan) => plan.Resources.Single(it => it.Name == "config").Inputs["data"]!;

    private static void Label(Plan plan, string component) => plan.Resources.Single(it => it.Name == "set")
        .Inputs["spec"]!["template"]!["metadata"]!["labels"]!["app.kubernetes.io/component"] = component;

    private static string Gateway(InstanceRole role, AuthenticationKind authentication) =>
        NginxConfiguration.Render(SampleKubernetesResources.Gateway with
        {
            Role = role,
            Authentication = authentication,
            Django = authentication == AuthenticationKind.Django ? GateStandIn.Settings(443, "/etc/nginx-gateway/django-ca.pem", role).Django : null,
        });

    private static IReadOnlyList<ControlResult> Evaluate(Plan plan) =>
        ControlEvaluation.Evaluate(plan, ControlCatalogue.All, [], TimeProvider.System).Controls;
}
