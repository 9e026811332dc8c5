using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>Stacks made of nothing but the examples in docs/configuration.md, every key among them.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class DocumentedExampleTests
{
    // Of keys that exclude each other each choice takes some and leaves out others.
    private static readonly string[][] Choices =
    [
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "loadBalancer.accessLogsBucket", "audit.existingLogBucketName",
            "auth.basic", "auth.django", "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "state.efs", "state.allowNoBackup",
            "state.backup.coldStorageAfterDays", "broker.url", "resultBackend.url",
            "server.amazonMq", "server.existing"],
        ["existingLoadBalancer", "loadBalancer.certificateArn", "loadBalancer.withoutWebAcl", "audit.logBucket", "loadBalancer.accessLogsBucket",
            "auth.django", "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "auth.basic.passwordReaderRoleArns",
            "state.ebs", "state.allowNoBackup", "broker.url", "resultBackend.url",
            "server.amazonMq", "server.existing"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit",
            "auth.basic", "auth.django", "auth.djangoProxy", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "state.ebs", "state.backup",
            "broker.url", "resultBackend.url",
            "server.amazonMq", "server.existing"],
        ["loadBalancer", "audit.existingLogBucketName", "auth.basic", "auth.django", "auth.djangoProxy", "auth.github", "auth.google", "auth.loadBalancerOidc", "auth.okta", "state",
            "broker.url", "resultBackend.url",
            "server.elastiCache", "server.existing", "allowRightsWithoutSelectors"],
        ["loadBalancer", "audit", "auth.django", "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "auth.basic.passwordsSecretArn",
            "auth.basic.passwordsSecretKmsKeyArn", "state", "broker.url", "resultBackend.url",
            "server.elastiCache", "server.existing", "allowRightsWithoutSelectors"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "auth.basic", "auth.django", "auth.djangoProxy", "auth.github", "auth.gitlab",
            "auth.loadBalancerOidc", "auth.okta", "state", "broker.url", "resultBackend.url",
            "server.elastiCache", "server.amazonMq", "allowRightsWithoutSelectors"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "auth.basic", "auth.django", "auth.djangoProxy", "auth.github", "auth.gitlab",
            "auth.google", "auth.okta", "state", "broker.urlSecretArn", "broker.urlSecretKmsKeyArn", "resultBackend.urlSecretArn",
            "resultBackend.urlSecretKmsKeyArn",
            "server.elastiCache", "server.amazonMq", "allowRightsWithoutSelectors"],
        // The two instances have gates of their own, and one example.
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "dashboards.NAME.auth.basic", "admin.auth.django",
            "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "django.pods", "auth.basic.passwordReaderRoleArns", "state",
            "broker.url", "resultBackend.url", "server.amazonMq", "server.existing"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "dashboards.NAME.auth.basic", "admin.auth.django",
            "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "django.cidrBlocks", "auth.basic.passwordReaderRoleArns", "state",
            "broker.url", "resultBackend.url", "server.amazonMq", "server.existing"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "admin.auth.basic", "dashboards.NAME.auth.django",
            "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "django.pods", "auth.basic.passwordReaderRoleArns", "state",
            "broker.url", "resultBackend.url", "server.amazonMq", "server.existing"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "admin.auth.basic", "dashboards.NAME.auth.django",
            "auth.djangoProxy", "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "django.cidrBlocks", "auth.basic.passwordReaderRoleArns", "state",
            "broker.url", "resultBackend.url", "server.amazonMq", "server.existing"],
        // Behind a view of a Django site there is one load balancer's way less.
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "dashboards.NAME.auth.basic", "auth.django", "admin.auth.djangoProxy",
            "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "dashboards.NAME.vpnCidrBlocks", "auth.basic.passwordReaderRoleArns", "state",
            "broker.url", "resultBackend.url", "server.amazonMq", "server.existing"],
        ["existingLoadBalancer", "loadBalancer.issuedCertificate", "loadBalancer.webAclArn", "audit", "admin.auth.basic", "auth.django", "dashboards.NAME.auth.djangoProxy",
            "auth.github", "auth.gitlab", "auth.google", "auth.loadBalancerOidc", "auth.okta", "auth.basic.passwordReaderRoleArns", "state",
            "broker.url", "resultBackend.url", "server.amazonMq", "server.existing"],
    ];

    // What would say the opposite of another example, or of what the dashboard's name says.
    private static readonly string[] Otherwise =
    [
        "allowHttpsToAnyAddress", "redirectUri", "isBrokersServer", "useExistingNamespace", "existingServiceAccountName", "broker.certificateAuthority",
        "clients.NAME.certificateAuthority", "trustedCertificates",
        "admin.broker.reachNoWorker", "dashboards.NAME.alertTopicArn", "dashboards.NAME.admin.certificateArn", "dashboards.NAME.certificateArn", "resources",
        // Of another role than the example's, and with one subnet instead of two.
        "abortTasks", "singleInstance",
    ];

    private static readonly ConfigurationReference Reference = new(typeof(FlowerStackArgs), "flower-infra");

    [TestCaseSource(nameof(Choices))]
    public async Task Are_accepted(params string[] without)
    {
        var values = Values(without, []);
        string[] secretKeys = [.. values.Where(it => it.Value.Contains(Plan.Secret, StringComparison.Ordinal)).Select(it => it.Key)];

        var plan = await RepositoryStacks.PreviewAsync(new StackSettings("flower-infra", "docs", values, secretKeys));

        Assert.That(plan.OfType(ResourceType.TargetGroup).Count(), Is.EqualTo(without.Contains("auth.djangoProxy") ? 2 : 1));
    }

    [Test]
    public void Leave_out_no_key()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var choice in Choices)
            Values(choice, used);

        Assert.That(
            Reference.Keys.Where(it => it.Key.Inner is null).Select(it => it.Key.Path)
                .Where(path => !used.Contains(path) && !Otherwise.Any(it => path.EndsWith(it, StringComparison.Ordinal))),
            Is.Empty);
    }

    private static Dictionary<string, string> Values(string[] without, HashSet<string> used)
    {
        var left = without.Concat(Otherwise).ToArray();
        var values = new Dictionary<string, string> { ["aws:region"] = "eu-west-1" };
        foreach (var key in Reference.Children(Reference.Root).Where(it => !IsLeft(it.Key, left)))
            values[$"flower-infra:{key.Key.Path}"] = ValueOf(key, left, used) is JsonValue text ? $"{text}" : ValueOf(key, left, used).ToJsonString();
        return values;
    }

    private static bool IsLeft(ConfigurationKey key, string[] left) =>
        Array.Exists(left, it => key.Path == it || key.Path.EndsWith($".{it}", StringComparison.Ordinal));

    private static JsonNode ValueOf(KeyDescription key, string[] left, HashSet<string> used)
    {
        used.Add(key.Key.Path);
        // With djangoProxy at the administrators' there is no rule that could admit ranges.
        if (key.Key.Path == "dashboards.NAME.admin.vpnCidrBlocks" && !left.Contains("auth.djangoProxy") && !left.Contains("admin.auth.djangoProxy"))
            return new JsonArray();
        if (key.Key.Inner is null)
        {
            // An example of a certificate is none.
            return key.Key.Path.EndsWith(".certificateAuthority", StringComparison.Ordinal) && key.Key.Path.Contains(".django", StringComparison.Ordinal) ? JsonValue.Create(ComponentExamples.AuthorityPem)
                : key.Key.Member!.IsSecret ? JsonValue.Create(Plan.Secret)
                : key.Key.Kind == ValueKind.Text && !key.Example!.StartsWith('"') ? JsonValue.Create(key.Example)
                : JsonNode.Parse(key.Example!)!;
        }

        var value = new JsonObject();
        foreach (var child in Reference.Children(key.Key).Where(it => !IsLeft(it.Key, left)))
            value[child.Key.Member!.Name] = ValueOf(child, left, used);
        return key.Key.Kind switch
        {
            ValueKind.Objects => new JsonArray(value),
            // Named as the examples are; a client has another name than a worker.
            ValueKind.ObjectMap => new JsonObject { [key.Key.Path switch { "waivers" => "FLW-SEC-05", "celery.clients" => "shop", _ => "flower" }] = value },
            _ => value,
        };
    }
}
