using FlowerInfra.Tests.Stacks;
using FlowerInfra.Tests.Tools.Controls;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Reports;

/// <summary>What a preview shows first, of the shipped stacks and of plans that say less.</summary>
[TestFixture]
internal sealed class PlanSummaryTests
{
    private static IEnumerable<TestCaseData> OddPlans =>
        CatalogueTests.Breaks.Concat(CatalogueTests.Unknowns).Select(it => new TestCaseData(it.Arguments[1], it.Arguments[2], it.Arguments[3]));

    [Test]
    public async Task The_viewers_way_in_is_shown_with_ranges_address_port_and_sign_in() => Assert.That(
        await EntryAsync("prod", "https://flower.example.com/"),
        Is.EqualTo(
            """
            from: 10.8.0.0/16, fd12:3456:789a::/48
            port: 443
            sign-in: Okta at https://example.okta.com/oauth2/default
            admits: everyone at example.com
            may do: look, and change nothing
            cluster: pods app.kubernetes.io/name=prometheus of namespace monitoring to port 9443
            """));

    [Test]
    public async Task Administrators_have_an_entry_of_their_own() => Assert.That(
        await EntryAsync("prod", "https://flower-admin.example.com/, administrators"),
        Does.StartWith("from: 10.8.16.0/24\n").And.Contain("admits: oncall-lead@example.com, platform-lead@example.com\nmay do: everything"));

    [Test]
    public async Task Passwords_are_shown_with_their_users_and_a_prefix_belongs_to_the_address() => Assert.That(
        await EntryAsync("dev", "https://flower.dev.example.internal/flower"), Does.Contain("sign-in: passwords of oncall, ops\n"));

    [Test]
    public async Task The_load_balancers_firewall_is_shown_by_port() => Assert.That(
        await EntryAsync("prod", "load balancer flower-lb-alb, internal"),
        Is.EqualTo(
            """
            port 443: 10.8.0.0/16, 10.9.0.0/16, fd12:3456:789a::/48
            port 80: 10.8.0.0/16, 10.9.0.0/16, fd12:3456:789a::/48
            web ACL: flower-lb-firewall-acl
            """));

    [TestCase("dev", "state of flower-stateful-set", "in memory, a restart loses it")]
    [TestCase("prod", "state of flower-stateful-set", "in volume flower-state-claim of 16Gi; key flower-state-key")]
    [TestCase("prod", "backup flower-state-plan", "in vault flower-state-vault; key flower-state-key; kept 35 days")]
    [TestCase("prod", "messages of celery-redis", "key celery-key")]
    [TestCase("prod", "secrets flower-credentials-broker-url, flower-credentials-cookie-secret, flower-credentials-result-backend-url", "key flower-credentials-key")]
    [TestCase("prod", "log group /flower-infra/prod/flower-audit", "key flower-audit-key; kept 365 days")]
    [TestCase("prod", "bucket flower-audit-logs", "key S3's own (AES256); kept 365 days")]
    [TestCase("prod", "gone at once, with what is in it", "flower-lb-firewall-log")]
    [TestCase("dev", "comes back for 30 days", "flower-credentials-basic-auth, flower-credentials-cookie-secret, flower-credentials-key")]
    public async Task What_is_stored_and_what_its_deletion_costs_is_one_line_each(string stack, string subject, string line) =>
        Assert.That((await EntriesAsync(stack)).Single(it => it.Subject == subject).Line, Is.EqualTo(line));

    [Test]
    public async Task Deletion_is_refused_for_all_that_is_protected_by_the_engine_or_by_aws()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");

        var refused = (await EntriesAsync("prod")).Single(it => it.Subject.StartsWith("refused until", StringComparison.Ordinal)).Line.Split(", ");

        Assert.That(refused, Is.SupersetOf(plan.Resources.Where(it => it.Protect).Select(it => it.Name)).And.Contain("flower-lb-alb"));
    }

    [Test]
    public async Task A_file_system_is_shown_with_its_key()
    {
        var plans = await RepositoryStacks.PlansOfAllChoicesAsync();

        var state = PlanSummary.Of(new PlanIndex(plans[^1])).SelectMany(it => it.Entries).Single(it => it.Subject == "state of flower-stateful-set");

        Assert.That(state.Line, Does.Match("^in file system flower-state-[a-z-]+; key flower-state-key$"));
    }

    [Test]
    public async Task Another_application_behind_the_load_balancer_is_no_dashboard_whose_sign_in_is_known()
    {
        var plan = await PlatformTeamTests.PlanAsync();

        var wiki = PlanSummary.Of(new PlanIndex(plan))[0].Entries.Single(it => it.Subject.StartsWith("https://wiki.", StringComparison.Ordinal));

        Assert.That(wiki.Line, Does.Contain("whoever the load balancer's firewall admits").And.Contain("unknown: no Flower of this stack is behind it"));
    }

    [Test]
    public async Task A_change_behind_the_configurations_back_shows()
    {
        var plan = await RepositoryStacks.PlanAsync("prod");
        var rule = plan.Resources.Single(it => it.Name == "flower-route-rule");
        var inputs = rule.Inputs.DeepClone().AsObject();
        inputs["conditions"]!.AsArray().RemoveAt(2);

        var changed = plan with { Resources = [.. plan.Resources.Select(it => it == rule ? it with { Inputs = inputs } : it)] };

        Assert.That(
            PlanSummary.Of(new PlanIndex(changed))[0].Entries.Single(it => it.Subject == "https://flower.example.com/").Facts[0].Value,
            Is.EqualTo("whoever the load balancer's firewall admits"));
    }

    [TestCaseSource(nameof(OddPlans))]
    public void Whatever_a_plan_lacks_there_is_a_summary(string resource, string pointer, string? json) =>
        Assert.That(PlanSummary.Of(new PlanIndex(SamplePlan.With(resource, pointer, json))), Is.Not.Empty);

    private static async Task<string> EntryAsync(string stack, string subject) => string.Join(
        '\n', (await EntriesAsync(stack)).Single(it => it.Subject == subject).Facts.Select(it => $"{it.Label}: {it.Value}"));

    private static async Task<IEnumerable<SummaryEntry>> EntriesAsync(string stack) =>
        PlanSummary.Of(new PlanIndex(await RepositoryStacks.PlanAsync(stack))).SelectMany(it => it.Entries);
}
