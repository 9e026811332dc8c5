using System.Reflection;
using System.Text.RegularExpressions;
using FlowerInfra.Tests.Components.Audit;
using FlowerInfra.Tests.Components.CeleryWorkers;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components;

/// <summary>Plants a text in every secret argument, and looks for it where the engine's state would hold it in the clear.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class SecretArgumentTests
{
    private const string Planted = "S3CRET";

    private static readonly Type[] Types = typeof(FlowerDashboard).Assembly.GetTypes();

    private static IEnumerable<TestCaseData> Components()
    {
        yield return Case(
            "AuditTrail",
            (plant, options) =>
            {
                var args = AuditTrailExample.Args();
                args.AlertWebhooks =
                [
                    new AlertWebhookArgs { Name = "chat", Url = plant($"https://chat.example.com/{Planted}-1") },
                    new AlertWebhookArgs { Name = "pager", Url = plant($"https://pager.example.com/{Planted}-2") },
                ];
                _ = new AuditTrail("audit", args, options);
            },
            "AuditTrail audit.alertWebhooks[0].url", "AuditTrail audit.alertWebhooks[1].url",
            "TopicSubscription audit-webhook-chat.endpoint", "TopicSubscription audit-webhook-pager.endpoint");
        yield return Case(
            "FlowerDashboard",
            (plant, options) =>
            {
                var args = ComponentExamples.WithAdmin();
                (args.Auth, args.Admin!.Auth) = (Oidc(plant($"{Planted}-1")), Oidc(plant($"{Planted}-2")));
                _ = new FlowerDashboard("flower", args, options);
            },
            "FlowerDashboard flower.admin.auth.loadBalancerOidc.clientSecret", "FlowerDashboard flower.auth.loadBalancerOidc.clientSecret",
            "ListenerRule flower-admin-route-rule.actions[0].authenticateOidc.clientSecret",
            "ListenerRule flower-route-rule.actions[0].authenticateOidc.clientSecret");
        yield return Case(
            "FlowerDashboard",
            (plant, options) => _ = new FlowerDashboard("flower", WithUrls(plant), options),
            "FlowerDashboard flower.broker.url", "FlowerDashboard flower.resultBackend.url",
            "SecretVersion flower-credentials-broker-url-version.secretStringWo",
            "SecretVersion flower-credentials-result-backend-url-version.secretStringWo");
        yield return Case(
            "CeleryWorker",
            (plant, options) => _ = new CeleryWorker("orders-worker", WithWorkersUrls(plant), options),
            "CeleryWorker orders-worker.broker.url", "CeleryWorker orders-worker.resultBackend.url",
            "SecretVersion orders-worker-broker-url-version.secretStringWo",
            "SecretVersion orders-worker-result-backend-url-version.secretStringWo");
    }

    private static CeleryWorkerArgs WithWorkersUrls(Func<string, Input<string>> plant)
    {
        var (urls, args) = (WithUrls(plant), CeleryWorkerExample.Args());
        (args.Broker, args.ResultBackend, args.DeployerRoleArns) = (urls.Broker, urls.ResultBackend, [ComponentExamples.Deployer]);
        return args;
    }

    private static FlowerDashboardArgs WithUrls(Func<string, Input<string>> plant)
    {
        var args = ComponentExamples.Dashboard();
        (args.Broker.UrlSecretArn, args.Broker.Url) = (null, plant($"rediss://flower:{Planted}-1@broker.internal:6379/0"));
        args.ResultBackend = ComponentExamples.ResultBackend();
        (args.ResultBackend.UrlSecretArn, args.ResultBackend.Url) = (null, plant($"rediss://flower:{Planted}-2@results.internal:6380/0"));
        return args;
    }

    [TestCaseSource(nameof(Components))]
    public Task A_secret_that_is_given_in_the_clear_is_held_encrypted_and_where_it_is_needed_only(
        Action<Func<string, Input<string>>, ComponentResourceOptions> create, string[] holders) =>
        AssertEncryptedAsync(text => text, create, holders);

    [TestCaseSource(nameof(Components))]
    public Task A_secret_that_is_given_as_an_output_is_held_encrypted_and_where_it_is_needed_only(
        Action<Func<string, Input<string>>, ComponentResourceOptions> create, string[] holders) =>
        AssertEncryptedAsync(text => Output.Create(text), create, holders);

    [Test]
    public void Every_argument_that_is_called_a_secret_is_planted() =>
        Assert.That(Types.SelectMany(SecretsOf).Order(), Is.EqualTo(new[]
        {
            "AlertWebhookArgs.Url", "BrokerArgs.Url", "LoadBalancerOidcArgs.ClientSecret", "ResultBackendArgs.Url",
        }));

    [Test]
    public void Every_component_that_takes_a_secret_is_looked_at()
    {
        var components = Types.Where(it => it.IsSubclassOf(typeof(ComponentResource)))
            .Where(component => component.GetConstructors()[0].GetParameters().Any(parameter => Takes(parameter.ParameterType, [])))
            .Select(it => it.Name);
        var holders = Components().SelectMany(it => (string[])it.Arguments[1]!).Select(place => place.Split(' ')[0]);

        Assert.That(components, Is.Not.Empty.And.SubsetOf(holders.ToHashSet()));
    }

    [Test]
    public void A_secret_that_is_missing_is_named()
    {
        var url = Assert.Catch<ArgumentNullException>(() => _ = new AlertWebhookArgs { Name = "pager", Url = null! });
        var clientSecret = Assert.Catch<ArgumentNullException>(() => ComponentExamples.Oidc().LoadBalancerOidc!.ClientSecret = null!);

        Assert.That((url!.ParamName, clientSecret!.ParamName), Is.EqualTo(("Url", "ClientSecret")));
    }

    private static async Task AssertEncryptedAsync(
        Func<string, Input<string>> plant, Action<Func<string, Input<string>>, ComponentResourceOptions> create, string[] holders)
    {
        var state = new EngineState();
        var program = await MockedProgram.RunAsync(() => create(plant, state.Record()));

        var found = (await state.TextsAsync()).Where(it => it.Text.Contains(Planted, StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Where(it => !it.IsSecret).Select(it => it.Place), Is.Empty, "in the clear");
            Assert.That(found.Select(it => it.Place), Is.EqualTo(holders), "where it is");
            Assert.That(program.Resources.Sum(it => it.Text().Split(Planted).Length - 1), Is.EqualTo(holders.Length), "where mocks see it");
        }
    }

    private static IEnumerable<string> SecretsOf(Type type) => !type.IsSubclassOf(typeof(InputArgs)) ? [] : type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => SecretName().IsMatch(property.Name))
        .Select(property => $"{type.Name}.{property.Name}");

    // Whether a secret is among these arguments or anywhere in them.
    private static bool Takes(Type type, HashSet<Type> seen) => seen.Add(type) && (
        SecretsOf(type).Any()
        || type.GetGenericArguments().Any(it => Takes(it, seen))
        || (Types.Contains(type) && type.GetProperties().Any(property => Takes(property.PropertyType, seen))));

    private static FlowerAuthArgs Oidc(Input<string> clientSecret)
    {
        var auth = ComponentExamples.Oidc();
        auth.LoadBalancerOidc!.ClientSecret = clientSecret;
        return auth;
    }

    private static TestCaseData Case(
        string component, Action<Func<string, Input<string>>, ComponentResourceOptions> create, params string[] holders) =>
        new TestCaseData(create, holders).SetArgDisplayNames(component);

    // The base of Okta's addresses is public.
    [GeneratedRegex("(Secret|Passwords?|Token|(?<!^(Base|Gate|Login))Url)$")]
    private static partial Regex SecretName();
}
