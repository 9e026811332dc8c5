using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class DashboardAlarmTests
{
    [TestCase("audit-sign-in-failures", 401)]
    [TestCase("audit-refusals", 403)]
    public async Task Status_is_counted_in_the_gateways_line_and_in_fluent_bits(string filter, int status)
    {
        var program = await AuditTrailExample.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program[filter].Text("pattern"), Is.EqualTo($"{{ ($.status = {status}) || ($.log_processed.status = {status}) }}"));
            Assert.That(program[filter].Text("logGroupName"), Is.EqualTo("/flower-infra/test/audit"));
        }
    }

    [TestCase("audit-sign-in-failures", 7)]
    [TestCase("audit-refusals", 9)]
    public async Task Burst_of_the_counted_status_is_an_alarm_to_the_topic(string filter, int threshold)
    {
        var program = await AuditTrailExample.RunAsync(args =>
        {
            args.SignInFailureThreshold = 7;
            args.RefusalThreshold = 9;
        });

        var alarm = program[$"{filter}-alarm"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alarm.Text("metricName"), Is.EqualTo(program[filter].Text("metricTransformation.name")));
            Assert.That(alarm.Text("namespace"), Is.EqualTo(program[filter].Text("metricTransformation.namespace")));
            Assert.That(alarm.Text("statistic"), Is.EqualTo("Sum"));
            Assert.That(alarm.Number("period"), Is.EqualTo(300));
            Assert.That(alarm.Number("threshold"), Is.EqualTo(threshold));
            Assert.That(alarm.Text("comparisonOperator"), Is.EqualTo("GreaterThanOrEqualToThreshold"));
            Assert.That(alarm.Text("treatMissingData"), Is.EqualTo("notBreaching"));
            Assert.That(alarm.Text("alarmActions[0]"), Is.EqualTo("audit-alerts.arn"));
        }
    }

    [Test]
    public async Task Guardduty_is_left_alone_unless_asked_for()
    {
        var program = await AuditTrailExample.RunAsync();

        Assert.That(program.Types(), Has.None.StartsWith("aws:guardduty/"));
    }

    [Test]
    public async Task Runtime_monitoring_manages_the_agent_on_eks()
    {
        var program = await AuditTrailExample.RunAsync(args => args.RuntimeMonitoring = new RuntimeMonitoringArgs());

        var feature = program["audit-runtime-monitoring"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["audit-detector"].Flag("enable"), Is.True);
            Assert.That(feature.Text("detectorId"), Is.EqualTo("audit-detector.id"));
            Assert.That(feature.Text("name"), Is.EqualTo("RUNTIME_MONITORING"));
            Assert.That(feature.Text("status"), Is.EqualTo("ENABLED"));
            Assert.That(feature.Text("additionalConfigurations[0].name"), Is.EqualTo("EKS_ADDON_MANAGEMENT"));
            Assert.That(feature.Text("additionalConfigurations[0].status"), Is.EqualTo("ENABLED"));
        }
    }

    [Test]
    public async Task Runtime_monitoring_takes_the_accounts_existing_detector()
    {
        var program = await AuditTrailExample.RunAsync(
            args => args.RuntimeMonitoring = new RuntimeMonitoringArgs { ExistingDetectorId = "12abc34d567e8fa901bc2d34e56789f0" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Types(), Has.None.EqualTo("aws:guardduty/detector:Detector"));
            Assert.That(program["audit-runtime-monitoring"].Text("detectorId"), Is.EqualTo("12abc34d567e8fa901bc2d34e56789f0"));
        }
    }
}
