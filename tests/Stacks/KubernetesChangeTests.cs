using NUnit.Framework;

namespace FlowerInfra.Tests.Stacks;

/// <summary>
/// What becomes of a deployed stack when its configuration changes: each change ends in an operation that the API server
/// takes, or is stopped before anything is lost.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class KubernetesChangeTests
{
    private const string Class = ResourceType.StorageClass;
    private const string Claim = ResourceType.VolumeClaim;
    private const string Binding = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding";

    private const string OnEbs =
        """
              state:
                ebs:
                  ebsCsiRoleArn: arn:aws:iam::123456789012:role/ebs-csi-controller
                  sizeGiB: 16
        """;

    private const string OnEfs =
        """
              state:
                efs:
                  nodeSecurityGroupId: sg-09d0b09d0b09d0b09
                  efsCsiRoleArn: arn:aws:iam::123456789012:role/efs-csi-node
                  subnetIds: { eu-west-1a: subnet-0123456789ab0bd0a, eu-west-1b: subnet-0123456789ab0bd0b }
        """;

    private static readonly (string Old, string New) AllowDeletion = ("      state:\n", "      state:\n        allowDeletion: true\n");
    private static readonly (string Old, string New) ToEfs = (OnEbs, OnEfs);

    // A dashboard of another name logs in to the broker under that one.
    private static readonly (string Old, string New) UsersOfTasks =
        ("      users:\n", "      users:\n        - { name: tasks, role: strict }\n        - { name: tasks-admin, role: admin }\n");

    private PlannedStack _deployed = null!;

    [OneTimeSetUp]
    public async Task PreviewAsync() => _deployed = await PlannedStack.OfAsync("prod");

    [Test]
    public async Task No_edit_changes_nothing() => Assert.That(await ChangesAsync(), Is.Empty);

    [TestCase("mher/flower:2.1.0@sha256:0123", "mher/flower:2.1.0@sha256:4567")]
    [TestCase("secret:billing-broker-url-f6G7h8", "secret:billing-broker-url-g7H8i9")]
    [TestCase("      queues: [mail, orders]\n", "      queues: [mail, orders]\n      passwordsVersion: 2\n")]
    [TestCase("      queues: [mail, orders]\n", "      queues: [orders, mail]\n")]
    [TestCase("secret:flower-okta-client-secret-a7B8c9", "secret:flower-okta-client-secret-b8C9d0")]
    [TestCase("      size: large\n", "      size: medium\n")]
    [TestCase("sizeGiB: 16", "sizeGiB: 32")]
    [TestCase("prometheusNamespace: monitoring", "prometheusNamespace: observability")]
    [TestCase("flower.example.com", "tasks.example.com")]
    [TestCase("      host: flower.example.com\n", "      host: flower.example.com\n      urlPrefix: /flower\n")]
    [TestCase("      host: flower.example.com\n", "      host: flower.example.com\n      credentialsVersion: 2\n")]
    [TestCase("      - 10.40.1.0/24\n", "      - 10.40.5.0/24\n")]
    [TestCase("port: 5432", "port: 5433")]
    [TestCase("    securityGroupId: sg-0123456789ab0bd0d", "    securityGroupId: sg-09d0d09d0d09d0d0a")]
    [TestCase("      state:\n", "      state:\n        allowDeletion: true\n")]
    [TestCase("      state:\n", "      state:\n        kmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/6f5e4d3c-2b1a-4099-8877-665544332211\n")]
    [TestCase("    name: prod\n", "    name: prod-2\n")]
    public async Task Every_edit_ends_in_what_the_cluster_takes(string old, string @new)
    {
        var changes = await ChangesAsync((old, @new));

        Assert.That(changes.Where(it => it.Refusal is not null), Is.Empty);
    }

    [TestCase("mher/flower:2.1.0@sha256:0123", "mher/flower:2.1.0@sha256:4567")]
    [TestCase("secret:flower-okta-client-secret-a7B8c9", "secret:flower-okta-client-secret-b8C9d0")]
    [TestCase("      size: large\n", "      size: medium\n")]
    public async Task A_change_of_what_a_pod_reads_at_start_restarts_it(string old, string @new) =>
        Assert.That(await OperationsAsync((old, @new)), Does.Contain("flower-stateful-set: update"));

    [Test]
    public async Task A_change_of_a_file_replaces_its_ConfigMap_under_the_same_name() =>
        Assert.That(
            await OperationsAsync(("      size: large\n", "      size: medium\n")),
            Is.SupersetOf(new[] { "flower-config: replace, the old one first", "flower-stateful-set: update" }));

    [Test]
    public async Task Another_key_replaces_the_class_and_leaves_the_claim_alone() =>
        Assert.That(
            await OperationsAsync(("      state:\n", "      state:\n        kmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/6f5e4d3c-2b1a-4099-8877-665544332211\n")),
            Is.EqualTo(new[] { "flower-state-class: replace, the old one first" }));

    [Test]
    public async Task To_allow_deletion_deletes_nothing_by_itself() => Assert.That(await ChangesAsync(AllowDeletion), Is.Empty);

    [Test]
    public async Task Other_storage_is_stopped_while_the_state_is_protected() =>
        Assert.That(Stopped(await ChangesAsync(ToEfs)), Is.EqualTo(new[] { "flower-state-claim" }));

    [Test]
    public async Task Other_storage_is_another_claim_beside_the_old_one()
    {
        var ready = await PlannedStack.OfAsync("prod", AllowDeletion);

        var changes = KubernetesChanges.Between(ready, await PlannedStack.OfAsync("prod", ToEfs)).Select(it => it.ToString());

        Assert.That(changes, Is.EqualTo(new[]
        {
            "flower-state-claim: replace, the new one first", "flower-state-class: delete", "flower-state-volume: create",
            "flower-stateful-set: update",
        }));
    }

    [Test]
    public async Task Back_from_a_file_system_is_another_claim_too()
    {
        var ready = await PlannedStack.OfAsync("prod", ToEfs, AllowDeletion);

        var changes = KubernetesChanges.Between(ready, _deployed).Select(it => it.ToString());

        Assert.That(changes, Is.EqualTo(new[]
        {
            "flower-state-claim: replace, the new one first", "flower-state-class: create", "flower-state-volume: delete",
            "flower-stateful-set: update",
        }));
    }

    [TestCase("      host: flower.example.com\n", "      host: flower.example.com\n      useExistingNamespace: true\n", "flower-namespace")]
    [TestCase("      host: flower.example.com\n", "      host: flower.example.com\n      namespace: tasks\n", "flower-namespace")]
    [TestCase("    flower:\n", "    tasks:\n", "flower-namespace")]
    [TestCase("      host: flower.example.com\n", "      host: flower.example.com\n      namespace: tasks\n", "flower-state-claim")]
    [TestCase("    flower:\n", "    tasks:\n", "flower-state-claim")]
    public async Task A_change_that_would_take_the_state_along_is_stopped(string old, string @new, string where) =>
        Assert.That(Stopped(await ChangesAsync((old, @new), UsersOfTasks)), Does.Contain(where));

    // After `pulumi state unprotect`: what the runbook for handing a namespace over counts on.
    [Test]
    public async Task A_namespace_that_is_given_up_is_forgotten_and_stays()
    {
        var changes = await ChangesAsync(("      host: flower.example.com\n", "      host: flower.example.com\n      useExistingNamespace: true\n"));

        Assert.That(changes.Select(it => (it.Name, it.Operation)), Is.EqualTo(new[] { ("flower-namespace", "forget") }));
    }

    [Test]
    public void The_model_finds_what_the_cluster_refuses()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Found(Claim, "flower-state-claim", it => it["spec"]!["resources"]!["requests"]!["storage"] = "8Gi"), Does.EndWith("a claim never shrinks"));
            Assert.That(Found(Claim, "flower-state-claim", it => it["spec"]!["volumeMode"] = "Block"), Does.EndWith("spec.volumeMode is immutable"));
            Assert.That(Found(Claim, "flower-state-claim", it => it["spec"]!["storageClassName"] = "gp2"), Does.EndWith("it is protected"));
            Assert.That(Found(Binding, "flower-route-binding", it => it["spec"]!["targetType"] = "instance"), Does.EndWith("spec.targetType is immutable"));
        }
    }

    [TestCase("reclaimPolicy", "Delete")]
    [TestCase("volumeBindingMode", "Immediate")]
    public void A_class_is_replaced_for_what_the_provider_does_not_know_to_be_immutable(string field, string value) =>
        Assert.That(Found(Class, "flower-state-class", it => it[field] = value), Is.EqualTo("flower-state-class: replace, the old one first"));

    private static IEnumerable<string> Stopped(IEnumerable<KubernetesChange> changes) =>
        changes.Where(it => it.Refusal == "it is protected").Select(it => it.Name);

    private string Found(string type, string name, Action<System.Text.Json.Nodes.JsonObject> change) =>
        KubernetesChanges.Between(_deployed, _deployed.With(name, type, change)).Single().ToString();

    private async Task<IReadOnlyList<KubernetesChange>> ChangesAsync(params (string Old, string New)[] edits) =>
        KubernetesChanges.Between(_deployed, await PlannedStack.OfAsync("prod", edits));

    private async Task<IEnumerable<string>> OperationsAsync(params (string Old, string New)[] edits) =>
        (await ChangesAsync(edits)).Select(it => it.ToString());
}
