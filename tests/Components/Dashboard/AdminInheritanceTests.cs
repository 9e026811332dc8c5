using FlowerInfra.Tests.Components.State;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>An administrators' instance of which nothing but the necessary is said, beside viewers' of which everything is.</summary>
[TestFixture]
internal sealed class AdminInheritanceTests
{
    [Test]
    public async Task It_is_as_the_viewers_instance_but_for_what_it_must_have_of_its_own()
    {
        var program = await ComponentExamples.RunAsync(Args());

        var differ = Own(program).Where(it => AsViewers(it.Text()) != program[AsViewers(it.Name), it.Kind].Text()).Select(it => it.Name);

        Assert.That(differ, Is.EquivalentTo(new[]
        {
            // Its role, and its paths.
            "flower-admin-config", "flower-admin-gateway-nginx",
            // Its sources.
            "flower-admin-route-rule",
            // It keeps no state, and has a checksum of its own configuration.
            "flower-admin-security-groups", "flower-admin-stateful-set",
        }));
    }

    [Test]
    public async Task It_lacks_the_viewers_state_and_their_certificate_only()
    {
        var program = await ComponentExamples.RunAsync(Args());
        var own = Own(program).Select(it => (AsViewers(it.Name), it.Kind)).ToHashSet();

        Assert.That(
            program.Resources.Where(it => !it.Type.StartsWith("flower-infra:", StringComparison.Ordinal) && !IsOwn(it) && !own.Contains((it.Name, it.Kind)))
                .Select(it => it.Name),
            Is.Not.Empty.And.All.Match("^(flower-state-|flower[.]example[.]internal-listener-certificate$)"));
    }

    [Test]
    public async Task Its_pod_has_the_viewers_images_size_and_secrets()
    {
        var program = await ComponentExamples.RunAsync(Args());

        foreach (var path in new[] { "containers[0].image", "containers[0].resources", "containers[1].image", "containers[1].resources", "serviceAccountName" })
        {
            Assert.That(
                AsViewers(program["flower-admin-stateful-set"].JsonText($"spec.template.spec.{path}")),
                Is.EqualTo(program["flower-stateful-set"].JsonText($"spec.template.spec.{path}")), path);
        }
    }

    private static FlowerDashboardArgs Args()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.Auth = args.Auth;
        args.Size = DashboardSize.Large;
        args.State = EncryptedStateExample.OnEfs();
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.LoadBalancer!.ArnSuffix = "app/tools/1";
        args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;
        args.Cluster.PrometheusNamespace = "monitoring";
        args.Cluster.NodeLocalDnsAddress = "169.254.20.10";
        args.Rotation = new RotationArgs
        {
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
            RoleArn = "arn:aws:iam::123456789012:role/rotate",
            AfterDays = 7,
        };
        args.KmsKeyArn = ComponentExamples.Key;
        args.DeliverWithExternalSecrets = true;
        args.CertificateArn = ComponentExamples.Certificate;
        args.AlertTopicArn = "topic.arn";
        return args;
    }

    private static IEnumerable<MockedResource> Own(MockedProgram program) =>
        program.Resources.Where(it => IsOwn(it) && !it.Type.StartsWith("flower-infra:", StringComparison.Ordinal));

    private static bool IsOwn(MockedResource resource) => resource.Name.Contains("flower-admin", StringComparison.Ordinal);

    private static string AsViewers(string text) => text.Replace("flower-admin", "flower", StringComparison.Ordinal)
        .Replace("""
            "app.kubernetes.io/component":"admin"
            """, """
            "app.kubernetes.io/component":"viewer"
            """, StringComparison.Ordinal);
}
