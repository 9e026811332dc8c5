using System.Collections.Concurrent;
using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.Eks;
using Pulumi.Aws.LB;
using Pulumi.Aws.LB.Inputs;
using Pulumi.Aws.SecretsManager;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace FlowerInfra.Offline.Tests.Schema;

/// <summary>What generated resources and functions send to the engine and take from it.</summary>
[NonParallelizable]
public class GeneratedResourceTests
{
    [Test]
    public async Task Nested_arguments_arrive_under_the_providers_names()
    {
        var mocks = await RunAsync(() => _ = new Listener("https", new ListenerArgs
        {
            LoadBalancerArn = "arn",
            Port = 443,
            DefaultActions = { new ListenerDefaultActionArgs { Type = "fixed-response", FixedResponse = new ListenerDefaultActionFixedResponseArgs { ContentType = "text/plain", StatusCode = "404" } } },
        }));

        var action = (ImmutableDictionary<string, object>)((ImmutableArray<object>)mocks.Inputs("https")["defaultActions"])[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Inputs("https")["port"], Is.EqualTo(443.0));
            Assert.That(((ImmutableDictionary<string, object>)action["fixedResponse"])["statusCode"], Is.EqualTo("404"));
        }
    }

    [Test]
    public async Task A_Kubernetes_object_sends_its_apiVersion_and_kind_whatever_the_caller_says()
    {
        var mocks = await RunAsync(() => _ = new ConfigMap("settings", new ConfigMapArgs
        {
            Kind = "Secret",
            Metadata = new ObjectMetaArgs { Labels = { ["app"] = "flower" } },
            Data = { ["a"] = "b" },
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mocks.Inputs("settings")["apiVersion"], Is.EqualTo("v1"));
            Assert.That(mocks.Inputs("settings")["kind"], Is.EqualTo("ConfigMap"));
            Assert.That(mocks.Inputs("settings")["data"], Is.EqualTo(new Dictionary<string, object> { ["a"] = "b" }));
        }
    }

    [Test]
    public async Task A_number_and_a_string_both_fit_a_port_of_a_Kubernetes_probe()
    {
        var mocks = await RunAsync(() => _ = new Service("web", new ServiceArgs
        {
            Spec = new ServiceSpecArgs
            {
                Type = "ClusterIP",
                Ports =
                {
                    new ServicePortArgs { Port = 443, TargetPort = 8443 },
                    new ServicePortArgs { Port = 80, TargetPort = "http" },
                },
            },
        }));

        var spec = (ImmutableDictionary<string, object>)mocks.Inputs("web")["spec"];
        var ports = ((ImmutableArray<object>)spec["ports"]).Cast<ImmutableDictionary<string, object>>().Select(port => port["targetPort"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ports, Is.EqualTo(new object[] { 8443.0, "http" }));
            Assert.That(spec["type"], Is.EqualTo("ClusterIP"));
        }
    }

    [Test]
    public async Task A_secret_argument_is_marked_without_the_caller_saying_so()
    {
        var secret = false;
        await RunAsync(async () =>
        {
            var args = new SecretVersionArgs { SecretId = "id", SecretString = "hidden" };
            secret = await Output.IsSecretAsync(args.SecretString.ToOutput());
        });

        Assert.That(secret, Is.True);
    }

    [Test]
    public async Task A_property_that_is_called_secret_is_not_one()
    {
        var secret = true;
        await RunAsync(async () =>
        {
            var args = new VolumeArgs { Secret = new SecretVolumeSourceArgs { SecretName = "tls" } };
            secret = await Output.IsSecretAsync(args.Secret.ToOutput());
        });

        Assert.That(secret, Is.False);
    }

    [Test]
    public async Task A_function_takes_outputs_and_gives_a_typed_result()
    {
        string? endpoint = null;
        await RunAsync(async () =>
        {
            var cluster = GetCluster.Invoke(new GetClusterInvokeArgs { Name = Output.Create("prod") });
            endpoint = await OutputUtilities.GetValueAsync(cluster.Apply(it => it.Endpoint));
        });

        Assert.That(endpoint, Is.EqualTo("https://prod.example.com"));
    }

    [Test]
    public async Task The_plain_form_of_a_function_gives_the_result_at_once()
    {
        string? endpoint = null;
        await RunAsync(async () => endpoint = (await GetCluster.InvokeAsync(new GetClusterArgs { Name = "prod" })).Endpoint);

        Assert.That(endpoint, Is.EqualTo("https://prod.example.com"));
    }

    private static Task<RecordingMocks> RunAsync(Action program) => RunAsync(() =>
    {
        program();
        return Task.CompletedTask;
    });

    private static async Task<RecordingMocks> RunAsync(Func<Task> program)
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, async () =>
        {
            await program();
            return new Dictionary<string, object?>();
        });
        return mocks;
    }

    private sealed class RecordingMocks : IMocks
    {
        private readonly ConcurrentDictionary<string, ImmutableDictionary<string, object>> _inputs = new();

        public ImmutableDictionary<string, object> Inputs(string name) => _inputs[name];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            _inputs[args.Name!] = args.Inputs;
            return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token == "aws:eks/getCluster:getCluster"
            ? args.Args.Add("endpoint", $"https://{args.Args["name"]}.example.com")
            : throw new InvalidOperationException($"Unknown function {args.Token}"));
    }
}
