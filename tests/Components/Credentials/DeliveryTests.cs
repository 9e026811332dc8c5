using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Credentials;

[TestFixture]
internal sealed class DeliveryTests
{
    [Test]
    public async Task The_CSI_driver_mounts_each_secret_under_its_file_name()
    {
        var args = ComponentExamples.Dashboard();
        args.ResultBackend = ComponentExamples.ResultBackend();
        var files = (await ComponentExamples.RunAsync(args))["flower-credentials-files"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(files.Text("kind"), Is.EqualTo("SecretProviderClass"));
            Assert.That(files.Text("spec.provider"), Is.EqualTo("aws"));
            Assert.That(files.Text("metadata.namespace"), Is.EqualTo("flower"));
            Assert.That(files.Text("spec.parameters.region"), Is.EqualTo("eu-west-1"));
            Assert.That(files.Text("spec.parameters.usePodIdentity"), Is.EqualTo("true"));
            Assert.That(files.Text("spec.parameters.objects"), Is.EqualTo(
                Object("flower-credentials-basic-auth.arn", "basic-auth.json") + Object(ComponentExamples.BrokerUrl, "broker-url")
                + Object("flower-credentials-cookie-secret.arn", "cookie-secret") + Object(ComponentExamples.ResultBackendUrl, "result-backend-url")));
        }
    }

    [Test]
    public async Task Under_IRSA_the_CSI_driver_does_not_ask_Pod_Identity()
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;

        var files = (await ComponentExamples.RunAsync(args))["flower-credentials-files"];

        Assert.That(files.At("spec.parameters.usePodIdentity"), Is.Null);
    }

    [Test]
    public async Task The_CSI_volume_is_read_only_and_no_copy_stands_in_etcd()
    {
        var volume = await VolumeAsync(withExternalSecrets: false);

        Assert.That(
            volume,
            Is.EqualTo("""{"csi":{"driver":"secrets-store.csi.k8s.io","readOnly":true,"volumeAttributes":{"secretProviderClass":"flower-credentials"}},"name":"secrets"}"""));
    }

    [Test]
    public async Task External_Secrets_delivers_the_same_files_through_a_store_of_the_namespace()
    {
        var program = await ComponentExamples.RunAsync(Delivering(withExternalSecrets: true));
        var data = program["flower-credentials-files"].At("spec.data")!.AsArray()
            .Select(entry => $"{entry!["secretKey"]} {entry["remoteRef"]!["key"]}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("SecretProviderClass"), Is.Empty);
            Assert.That(program["flower-credentials-files"].Text("kind"), Is.EqualTo("ExternalSecret"));
            Assert.That(program["flower-credentials-files"].JsonText("spec.secretStoreRef"), Is.EqualTo("""{"kind":"SecretStore","name":"flower-credentials"}"""));
            Assert.That(data, Is.EqualTo(new[]
            {
                "basic-auth.json flower-credentials-basic-auth.arn", $"broker-url {ComponentExamples.BrokerUrl}",
                "cookie-secret flower-credentials-cookie-secret.arn",
            }));
            Assert.That(program["flower-credentials-store"].Text("metadata.namespace"), Is.EqualTo("flower"));
            Assert.That(
                program["flower-credentials-store"].JsonText("spec.provider.aws"),
                Is.EqualTo("""{"auth":{"jwt":{"serviceAccountRef":{"name":"flower"}}},"region":"eu-west-1","service":"SecretsManager"}"""));
        }
    }

    [Test]
    public async Task The_files_of_External_Secrets_are_readable_by_the_pod_alone()
    {
        var volume = await VolumeAsync(withExternalSecrets: true);

        Assert.That(
            volume, Is.EqualTo($$$"""{"name":"secrets","secret":{"defaultMode":{{{0b100_100_000}}},"secretName":"flower-credentials"}}"""));
    }

    private static FlowerDashboardArgs Delivering(bool withExternalSecrets)
    {
        var args = ComponentExamples.Dashboard();
        args.DeliverWithExternalSecrets = withExternalSecrets;
        if (withExternalSecrets)
            args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;
        return args;
    }

    private static string Object(string arn, string file) =>
        $"- objectName: \"{arn}\"\n  objectType: secretsmanager\n  objectAlias: \"{file}\"\n";

    // The volume reaches a provider as part of the pod.
    private static async Task<string> VolumeAsync(bool withExternalSecrets)
    {
        var pod = (await ComponentExamples.RunAsync(Delivering(withExternalSecrets)))["flower-stateful-set"];
        var index = pod.At("spec.template.spec.volumes")!.AsArray().Select(volume => $"{volume!["name"]}").ToList().IndexOf("secrets");
        return pod.JsonText($"spec.template.spec.volumes[{index}]");
    }
}
