using FlowerInfra.Tests.Components.Brokers;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.CeleryWorkers;

[TestFixture]
internal sealed class CeleryWorkerTests
{
    private const string Pod = "spec.template.spec";

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("image", it => it.Image = "registry.example.com/orders:1.2");
        yield return Case("app", it => it.App = "orders; rm -rf /");
        yield return Case("namespace", it => it.Namespace = "kube-system");
        yield return Case("queues", it => it.Queues = []);
        yield return Case("queues[1]", it => it.Queues = ["celery", "celery"]);
        yield return Case("queues[0]", it => it.Queues = ["a,b"]);
        yield return Case("configuration", it => it.Configuration = "accept_content = ['json', 'pickle']\n");
        yield return Case("configuration", it => it.Configuration = "x = 1\ntask_serializer = \"yaml\"\n");
        yield return Case("broker.cidrBlocks[0]", it => it.Broker.CidrBlocks = ["0.0.0.0/0"]);
        yield return Case("deployerRoleArns", it => (it.Broker.UrlSecretArn, it.Broker.Url) = (null, "rediss://worker:p@broker.internal:6379/0"));
        yield return Case("secretArns.result-backend-url", it => it.SecretArns = new() { ["result-backend-url"] = CeleryWorkerExample.ApiKey });
        yield return Case("longestTaskSeconds", it => it.LongestTaskSeconds = 0);
        yield return Case("temporaryMiB", it => it.TemporaryMiB = 512);
        yield return Case("environment.HOME", it => it.Environment = new() { ["HOME"] = "/root" });
        yield return Case("environment.A-B", it => it.Environment = new() { ["A-B"] = "1" });
        yield return Case("secretArns.broker-url", it => it.SecretArns = new() { ["broker-url"] = CeleryWorkerExample.ApiKey });
        yield return Case("secretArns.key", it => it.SecretArns = new() { ["key"] = ComponentExamples.BrokerUrl });
        yield return Case("secretArns.key", it => it.SecretArns = new() { ["key"] = "hunter2" });
        yield return Case("allowedDestinations[0].cidrBlock", it => it.AllowedDestinations = [To("0.0.0.0/0")]);
        yield return Case("allowedDestinations[0].cidrBlock", it => it.AllowedDestinations = [To("169.254.169.254/32")]);
        yield return Case("allowedDestinations[0].port", it => it.AllowedDestinations = [To("142.250.0.0/15", 5432)]);
        yield return Case("allowedDestinations[0].port", it => it.AllowedDestinations = [To("10.60.0.0/20", 53)]);
        yield return Case("allowedDestinations[1].cidrBlock", it => it.AllowedDestinations = [To("10.60.0.0/20"), To("10.60.0.0/20")]);
        yield return Case("scaling.maxReplicas", it => it.Scaling = new() { MinReplicas = 3, MaxReplicas = 2, TriggerAuthenticationName = "keda" });
        yield return Case("signature", it => it.AllowUnsignedMessages = null);
        yield return Case("allowUnsignedMessages", it => it.Signature = CeleryWorkerExample.Signing().Signature);
        yield return Case("signature.trustedKeyNames", it =>
            (it.AllowUnsignedMessages, it.Signature) = (null, new() { KeyName = "worker-1", TrustedKeyNames = [] }));
        yield return Case("deliverWithExternalSecrets", it => it.DeliverWithExternalSecrets = true);
    }

    [TestCaseSource(nameof(Refused))]
    public void What_could_not_work_or_would_open_the_sandbox_is_refused(string key, Action<CeleryWorkerArgs> change) =>
        Assert.That(CeleryWorkerExample.Check(change).Select(it => it.Key), Is.EqualTo(new[] { key }));

    [Test]
    public async Task The_pod_can_write_nowhere_but_to_memory_and_has_no_token()
    {
        var program = await CeleryWorkerExample.RunAsync(it => it.TemporaryMiB = 100);

        var deployment = program["orders-worker-deployment"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(deployment.At($"{Pod}.automountServiceAccountToken")!.GetValue<bool>(), Is.False);
            Assert.That(deployment.At($"{Pod}.enableServiceLinks")!.GetValue<bool>(), Is.False);
            Assert.That(
                deployment.JsonText($"{Pod}.containers[0].securityContext"),
                Is.EqualTo("""{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"privileged":false,"readOnlyRootFilesystem":true,"runAsNonRoot":true}"""));
            Assert.That(
                deployment.JsonText($"{Pod}.volumes[2]"), Is.EqualTo("""{"emptyDir":{"medium":"Memory","sizeLimit":"100Mi"},"name":"tmp"}"""));
            Assert.That(
                deployment.At($"{Pod}.containers[0].volumeMounts")!.AsArray().Where(it => it!["readOnly"]?.GetValue<bool>() != true).Select(it => $"{it!["mountPath"]}"),
                Is.EqualTo(new[] { "/tmp" }));
            Assert.That($"{deployment.At("spec.template.metadata.annotations")!["eks.amazonaws.com/skip-containers"]}", Is.EqualTo("worker"));
            Assert.That(deployment.JsonText($"{Pod}.runtimeClassName"), Is.EqualTo("null"));
        }
    }

    [Test]
    public async Task A_runtime_class_and_one_task_for_each_process_are_options()
    {
        var program = await CeleryWorkerExample.RunAsync(it => (it.RuntimeClassName, it.OneTaskPerProcess) = ("gvisor", true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["orders-worker-deployment"].Text($"{Pod}.runtimeClassName"), Is.EqualTo("gvisor"));
            Assert.That(Command(program), Does.Contain("--max-tasks-per-child=1"));
            Assert.That(Command(await CeleryWorkerExample.RunAsync()), Has.None.StartsWith("--max-tasks-per-child"));
        }
    }

    [TestCase(300)]
    [TestCase(7200)]
    public async Task A_pod_that_ends_waits_longer_than_a_task_may_take(int seconds)
    {
        var program = await CeleryWorkerExample.RunAsync(it => it.LongestTaskSeconds = seconds);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Command(program), Does.Contain($"--time-limit={seconds}"));
            Assert.That(program["orders-worker-deployment"].At($"{Pod}.terminationGracePeriodSeconds")!.GetValue<double>(), Is.EqualTo(seconds + 30));
        }
    }

    [Test]
    public async Task Nothing_comes_in_and_only_what_is_listed_goes_out()
    {
        var program = await CeleryWorkerExample.RunAsync(it =>
        {
            it.ResultBackend = ComponentExamples.ResultBackend();
            it.AllowedDestinations = [To("10.60.0.0/20", 5432), To("2001:db8::/32")];
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("NetworkPolicy").SelectMany(it => it.At("spec.ingress")?.AsArray() ?? []), Is.Empty);
            Assert.That(
                program.Of("NetworkPolicy").Where(it => it.JsonText("spec.egress") != "null").Select(it => it.JsonText("spec.egress[0].to[0].ipBlock.cidr")),
                Is.EqualTo(new[] { "\"10.60.0.0/20\"", "\"2001:db8::/32\"", "\"10.40.16.0/20\"", "null", "\"10.40.32.0/20\"" }));
            Assert.That(program.Of("NetworkPolicy").Select(it => it.JsonText("spec.podSelector")).Distinct().Single(), Is.EqualTo("""{"matchLabels":{"app.kubernetes.io/instance":"orders-worker"}}"""));
            Assert.That(
                program.Of("SecurityGroupEgressRule").Where(it => it.Text("securityGroupId") == "orders-worker-isolation-pods.id").Select(it => it.Name),
                Is.EqualTo(new[]
                {
                    "orders-worker-isolation-dns-tcp", "orders-worker-isolation-dns-udp", "orders-worker-isolation-to-10-60-0-0-20-5432",
                    "orders-worker-isolation-to-2001-db8---32-443", "orders-worker-isolation-to-broker", "orders-worker-isolation-to-result-backend",
                }));
            Assert.That(
                program.Of("SecurityGroupIngressRule").Where(it => it.Text("securityGroupId") == "orders-worker-isolation-pods.id"), Is.Empty);
        }
    }

    [Test]
    public async Task Its_role_reads_its_secrets_and_does_nothing_else()
    {
        var program = await CeleryWorkerExample.RunAsync(it =>
        {
            it.SecretArns = new() { ["api-key"] = CeleryWorkerExample.ApiKey };
            it.SecretKmsKeyArns = [ComponentExamples.Key];
        });

        var statements = program.Of("RolePolicy").Single().Json("policy")["Statement"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statements.Select(it => it!["Action"]!.ToJsonString()), Is.EqualTo(new[]
            {
                """["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"]""", "\"kms:Decrypt\"",
            }));
            Assert.That(statements[0]!["Resource"]!.AsArray().Select(it => $"{it}"), Is.EqualTo(new[] { ComponentExamples.BrokerUrl, CeleryWorkerExample.ApiKey }));
            Assert.That($"{statements[1]!["Resource"]}", Is.EqualTo(ComponentExamples.Key));
            Assert.That(program.Of("PodIdentityAssociation").Single().Text("serviceAccount"), Is.EqualTo("orders-worker"));
            Assert.That(
                program.Of("SecretProviderClass").Single().Text("spec.parameters.objects"), Does.Contain("objectAlias: \"api-key\"").And.Contain("objectAlias: \"broker-url\""));
        }
    }

    [Test]
    public async Task A_URL_that_is_given_itself_stands_in_a_secret_that_its_role_alone_reads()
    {
        var program = await MockedProgram.RunAsync(() =>
        {
            var broker = new CeleryBroker("orders", CeleryBrokerExample.OnElastiCache());
            var args = CeleryWorkerExample.Args();
            (args.Broker, args.ResultBackend, args.DeployerRoleArns) = (broker.For("workers"), broker.ResultsFor("workers"), [ComponentExamples.Deployer]);
            _ = new CeleryWorker("orders-worker", args);
        });
        var policy = program["orders-worker-broker-url-policy"].Text("policy");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["orders-worker-broker-url-version"].Text("secretStringWo"), Does.StartWith("rediss://workers:orders-password-workers-a.result@"));
            Assert.That(program["orders-worker-result-backend-url-version"].Text("secretStringWo"), Does.StartWith("rediss://workers:"));
            Assert.That(policy, Does.Contain("OnlyTheNamedRead").And.Contain("orders-worker-pods-role.arn").And.Contain(ComponentExamples.Deployer));
            Assert.That(program["orders-worker-pods-role-policy"].Text("policy"), Does.Contain("orders-worker-broker-url.arn").And.Contain("orders-worker-key.arn"));
            Assert.That(
                program["orders-worker-deployment"].At("spec.template.metadata.annotations")!["flower-infra/secrets"]!.GetValue<string>(),
                Does.Contain("orders-worker-broker-url.arn").And.Contain("versionId"), "another password restarts the pods");
        }
    }

    [Test]
    public async Task A_signing_worker_refuses_what_is_not_signed_whatever_its_configuration_says()
    {
        var program = await CeleryWorkerExample.RunAsync(it =>
            (it.AllowUnsignedMessages, it.Signature) = (null, CeleryWorkerExample.Signing().Signature));

        var text = Data(program, "celeryconfig.py");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.LastIndexOf("accept_content = [\"auth\"]", StringComparison.Ordinal), Is.GreaterThan(text.IndexOf("accept_content = [\"json\"]", StringComparison.Ordinal)));
            Assert.That(Command(program), Does.Contain("--app=celery_signing"));
            Assert.That(Data(program, "celery_signing.py"), Does.Contain("find_app(\"orders.celery\")").And.Contain("app.setup_security()"));
        }
    }

    [Test]
    public async Task Another_configuration_or_secret_restarts_the_pods()
    {
        var before = await AnnotationsAsync(_ => { });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AnnotationsAsync(it => it.Configuration = "accept_content = ['json']\n"), Is.Not.EqualTo(before));
            Assert.That(await AnnotationsAsync(it => it.SecretArns = new() { ["api-key"] = CeleryWorkerExample.ApiKey }), Is.Not.EqualTo(before));
        }
    }

    [Test]
    public async Task Workers_scale_by_the_length_of_each_queue()
    {
        var redis = await CeleryWorkerExample.RunAsync(it =>
        {
            it.Queues = ["celery", "mail"];
            it.Scaling = new() { TriggerAuthenticationName = "keda", RedisAddress = "broker.example.internal:6379", TasksPerReplica = 5 };
        });
        var rabbit = await CeleryWorkerExample.RunAsync(it => it.Scaling = new() { TriggerAuthenticationName = "keda" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(redis["orders-worker-deployment"].JsonText("spec.replicas"), Is.EqualTo("null"), "KEDA decides");
            Assert.That(
                redis["orders-worker-scaling"].JsonText("spec.triggers[1]"),
                Is.EqualTo("""{"authenticationRef":{"name":"keda"},"metadata":{"address":"broker.example.internal:6379","enableTLS":"true","listLength":"5","listName":"mail"},"type":"redis"}"""));
            Assert.That(
                rabbit["orders-worker-scaling"].JsonText("spec.triggers"),
                Is.EqualTo("""[{"authenticationRef":{"name":"keda"},"metadata":{"mode":"QueueLength","protocol":"amqp","queueName":"celery","value":"20"},"type":"rabbitmq"}]"""));
        }
    }

    [Test]
    public async Task A_change_of_its_firewall_is_an_alert()
    {
        var program = await CeleryWorkerExample.RunAsync(it => it.AlertTopicArn = "topic.arn");

        Assert.That(program["orders-worker-security-groups", "EventRule"].Text("eventPattern"), Does.Contain("orders-worker-isolation-pods.id"));
    }

    private static async Task<string> AnnotationsAsync(Action<CeleryWorkerArgs> change) =>
        (await CeleryWorkerExample.RunAsync(change))["orders-worker-deployment"].JsonText("spec.template.metadata.annotations");

    private static IEnumerable<string> Command(MockedProgram program) =>
        program["orders-worker-deployment"].At($"{Pod}.containers[0].command")!.AsArray().Select(it => $"{it}");

    private static string Data(MockedProgram program, string file) => $"{program["orders-worker-config"].At("data")![file]}";

    private static WorkerDestinationArgs To(string range, int? port = null) => new() { CidrBlock = range, Port = port, Description = "Payments" };

    private static TestCaseData Case(string key, Action<CeleryWorkerArgs> change) => new TestCaseData(key, change).SetArgDisplayNames(key);
}
