using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra.Tests.Tools.Diff;

/// <summary>Pull requests on the stack <c>prod</c>, and what their reviewers read.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class PlayedThroughTests
{
    private const string FlowersRanges = "        - 10.8.0.0/16\n        - fd12:3456:789a::/48\n      auth:";

    [Test]
    public async Task A_range_that_is_opened_is_who_reaches_what_now()
    {
        var diff = await StackChange.OfAsync(
            ("      - 10.9.0.0/16\n      - fd12", "      - 10.9.0.0/16\n      - 10.20.0.0/16\n      - fd12"),
            (FlowersRanges, $"        - 10.20.0.0/16\n{FlowersRanges}"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Lines(), Is.EqualTo(new[]
            {
                "danger security: https://flower.example.com/: 10.20.0.0/16 reaches it now",
                "danger security: opened: 10.20.0.0/16 can reach flower-lb-vpn-load-balancer on tcp 443 and tcp 80",
                "caution security: flower-lb-firewall-ipv4: lets 10.20.0.0/16 through now",
            }));
            Assert.That(diff.Worsens(Concern.Security), Is.True);
            Assert.That(diff.Worsens(Concern.Availability), Is.False);
        }
    }

    [Test]
    public async Task A_range_that_is_closed_is_better()
    {
        var diff = await StackChange.OfAsync((FlowersRanges, FlowersRanges.Replace("        - fd12:3456:789a::/48\n", "", StringComparison.Ordinal)));

        Assert.That(diff.Lines(), Is.EqualTo(new[] { "better security: https://flower.example.com/: fd12:3456:789a::/48 reaches it no more" }));
    }

    [Test]
    public async Task Somebody_who_may_sign_in_now_is_named()
    {
        var diff = await StackChange.OfAsync(("              - platform-lead@example.com", "              - platform-lead@example.com\n              - eve@example.com"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger security: https://flower-admin.example.com/, administrators: eve@example.com may sign in now"));
            Assert.That(diff.Lines(), Has.Some.Contains("flower-admin-stateful-set: restarts because its configuration changes, and is away"));
        }
    }

    [Test]
    public async Task A_rotated_secret_is_a_new_value_and_a_restart()
    {
        var diff = await StackChange.OfAsync(("      size: large", "      size: large\n      credentialsVersion: 2"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Lines(), Is.EqualTo(new[]
            {
                "caution availability: flower-stateful-set: restarts because flower-credentials-cookie-secret-version is replaced, and is away until the new pod is ready",
                "caution secrets: flower-credentials-cookie-secret-version: is rotated: the old value no longer counts",
                "caution secrets: flower-credentials-cookie-secret: is rotated: a new value is generated",
            }));
            Assert.That(diff.Count(ChangeKind.Replace), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task An_enlarged_volume_grows_in_place_and_costs_more()
    {
        var diff = await StackChange.OfAsync(("sizeGiB: 16", "sizeGiB: 32"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Lines(), Is.EqualTo(new[]
            {
                "notice data: flower-state-claim: grows from 16Gi to 32Gi in place, and can't shrink again",
                "notice cost: flower-state-claim: is billed for another size: 16Gi → 32Gi",
            }));
            Assert.That(diff.Changes.Single().Kind, Is.EqualTo(ChangeKind.Update));
        }
    }

    [Test]
    public async Task A_shrunk_volume_is_refused()
    {
        var diff = await StackChange.OfAsync(("sizeGiB: 16", "sizeGiB: 8"));

        Assert.That(diff.Lines().First(), Is.EqualTo("danger data: flower-state-claim: shrinks from 16Gi to 8Gi, which Kubernetes refuses"));
    }

    [Test]
    public async Task Another_image_is_other_code_and_a_restart()
    {
        var diff = await StackChange.OfAsync(("nginx-unprivileged:1.28.0-alpine", "nginx-unprivileged:1.28.1-alpine"));

        Assert.That(diff.Lines(), Is.EqualTo(new[]
        {
            "caution availability: billing-flower-stateful-set, flower-admin-stateful-set, flower-stateful-set: restarts, and is away until the new pod is ready",
            "notice security: billing-flower-stateful-set, flower-admin-stateful-set, flower-stateful-set: runs other code: "
                + "nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e → "
                + "nginxinc/nginx-unprivileged:1.28.1-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e",
        }));
    }

    [Test]
    public async Task A_dropped_layer_stands_at_the_top_as_the_control_that_fails()
    {
        var diff = await StackChange.OfAsync(("  flower-infra:loadBalancer:\n", "  flower-infra:loadBalancer:\n    withoutWebAcl: true\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Controls.Select(it => $"{it.Impact.Word()} {it.Id} {it.Resource}: {it.Text}"), Is.EqualTo(new[]
            {
                "danger FLW-LB-12 flower-lb-alb: fails now: no WebAclAssociation refers to it",
            }));
            Assert.That(diff.Lines().First(), Is.EqualTo("danger security: flower-lb-web-acl: leaves the load balancer without its web ACL"));
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger data: flower-lb-firewall-log: is deleted; its lines go with it"));
        }
    }

    [Test]
    public async Task A_new_waiver_is_told_and_so_is_one_that_goes_or_changes()
    {
        var waived = await StackChange.OfAsync(
            ("  flower-infra:loadBalancer:\n", "  flower-infra:loadBalancer:\n    withoutWebAcl: true\n"),
            ("  flower-infra:metElsewhere:\n",
                "  flower-infra:waivers: { FLW-LB-12: { reason: the VPN is small, expires: \"2027-05-01\" } }\n  flower-infra:metElsewhere:\n"));
        var other = await StackChange.OfAsync(("FLW-SEC-05: \"the runbook raises", "FLW-SEC-05: \"somebody raises"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waived.Controls.Single().Text, Is.EqualTo("is waived now: no WebAclAssociation refers to it; waived until 2027-05-01: the VPN is small"));
            Assert.That(other.Controls.Select(it => (it.Id, it.Impact)).Distinct(), Is.EqualTo(new[] { ("FLW-SEC-05", Impact.Caution) }));
            Assert.That(other.Changes, Is.Empty);
        }
    }

    [Test]
    public async Task A_control_that_is_taken_away_is_told_too()
    {
        var plan = await StackChange.ProductionAsync();
        var before = plan with { Controls = [.. plan.Controls, new ControlResult("FLW-OLD-01", ControlStatus.Pass, plan.Resources[0].Urn, "held once")] };

        var control = PlanDiff.Of(before, plan).Controls.Single();

        Assert.That((control.Id, control.Impact, control.Text), Is.EqualTo(("FLW-OLD-01", Impact.Danger, "is removed: nothing checks it any more")));
    }

    [Test]
    public async Task A_removed_dashboard_says_what_is_lost_and_what_answers_no_more()
    {
        var text = RepositoryStacks.File("prod");
        var start = text.IndexOf("    billing-flower:\n      host", StringComparison.Ordinal);
        var diff = await StackChange.OfAsync((text[start..text.IndexOf("    flower:\n      host", StringComparison.Ordinal)], ""));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger data: billing-flower-credentials-key: is deleted; what it encrypts can't be read after 30 days"));
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger availability: https://billing-flower.example.com/: no longer leads to a dashboard"));
            Assert.That(diff.Lines(), Has.Some.EqualTo("danger secrets: billing-flower-credentials-cookie-secret: is deleted, and comes back for 30 days"));
            Assert.That(diff.Lines(), Has.None.Contains("no longer isolates its pods"), "Its namespace and its pods go, too");
            // What Fluent Bit reads names the namespaces, and Pulumi replaces a ConfigMap whose data change.
            Assert.That(
                diff.Changes.Where(it => it.Name != "flower-logs-configuration").Select(it => it.Kind),
                Has.All.EqualTo(ChangeKind.Delete).Or.EqualTo(ChangeKind.Update));
        }
    }

    [Test]
    public async Task A_protected_volume_stops_the_deployment_that_would_delete_it()
    {
        var diff = await StackChange.OfAsync("flower-state-claim", VolumeClaim, _ => null);

        Assert.That(diff.Lines(), Has.Some.EqualTo("caution data: flower-state-claim: is protected: the deployment stops before it deletes it"));
    }

    [Test]
    public async Task Another_key_leaves_the_old_one_needed()
    {
        var diff = await StackChange.OfAsync("flower-credentials-cookie-secret", Secret, it =>
        {
            it.Inputs["kmsKeyId"] = "arn:aws:kms:eu-west-1:123456789012:key/other";
            return it;
        });

        Assert.That(diff.Lines(), Is.EqualTo(new[]
        {
            "caution data: flower-credentials-cookie-secret: is encrypted with another key from now on, and what is there needs the old key: "
                + "flower-credentials-key.arn → arn:aws:kms:eu-west-1:123456789012:key/other",
        }));
    }

    [Test]
    public async Task A_state_in_memory_and_a_policy_that_goes_are_dangers()
    {
        var memory = await StackChange.OfAsync("flower-stateful-set", StatefulSet, it =>
        {
            var volumes = it.Inputs["spec"]!["template"]!["spec"]!["volumes"]!.AsArray();
            var state = volumes.Single(volume => volume!["name"]!.ToString() == "state")!.AsObject();
            state.Remove("persistentVolumeClaim");
            state["emptyDir"] = new JsonObject();
            return it;
        });
        var open = await StackChange.OfAsync("flower-isolation-default-deny", NetworkPolicy, _ => null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Lines(), Has.Some.EqualTo("danger data: flower-stateful-set: keeps its state in memory: a restart loses it"));
            Assert.That(open.Lines(), Has.Some.EqualTo("danger security: flower-isolation-default-deny: no longer isolates its pods"));
        }
    }

    [Test]
    public async Task Lists_in_another_order_change_nothing()
    {
        var diff = await StackChange.OfAsync(
            ("      - subnet-0123456789ab0bd0a\n      - subnet-0123456789ab0bd0b\n", "      - subnet-0123456789ab0bd0b\n      - subnet-0123456789ab0bd0a\n"),
            ("      - 10.8.0.0/16\n      - 10.9.0.0/16\n", "      - 10.9.0.0/16\n      - 10.8.0.0/16\n"),
            ("            - 142.250.0.0/15\n            - 172.217.0.0/16\n", "            - 172.217.0.0/16\n            - 142.250.0.0/15\n"));

        Assert.That(diff.Lines(), Is.Empty);
        Assert.That(diff.IsEmpty, Is.True);
    }

    [Test]
    public async Task A_value_that_many_resources_have_is_told_once()
    {
        var plan = await StackChange.ProductionAsync();
        var tagged = plan with
        {
            Resources = [.. plan.Resources.Select(it => it.Inputs["tags"] is null ? it : it with { Inputs = Tagged(it) })],
        };
        var diff = PlanDiff.Of(plan, tagged);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Lines().Single(), Does.EndWith("changes tags.team").And.Contain("more: "));
            Assert.That(ChangeBlock.Of(diff, isVerbose: false), Has.Count.EqualTo(1));
        }

        static JsonObject Tagged(PlanResource resource)
        {
            var inputs = (JsonObject)resource.Inputs.DeepClone();
            inputs["tags"]!["team"] = "platform";
            return inputs;
        }
    }

    [Test]
    public async Task The_gateways_file_is_compared_by_lines_and_its_checksum_left_out()
    {
        var diff = await StackChange.OfAsync(("prometheusNamespace: monitoring", "prometheusNamespace: metrics"), ("      size: large", "      size: small"));
        var lines = ChangeBlock.Of(diff, isVerbose: false).SelectMany(it => it.Lines).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.None.Contains("flower-infra/configuration"));
            Assert.That(ChangeBlock.Of(diff, isVerbose: true).SelectMany(it => it.Lines), Has.Some.Contains("flower-infra/configuration").Or.None.Contains("data."));
            Assert.That(diff.Lines(), Has.Some.Contains("pods app.kubernetes.io/name=prometheus of namespace metrics"));
        }
    }
}
