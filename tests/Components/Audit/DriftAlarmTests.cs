using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class DriftAlarmTests
{
    [Test]
    public async Task Drift_is_an_alert_and_so_is_that_nobody_looks_for_it()
    {
        var program = await AuditTrailExample.RunAsync();
        var (drift, check) = (program["audit-drift-alarm"], program["audit-drift-check-alarm"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((drift.Text("namespace"), drift.Text("metricName")), Is.EqualTo(("FlowerInfra/test/audit", "drift")));
            Assert.That((check.Text("namespace"), check.Text("metricName")), Is.EqualTo(("FlowerInfra/test/audit", "drift")));
            Assert.That((drift.Text("statistic"), drift.Number("threshold"), drift.Text("treatMissingData")), Is.EqualTo(("Maximum", 1.0, "notBreaching")));
            Assert.That((check.Text("statistic"), check.Number("evaluationPeriods"), check.Text("treatMissingData")), Is.EqualTo(("SampleCount", 26.0, "breaching")));
            Assert.That(new[] { drift, check }.Select(it => it.JsonText("alarmActions")), Has.All.EqualTo("""["audit-alerts.arn"]"""));
        }
    }

    [TestCase(0)]
    [TestCase(169)]
    public void An_alarm_looks_back_an_hour_to_a_week(int hours)
    {
        var args = AuditTrailExample.Args();
        args.DriftCheckHours = hours;

        Assert.That(AuditTrail.Check(args).Select(it => it.Key), Is.EqualTo(new[] { "driftCheckHours" }));
    }
}
