using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

[TestFixture]
internal sealed class WaiverTests
{
    private static readonly DateOnly LastDay = new(2030, 6, 30);

    [TestCase(null, ControlStatus.Waived)]
    [TestCase("alb", ControlStatus.Waived)]
    [TestCase("other", ControlStatus.Fail)]
    public void A_failure_is_waived_for_the_resource_named_or_for_all(string? resource, ControlStatus expected)
    {
        var result = Evaluate(new Waiver("FLW-LB-01", resource, "a test environment", LastDay), today: LastDay).Single(it => it.Id == "FLW-LB-01");

        Assert.That(result.Status, Is.EqualTo(expected));
    }

    [Test]
    public void A_waived_failure_says_why_and_until_when()
    {
        var result = Evaluate(new Waiver("FLW-LB-01", null, "a test environment", LastDay), today: LastDay).Single(it => it.Id == "FLW-LB-01");

        Assert.That(result.Message, Is.EqualTo("internal is not true (false); waived until 2030-06-30: a test environment"));
    }

    [Test]
    public void After_its_last_day_a_waiver_is_a_failure_itself_and_waives_nothing()
    {
        var results = Evaluate(new Waiver("FLW-LB-01", "alb", "a test environment", LastDay), today: LastDay.AddDays(1))
            .Where(it => it.Id == "FLW-LB-01").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(it => it.Status), Is.All.EqualTo(ControlStatus.Fail));
            Assert.That(results.Single(it => it.Urn is null).Message, Is.EqualTo("the waiver for alb expired on 2030-06-30: renew or remove it (a test environment)"));
        }
    }

    [TestCase(400, false)]
    [TestCase(401, true)]
    public void A_waiver_that_reaches_too_far_ahead_waives_and_is_a_failure_itself(int days, bool isFailure)
    {
        var results = Evaluate(new Waiver("FLW-LB-01", null, "for ever", LastDay), today: LastDay.AddDays(-days)).Where(it => it.Id == "FLW-LB-01").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Single(it => it.Urn is not null).Status, Is.EqualTo(ControlStatus.Waived));
            Assert.That(
                results.Where(it => it.Urn is null).Select(it => (it.Status, it.Message)),
                Is.EqualTo(isFailure ? new[] { (ControlStatus.Fail, "the waiver reaches to 2030-06-30: take a day within 400 days (for ever)") } : []));
        }
    }

    [Test]
    public void Other_controls_are_not_waived() => Assert.That(
        Evaluate(new Waiver("FLW-LB-06", null, "a test environment", LastDay), today: LastDay).Single(it => it.Id == "FLW-LB-01").Status,
        Is.EqualTo(ControlStatus.Fail));

    [Test]
    public void Waivers_are_read_from_the_configuration()
    {
        var faults = new ArgumentFaults();

        var waivers = Read(
            """
            { "FLW-LB-06": { "reason": "old clients", "expires": "2030-06-30T00:00:00Z" },
              "FLW-LB-01": { "reason": "a test environment", "expires": "2030-06-30", "resources": ["a", "b"] } }
            """, faults);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults.All, Is.Empty);
            Assert.That(waivers, Is.EqualTo(new[]
            {
                new Waiver("FLW-LB-01", "a", "a test environment", LastDay),
                new Waiver("FLW-LB-01", "b", "a test environment", LastDay),
                new Waiver("FLW-LB-06", null, "old clients", LastDay),
            }));
        }
    }

    [TestCase("[]", "p:waivers")]
    [TestCase("nonsense", "p:waivers")]
    [TestCase("""{ "FLW-LB-99": { "reason": "r", "expires": "2030-06-30" } }""", "p:waivers.FLW-LB-99")]
    [TestCase("""{ "FLW-LB-01": "yes" }""", "p:waivers.FLW-LB-01")]
    [TestCase("""{ "FLW-LB-01": { "expires": "2030-06-30" } }""", "p:waivers.FLW-LB-01.reason")]
    [TestCase("""{ "FLW-LB-01": { "reason": " ", "expires": "2030-06-30" } }""", "p:waivers.FLW-LB-01.reason")]
    [TestCase("""{ "FLW-LB-01": { "reason": "r" } }""", "p:waivers.FLW-LB-01.expires")]
    [TestCase("""{ "FLW-LB-01": { "reason": "r", "expires": "30.6.2030" } }""", "p:waivers.FLW-LB-01.expires")]
    [TestCase("""{ "FLW-LB-01": { "reason": "r", "expires": "2030-06-30", "resources": "a" } }""", "p:waivers.FLW-LB-01.resources")]
    [TestCase("""{ "FLW-LB-01": { "reason": "r", "expires": "2030-06-30", "resource": "a" } }""", "p:waivers.FLW-LB-01.resource")]
    public void A_waiver_that_can_not_be_read_is_refused_with_its_key(string json, string key)
    {
        var faults = new ArgumentFaults();

        Read(json, faults);

        Assert.That(faults.All.Select(fault => fault.Key), Is.EqualTo(new[] { key }));
    }

    [TestCase("leftOutOfDevelopment", WaiverKind.LeftOutOfDevelopment, "left out of development")]
    [TestCase("metElsewhere", WaiverKind.MetElsewhere, "met elsewhere")]
    public void What_has_no_end_is_waived_on_every_day_and_says_how(string key, WaiverKind kind, string words)
    {
        var faults = new ArgumentFaults();

        var waiver = Read("""{ "FLW-LB-06": "old clients" }""", faults, key).Single();
        var results = Evaluate(waiver with { Id = "FLW-LB-01" }, today: new DateOnly(2199, 12, 31)).Where(it => it.Id == "FLW-LB-01").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults.All, Is.Empty);
            Assert.That(waiver, Is.EqualTo(new Waiver("FLW-LB-06", null, "old clients", null, kind)));
            Assert.That(results.Select(it => it.Status), Is.EqualTo(new[] { ControlStatus.Waived }));
            Assert.That(results[0].Message, Is.EqualTo($"internal is not true (false); {words}: old clients"));
        }
    }

    [TestCase("""{ "FLW-LB-06": "old clients" }""", "is accepted twice")]
    [TestCase("""{ "FLW-LB-01": "it is only development" }""", "is critical, and has to have an end")]
    [TestCase("""{ "FLW-LB-09": " " }""", "is missing")]
    [TestCase("""{ "FLW-LB-09": { "reason": "r" } }""", "is missing")]
    [TestCase("""{ "FLW-LB-99": "r" }""", "is not the id of a control")]
    [TestCase("[]", "is not an object")]
    public void What_has_no_end_takes_no_critical_control_and_none_that_is_waived_already(string json, string problem)
    {
        var faults = new ArgumentFaults();

        WaiverReader.Read(
            new StackSettings("p", "s", new Dictionary<string, string>
            {
                ["p:metElsewhere"] = json,
                ["p:waivers"] = """{ "FLW-LB-06": { "reason": "r", "expires": "2030-06-30" } }""",
            }, []), faults);

        Assert.That(faults.All.Select(it => (it.Key.Split('.')[0], it.Problem)), Is.EqualTo(new[] { ("p:metElsewhere", problem) }));
    }

    private static IReadOnlyList<Waiver> Read(string json, ArgumentFaults faults, string key = "waivers") =>
        WaiverReader.Read(new StackSettings("p", "s", new Dictionary<string, string> { [$"p:{key}"] = json }, []), faults);

    private static IReadOnlyList<ControlResult> Evaluate(Waiver waiver, DateOnly today) => ControlEvaluation
        .Evaluate(SamplePlan.With("alb", "internal", "false"), ControlCatalogue.All, [waiver], new FixedTime(today)).Controls;

    private sealed class FixedTime(DateOnly today) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(today, new TimeOnly(23, 59), TimeSpan.Zero);
    }
}
