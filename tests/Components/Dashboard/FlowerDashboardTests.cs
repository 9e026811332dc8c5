using System.Collections.Concurrent;
using FlowerInfra.Tests.Components.State;
using NUnit.Framework;
using Pulumi;
using Pulumi.Aws.SecretsManager;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.Dashboard;

[TestFixture]
internal sealed class FlowerDashboardTests
{
    [Test]
    public async Task Namespace_enforces_the_restricted_pod_security_standard()
    {
        var labels = (await ComponentExamples.RunAsync(ComponentExamples.Dashboard()))["flower-namespace"].At("metadata.labels")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                new[] { "enforce", "audit", "warn" }.Select(mode => labels[$"pod-security.kubernetes.io/{mode}"]!.GetValue<string>()),
                Is.All.EqualTo("restricted"));
            Assert.That(
                new[] { "enforce", "audit", "warn" }.Select(mode => labels[$"pod-security.kubernetes.io/{mode}-version"]!.GetValue<string>()),
                Is.All.EqualTo("latest"));
        }
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task A_namespace_with_state_in_it_is_protected_and_survives_being_forgotten(bool allowDeletion, bool isProtected)
    {
        var args = ComponentExamples.WithAdmin();
        args.State = EncryptedStateExample.OnEbs();
        args.State.AllowDeletion = allowDeletion;
        var protection = new Protection();
        await ComponentExamples.RunAsync(args, protection.Watch());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(protection.Names.Contains("flower-namespace"), Is.EqualTo(isProtected));
            Assert.That(protection.Retained.Contains("flower-namespace"), Is.EqualTo(isProtected));
            Assert.That(protection.Names, Has.None.EqualTo("flower-admin-namespace"), "the administrators' instance keeps none");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Every_object_of_the_cluster_says_which_stack_and_instance_it_belongs_to(bool withExternalSecrets)
    {
        var args = ComponentExamples.WithAdmin();
        args.State = EncryptedStateExample.OnEfs();
        args.Cluster.PrometheusNamespace = "monitoring";
        args.DeliverWithExternalSecrets = withExternalSecrets;
        if (withExternalSecrets)
            args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;
        var objects = (await ComponentExamples.RunAsync(args)).Resources
            .Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)).ToList();

        Assert.That(
            objects.Where(it => Label(it, "app.kubernetes.io/part-of") != "flower-infra" || Label(it, "flower-infra/stack") != "test"
                || Label(it, "app.kubernetes.io/instance") != (it.Name.StartsWith("flower-admin", StringComparison.Ordinal) ? "flower-admin" : "flower"))
                .Select(it => it.Name),
            Is.Empty);
    }

    [TestCase("prod", true)]
    [TestCase("acme.prod_2", true)]
    [TestCase("prod-", false)]
    [TestCase(".prod", false)]
    [TestCase("abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", true)]
    [TestCase("abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", false)]
    public void A_name_of_a_stack_that_is_no_label_is_refused(string stack, bool isTaken)
    {
        var faults = new ArgumentFaults();

        InstanceLabels.ValidateStack(faults, stack);

        Assert.That(faults.All.Select(fault => fault.Key), isTaken ? Is.Empty : Is.EqualTo(new[] { "stack" }));
    }

    [Test]
    public async Task Every_object_of_the_cluster_stands_in_the_dashboards_namespace()
    {
        var args = ComponentExamples.Dashboard();
        args.Namespace = "tools";
        var program = await ComponentExamples.RunAsync(args);
        var objects = program.Resources
            .Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Kind != "Namespace");

        Assert.That(objects.Select(it => it.At("metadata.namespace")?.GetValue<string>()), Is.All.EqualTo("tools"));
    }

    [Test]
    public async Task An_existing_namespace_and_service_account_are_used_and_not_created()
    {
        var args = ComponentExamples.Dashboard();
        args.Namespace = "celery";
        args.UseExistingNamespace = true;
        args.ExistingServiceAccountName = "celery-tools";
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("Namespace").Concat(program.Of("ServiceAccount")), Is.Empty);
            Assert.That(program["flower-stateful-set"].Text("metadata.namespace"), Is.EqualTo("celery"));
            Assert.That(program["flower-stateful-set"].Text("spec.template.spec.serviceAccountName"), Is.EqualTo("celery-tools"));
            Assert.That(program["flower-credentials-pod-identity"].Text("namespace"), Is.EqualTo("celery"));
            Assert.That(program["flower-credentials-pod-identity"].Text("serviceAccount"), Is.EqualTo("celery-tools"));
        }
    }

    [Test]
    public async Task The_addresses_are_outputs()
    {
        FlowerDashboard? dashboard = null;
        var args = ComponentExamples.WithAdmin();
        args.Host = "Flower.example.internal";
        args.UrlPrefix = "/a/b";
        await MockedProgram.RunAsync(() => dashboard = new FlowerDashboard("flower", args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(dashboard!.Url), Is.EqualTo("https://flower.example.internal/a/b/"));
            Assert.That(await OutputUtilities.GetValueAsync(dashboard.AdminUrl), Is.EqualTo("https://flower-admin.example.internal/"));
        }
    }

    [Test]
    public async Task The_ARNs_of_each_instances_secrets_are_outputs()
    {
        FlowerDashboard? dashboard = null;
        var args = ComponentExamples.WithAdmin();
        args.Auth = ComponentExamples.Google();
        args.Admin!.ResultBackend = ComponentExamples.ResultBackend();
        await MockedProgram.RunAsync(() => dashboard = new FlowerDashboard("flower", args));
        var viewers = await OutputUtilities.GetValueAsync(dashboard!.SecretArns);
        var administrators = await OutputUtilities.GetValueAsync(dashboard.AdminSecretArns);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (viewers.BasicAuth, viewers.CookieSecret, viewers.OauthClientSecret, viewers.BrokerUrl, viewers.ResultBackendUrl),
                Is.EqualTo((null as string, "flower-credentials-cookie-secret.arn", ComponentExamples.ClientSecret, ComponentExamples.BrokerUrl, null as string)));
            Assert.That(
                (administrators!.BasicAuth, administrators.CookieSecret, administrators.OauthClientSecret, administrators.BrokerUrl, administrators.ResultBackendUrl),
                Is.EqualTo((
                    "flower-admin-credentials-basic-auth.arn", "flower-admin-credentials-cookie-secret.arn", null as string, ComponentExamples.BrokerUrl,
                    ComponentExamples.ResultBackendUrl)));
        }
    }

    [Test]
    public async Task What_a_dashboard_does_not_have_is_null_in_its_outputs()
    {
        FlowerDashboard? dashboard = null;
        await MockedProgram.RunAsync(() => dashboard = new FlowerDashboard("flower", ComponentExamples.Dashboard()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(dashboard!.AdminUrl), Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(dashboard.AdminSecretArns), Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(dashboard.StateClaimName), Is.Null);
            Assert.That(await OutputUtilities.GetValueAsync(dashboard.LogGroupName), Is.Null);
        }
    }

    [Test]
    public async Task A_new_secret_restarts_the_pod()
    {
        var args = ComponentExamples.Dashboard();
        var set = (await ComponentExamples.RunAsync(args))["flower-stateful-set"];
        var annotation = set.At("spec.template.metadata.annotations")!["flower-infra/secret-versions"];

        Assert.That(
            annotation!.GetValue<string>(),
            Is.EqualTo("flower-credentials-basic-auth-version.versionId,flower-credentials-cookie-secret-version.versionId"));
    }

    [TestCase("broker")]
    [TestCase("result backend")]
    [TestCase("passwords")]
    [TestCase("client secret")]
    public async Task Another_secret_in_the_place_of_one_restarts_the_pod(string which)
    {
        const string other = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:another-AbCdEf";
        var program = await ComponentExamples.RunAsync(WithSecret(which, other));
        var annotations = program["flower-stateful-set"].At("spec.template.metadata.annotations")!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(annotations["flower-infra/secrets"]!.GetValue<string>().Split(','), Does.Contain(other));
            Assert.That(annotations["flower-infra/security-group"]!.GetValue<string>(), Is.EqualTo("flower-isolation-pods.id"));
        }
    }

    [Test]
    public async Task Isolation_stands_before_the_pod_and_the_way_to_it()
    {
        var dependencies = new ConcurrentDictionary<string, InputList<Resource>>();
        await ComponentExamples.RunAsync(ComponentExamples.Dashboard(), Watching(args =>
        {
            if (args.Resource.GetResourceType() is "flower-infra:index:FlowerWorkload" or "flower-infra:index:LoadBalancerRoute")
                dependencies[args.Resource.GetResourceName()] = args.Options.DependsOn;
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await NamesAsync(dependencies["flower"]), Is.EqualTo(new[] { "flower-isolation" }));
            Assert.That(await NamesAsync(dependencies["flower-route"]), Is.EqualTo(new[] { "flower-isolation" }));
        }
    }

    [Test]
    public async Task Changes_of_the_security_groups_of_pods_and_state_reach_the_topic()
    {
        var args = ComponentExamples.WithAdmin();
        args.LoadBalancer!.ArnSuffix = "app/tools/1";
        args.State = State.EncryptedStateExample.OnEfs();
        args.AlertTopicArn = "topic.arn";
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-security-groups"].Text("eventPattern"), Does.Contain("flower-isolation-pods.id").And.Contain("flower-state-files-access.id"));
            Assert.That(program["flower-admin-security-groups"].Text("eventPattern"), Does.Contain("flower-admin-isolation-pods.id"));
            Assert.That(program.Of("EventTarget").Select(target => target.Text("arn")), Is.EqualTo(new[] { "topic.arn", "topic.arn" }));
        }
    }

    [Test]
    public async Task Everything_that_takes_tags_has_them()
    {
        var takesTags = new ConcurrentBag<(string Name, string Kind)>();
        var options = () => Watching(args =>
        {
            if (args.Args.GetType() is { Namespace: { } ns } type && ns.StartsWith("Pulumi.Aws", StringComparison.Ordinal)
                && type.GetProperty("Tags") is not null)
                takesTags.Add((args.Resource.GetResourceName(), args.Resource.GetType().Name));
        });
        var program = await MockedProgram.RunAsync(() => EverythingExample.Create(options()));
        var untagged = takesTags.Where(it => program[it.Name, it.Kind].JsonText("tags.team") != "\"platform\"");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                takesTags.Select(it => it.Kind),
                Does.Contain("Certificate").And.Contain("WebAcl").And.Contain("Secret").And.Contain("SecurityGroup"));
            Assert.That(untagged, Is.Empty);
        }
    }

    [Test]
    public async Task An_explicit_provider_reaches_the_children_and_the_functions()
    {
        var program = await MockedProgram.RunAsync(() =>
        {
            var aws = new Pulumi.Aws.Provider("ireland", new Pulumi.Aws.ProviderArgs { Region = "eu-west-1" });
            var cluster = new Pulumi.Kubernetes.Provider("cluster", new Pulumi.Kubernetes.ProviderArgs { Context = "prod" });
            EverythingExample.Create(new ComponentResourceOptions { Providers = { aws, cluster } });
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Providers(program, "aws:"), Is.All.Contain("pulumi:providers:aws::ireland"));
            Assert.That(Providers(program, "kubernetes:"), Is.All.Contain("pulumi:providers:kubernetes::cluster"));
            Assert.That(program.Functions, Does.Contain("aws:eks/getCluster:getCluster"));
            Assert.That(program.CallProviders, Is.Not.Empty.And.All.Contain("pulumi:providers:aws::ireland"));
        }
    }

    [Test]
    public async Task A_transformation_reaches_a_single_child()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(), Watching(args =>
        {
            if (args.Args is SecretArgs secret && args.Resource.GetResourceName().EndsWith("cookie-secret", StringComparison.Ordinal))
                secret.RecoveryWindowInDays = 7;
        }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-credentials-cookie-secret", "Secret"].JsonText("recoveryWindowInDays"), Is.EqualTo("7"));
            Assert.That(program["flower-credentials-basic-auth"].JsonText("recoveryWindowInDays"), Is.EqualTo("30"));
        }
    }

    [Test]
    public async Task A_preview_of_the_first_deployment_shows_all_that_will_be_created()
    {
        var preview = await MockedProgram.PreviewAsync(() => EverythingExample.Create(options: null));
        var update = await MockedProgram.RunAsync(() => EverythingExample.Create(options: null));

        Assert.That(
            preview.Resources.Select(resource => (resource.Type, resource.Name)),
            Is.EqualTo(update.Resources.Select(resource => (resource.Type, resource.Name))));
    }

    [Test]
    public async Task Two_runs_give_the_same_inputs()
    {
        var first = await MockedProgram.RunAsync(() => EverythingExample.Create(options: null));
        var second = await MockedProgram.RunAsync(() => EverythingExample.Create(options: null));

        Assert.That(first.Resources.Select(resource => resource.Text()), Is.EqualTo(second.Resources.Select(resource => resource.Text())));
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(InputList<Resource> resources)
    {
        var names = new List<string>();
        await foreach (var resource in resources)
            names.Add((await OutputUtilities.GetValueAsync(resource.ToOutput())).GetResourceName());
        return names;
    }

    private static ComponentResourceOptions Watching(Action<ResourceTransformationArgs> watch) => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                watch(args);
                return null;
            },
        },
    };

    private static FlowerDashboardArgs WithSecret(string which, string arn)
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = ComponentExamples.ResultBackend();
        switch (which)
        {
            case "broker":
                args.Broker.UrlSecretArn = arn;
                break;
            case "result backend":
                args.ResultBackend.UrlSecretArn = arn;
                break;
            case "passwords":
                args.Auth = new() { Basic = new() { Users = ["ops"], PasswordsSecretArn = arn } };
                break;
            default:
                args.Auth = ComponentExamples.Google();
                args.Auth.Google!.ClientSecretArn = arn;
                break;
        }

        return args;
    }

    private static string? Label(MockedResource resource, string key) => (string?)resource.At("metadata")?["labels"]?[key];

    private static IEnumerable<string> Providers(MockedProgram program, string prefix) => program.Resources
        .Where(resource => resource.Type.StartsWith(prefix, StringComparison.Ordinal)).Select(resource => resource.Provider);
}
