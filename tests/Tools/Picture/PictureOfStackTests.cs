using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Reports;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>The pictures of the shipped stacks.</summary>
[TestFixtureSource(typeof(RepositoryStacks), nameof(RepositoryStacks.Names))]
internal sealed class PictureOfStackTests(string stack)
{
    [Test]
    public async Task Every_security_group_rule_is_an_edge_of_the_picture_and_of_the_table()
    {
        var plan = await RepositoryStacks.PlanAsync(stack);
        var picture = PictureFold.Of(FlowerInfra.Picture.Of(new PlanIndex(plan)));
        var (rows, labels) = (PictureRow.Of(picture), new DrawnPicture(picture).Labels);
        var rules = plan.Resources.Where(it => it.Type is ResourceTypes.IngressRule or ResourceTypes.EgressRule).ToList();

        Assert.That(rules, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var rule in rules)
            {
                var way = rule.Type == ResourceTypes.IngressRule ? "in by" : "out by";
                var own = rows.Where(it => it.Through.Any(pass => pass.StartsWith(way, StringComparison.Ordinal) && pass[way.Length..].Split(',', StringSplitOptions.TrimEntries).Contains(rule.Name))).ToList();
                Assert.That(own, Has.Count.EqualTo(1), rule.Name);
                var port = $"{rule.Inputs["ipProtocol"]} {rule.Inputs["fromPort"]}";
                Assert.That(own[0].Over, Is.EqualTo(port), rule.Name);
                Assert.That(
                    labels.Where(it => it.StartsWith($"{own[0].Number} ", StringComparison.Ordinal) && it.Contains($"{rule.Inputs["fromPort"]}", StringComparison.Ordinal)),
                    Has.Exactly(1).Items, rule.Name);
                if (rule.Inputs["cidrIpv4"]?.GetValue<string>() is { } range)
                    Assert.That(rule.Type == ResourceTypes.IngressRule ? own[0].From : own[0].To, Does.Contain(range));
            }
        }
    }

    [Test]
    public async Task Clients_pass_the_listener_and_pods_behind_it_their_own_checks()
    {
        var rows = PictureRow.Of(PictureFold.Of(FlowerInfra.Picture.Of(new PlanIndex(await RepositoryStacks.PlanAsync(stack)))));

        var entry = rows.First(it => it.To == "flower-lb-alb" && it.Over == "tcp 443");
        var redirect = rows.First(it => it.To == "flower-lb-alb" && it.Over == "tcp 80");
        var pods = PictureRow.Single(rows, "flower-lb-alb", "flower-stateful-set", "tcp 8443");
        var broker = rows.Single(it => it.From == "flower-stateful-set" && it.Over == "tcp 6379");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Encrypted, Does.Contain("TLS, policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, certificate "));
            Assert.That(entry.Through.Contains("web ACL flower-lb-firewall-acl"), Is.EqualTo(stack != "dev"));
            Assert.That(redirect.Encrypted, Is.EqualTo("not encrypted: answered with a redirect to HTTPS"));
            Assert.That(pods.Through, Has.Some.StartsWith("listener rule flower-route-rule: https://flower."));
            Assert.That(pods.Through, Has.Some.StartsWith("network policy flower-isolation-allow-load-balancer: from 10."));
            Assert.That(pods.Through, Has.Some.EqualTo("gateway: its list of allowed requests"));
            Assert.That(pods.Through, Has.Some.StartsWith("sign-in: "));
            Assert.That(pods.Encrypted, Does.StartWith("TLS"));
            Assert.That(broker.Encrypted, Does.StartWith("TLS, the server's certificate is verified"));
            Assert.That(broker.Through, Has.Some.StartsWith("network policy flower-isolation-allow-broker: to 10."));
            Assert.That(rows.SelectMany(it => it.Through), Has.None.Contains("CLOSED").And.None.Contains("no security group rule").And.None.Contains("no network policy"));
        }
    }

    [Test]
    public async Task Secrets_state_and_logs_name_their_key()
    {
        var rows = PictureRow.Of(PictureFold.Of(FlowerInfra.Picture.Of(new PlanIndex(await RepositoryStacks.PlanAsync(stack)))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PictureRow.Single(rows, "flower-stateful-set", "secrets of flower-stateful-set", "reads").Encrypted, Does.Contain("at rest with key flower-credentials-key"));
            if (stack is "prod" or "staging")
                Assert.That(PictureRow.Single(rows, "flower-stateful-set", "state of flower-stateful-set", "mounts").Encrypted, Is.EqualTo("at rest with key flower-state-key"));
            if (stack == "prod")
                Assert.That(rows.Where(it => it.From == "flower-lb-alb").Select(it => it.Over), Does.Contain("access log"));
        }
    }

    [Test]
    public async Task Two_runs_give_the_same_bytes_and_no_secret()
    {
        var first = Findings.Evaluate(await RepositoryStacks.PreviewAsync(RepositoryStacks.Settings(stack)));
        var second = Findings.Evaluate(await RepositoryStacks.PreviewAsync(RepositoryStacks.Settings(stack)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PlanHtml.ToHtml(second), Is.EqualTo(PlanHtml.ToHtml(first)));
            Assert.That(PlanHtml.ToSvg(second), Is.EqualTo(PlanHtml.ToSvg(first)));
        }
    }

    [Test]
    public async Task The_picture_in_the_docs_is_what_the_command_writes_now()
    {
        var committed = await File.ReadAllTextAsync(Path.Combine(RepositoryStacks.Root, "docs", "pictures", $"{stack}.svg"));

        Assert.That(
            PlanHtml.ToSvg(Findings.Evaluate(await RepositoryStacks.PlanAsync(stack))), Is.EqualTo(committed),
            $"Write it again: preview --stack {stack} --format svg --out docs/pictures/{stack}.svg");
    }
}
