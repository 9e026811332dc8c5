using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.CelerySigning;

[TestFixture]
internal sealed class CeleryMessageSigningTests
{
    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("signers", it => it.Signers = []);
        yield return Case("signers[1].name", it => it.Signers[1].Name = "shop");
        yield return Case("signers[0].name", it => it.Signers[0].Name = "Shop");
        yield return Case("signers[0].generation", it => it.Signers[0].Generation = 0);
        yield return Case("signers[0].otherGenerations[0]", it => it.Signers[0].OtherGenerations = [1]);
        yield return Case("signers[0].otherGenerations", it => it.Signers[0].OtherGenerations = [2, 3, 4]);
        yield return Case("validDays", it => it.ValidDays = 7);
        yield return Case("namespace", it => it.Namespace = "Orders");
        yield return Case("isClusterIssuer", it => (it.IssuerName, it.IsClusterIssuer) = (null, true));
        yield return Case("trustedCertificates.flower", it => it.TrustedCertificates = new() { ["flower"] = "none" });
        yield return Case("trustedCertificates.flower", it => it.TrustedCertificates = new() { ["flower"] = CeleryMessageSigningExample.EllipticCertificate() });
        yield return Case("trustedCertificates.flower", it => it.TrustedCertificates = new()
        {
            ["flower"] = CeleryMessageSigningExample.Certificate() + "-----BEGIN PRIVATE KEY-----\n",
        });
        yield return Case("trustedCertificates.flower", it => it.TrustedCertificates = new()
        {
            ["flower"] = CeleryMessageSigningExample.Certificate() + CeleryMessageSigningExample.Certificate(),
        });
        yield return Case("trustedCertificates.a/b", it => it.TrustedCertificates = new() { ["a/b"] = CeleryMessageSigningExample.Certificate() });
    }

    [TestCaseSource(nameof(Refused))]
    public void What_could_not_work_is_refused(string key, Action<CeleryMessageSigningArgs> change) =>
        Assert.That(CeleryMessageSigningExample.Check(change).Select(it => it.Key), Is.EqualTo(new[] { key }));

    [Test]
    public async Task Each_signer_has_an_RSA_key_of_its_own_in_the_namespace()
    {
        var program = await CeleryMessageSigningExample.RunAsync(it => it.IssuerName = null);

        var certificates = program.Of("Certificate").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                certificates.Select(it => it.Text("spec.secretName")), Is.EqualTo(new[] { "orders-signing-shop-1", "orders-signing-worker-1" }));
            Assert.That(certificates.Select(it => it.Text("metadata.namespace")), Has.All.EqualTo("orders"));
            Assert.That(certificates.Select(it => it.Text("spec.privateKey.algorithm")), Has.All.EqualTo("RSA"), "Celery signs with no other");
            Assert.That(certificates.Select(it => it.Text("spec.renewBefore")), Has.All.EqualTo("5m0s"));
            Assert.That(certificates.Select(it => it.Text("spec.issuerRef.name")), Has.All.EqualTo("orders-signing-self-signed"));
            Assert.That(program["orders-signing-issuer"].JsonText("spec"), Is.EqualTo("""{"selfSigned":{}}"""));
        }
    }

    [Test]
    public async Task An_issuer_that_exists_issues_instead()
    {
        var program = await CeleryMessageSigningExample.RunAsync(it => it.IsClusterIssuer = true);

        Assert.That(
            program.Of("Certificate").Select(it => it.JsonText("spec.issuerRef")),
            Has.All.EqualTo("""{"group":"cert-manager.io","kind":"ClusterIssuer","name":"company"}"""));
        Assert.That(program.Of("Issuer"), Is.Empty);
    }

    [Test]
    public async Task A_rotation_never_takes_a_certificate_away_before_the_next_one_is_everywhere()
    {
        var steps = new List<(string Key, string[] Trusted)>();
        foreach (var (generation, others) in new (int, List<int>?)[] { (1, null), (1, [2]), (2, [1]), (2, null) })
            steps.Add(await SignatureAsync(generation, others));

        Assert.That(steps.Select(it => it.Key), Is.EqualTo(new[] { "s-shop-1", "s-shop-1", "s-shop-2", "s-shop-2" }));
        Assert.That(
            steps.Select(it => string.Join(' ', it.Trusted)),
            Is.EqualTo(new[] { "s-shop-1", "s-shop-1 s-shop-2", "s-shop-1 s-shop-2", "s-shop-2" }));
    }

    [Test]
    public async Task Certificates_from_elsewhere_stand_in_a_map_whose_name_changes_with_them()
    {
        var (first, second) = (await TrustedAsync(), await TrustedAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.At("data")!.AsObject().Select(it => it.Key), Is.EqualTo(new[] { "flower-admin.trusted.pem" }));
            Assert.That(first.Text("metadata.name"), Does.Match("^orders-signing-trusted-[0-9a-f]{10}$").And.Not.EqualTo(second.Text("metadata.name")));
        }
    }

    [Test]
    public async Task Of_other_signers_a_pod_gets_the_certificate_and_never_the_key()
    {
        var program = await MockedProgram.RunAsync(() =>
        {
            var args = CeleryMessageSigningExample.Args();
            args.TrustedCertificates = new() { ["flower-admin"] = CeleryMessageSigningExample.Certificate() };
            var signing = new CeleryMessageSigning("orders-signing", args);
            var worker = CeleryWorkers.CeleryWorkerExample.Args();
            worker.AllowUnsignedMessages = null;
            worker.Signature = signing.SignatureOf("worker");
            _ = new CeleryWorker("orders-worker", worker);
        });

        var pod = program["orders-worker-deployment"].At("spec.template.spec")!;
        var store = pod["volumes"]!.AsArray().Single(it => it!["name"]!.ToString() == "signing-store")!["projected"]!["sources"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                store.Select(it => it!["secret"]).OfType<JsonNode>()
                    .SelectMany(it => it["items"]!.AsArray().Select(item => $"{it["name"]} {item!["key"]} {item["path"]}")),
                Is.EqualTo(new[]
                {
                    "orders-signing-shop-1 tls.crt orders-signing-shop-1.pem",
                    "orders-signing-worker-1 tls.crt orders-signing-worker-1.pem",
                }));
            Assert.That($"{store[^1]!["configMap"]!["name"]}", Does.StartWith("orders-signing-trusted-"));
            Assert.That(
                pod["volumes"]!.AsArray().Where(it => it!["secret"] is not null).Select(it => it!["secret"]!["secretName"]!.ToString()),
                Is.EqualTo(new[] { "orders-signing-worker-1" }), "its own key alone");
        }
    }

    [Test]
    public async Task Nobody_signs_for_a_signer_that_does_not_exist()
    {
        ArgumentException? refusal = null;
        await MockedProgram.RunAsync(() =>
        {
            var signing = new CeleryMessageSigning("orders-signing", CeleryMessageSigningExample.Args());
            refusal = Assert.Throws<ArgumentException>(() => signing.SignatureOf("viewer"));
        });

        Assert.That(refusal!.Message, Does.StartWith("\"viewer\" is not one of the signers shop, worker."));
    }

    private static async Task<(string Key, string[] Trusted)> SignatureAsync(int generation, List<int>? others)
    {
        MessageSignature? signature = null;
        await MockedProgram.RunAsync(() =>
        {
            var args = CeleryMessageSigningExample.Args();
            args.Signers = [new() { Name = "shop", Generation = generation, OtherGenerations = others }];
            signature = new CeleryMessageSigning("s", args).SignatureOf("shop").Read(new ArgumentReader("test"));
        });
        return (
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(signature!.KeyName),
            [.. await Pulumi.Utilities.OutputUtilities.GetValueAsync(signature.TrustedKeyNames)]);
    }

    private static async Task<MockedResource> TrustedAsync() => (await CeleryMessageSigningExample.RunAsync(it =>
        it.TrustedCertificates = new() { ["flower-admin"] = CeleryMessageSigningExample.Certificate() })).Of("ConfigMap").Single();

    private static TestCaseData Case(string key, Action<CeleryMessageSigningArgs> change) =>
        new TestCaseData(key, change).SetArgDisplayNames(key);
}
