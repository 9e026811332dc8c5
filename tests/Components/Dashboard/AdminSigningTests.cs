using FlowerInfra.Tests.Components.CelerySigning;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Dashboard;

[TestFixture]
internal sealed class AdminSigningTests
{
    [Test]
    public async Task The_administrators_Flower_signs_and_the_viewers_has_no_key()
    {
        var program = await ComponentExamples.RunAsync(WithSigning());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Mounts(program, "flower-admin"), Is.SupersetOf(new[] { "/etc/celery/signing", "/etc/celery/trusted" }));
            Assert.That(Mounts(program, "flower"), Has.None.StartsWith("/etc/celery"));
            Assert.That(Data(program, "flower-admin").Keys, Does.Contain("flower_security.py"));
            Assert.That(Data(program, "flower-admin")["celeryconfig.py"], Does.Contain("imports = [\"flower_security\"]").And.Contain("accept_content = [\"auth\"]"));
            Assert.That(Data(program, "flower")["celeryconfig.py"], Does.Not.Contain("auth\"").And.Not.Contain("security_key"));
        }
    }

    [Test]
    public async Task Its_key_pair_stands_in_its_own_namespace_and_with_it_the_workers_certificates()
    {
        var program = await ComponentExamples.RunAsync(WithSigning());

        var certificate = program["flower-admin-signing-flower-1"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(certificate.Text("metadata.namespace"), Is.EqualTo("flower-admin"));
            Assert.That(
                program["flower-admin-stateful-set"].JsonText("spec.template.spec.volumes"),
                Does.Contain("\"secretName\":\"flower-admin-signing-flower-1\"").And.Contain("flower-admin-signing-trusted-"));
        }
    }

    [Test]
    public void A_generation_that_is_none_is_refused()
    {
        var args = WithSigning();
        args.Admin!.Signing!.Generation = 0;

        Assert.That(FlowerDashboard.Check("flower", args).Select(it => it.Key), Is.EqualTo(new[] { "admin.signing.generation" }));
    }

    private static FlowerDashboardArgs WithSigning()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.Signing = new() { TrustedCertificates = new() { ["orders-worker"] = CeleryMessageSigningExample.Certificate() } };
        return args;
    }

    private static IEnumerable<string> Mounts(MockedProgram program, string instance) =>
        program[$"{instance}-stateful-set"].At("spec.template.spec.containers[0].volumeMounts")!.AsArray().Select(it => $"{it!["mountPath"]}");

    private static Dictionary<string, string> Data(MockedProgram program, string instance) =>
        program[$"{instance}-config"].At("data")!.AsObject().ToDictionary(it => it.Key, it => $"{it.Value}");
}
