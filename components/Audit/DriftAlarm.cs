using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace FlowerInfra;

/// <summary>
/// Alarms on a stack that is no longer what its program says: somebody changed it by hand, or nobody looks. A scheduled workflow
/// compares the two and reports 0 or 1 as the metric <c>drift</c>.
/// </summary>
internal static class DriftAlarm
{
    /// <summary>The metric's name.</summary>
    public const string Metric = "drift";

    private const int HourInSeconds = 3600;

    /// <summary>Creates the alarms.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="topicArn">The ARN of the alerts' topic.</param>
    public static void Create(AuditScope scope, Output<string> topicArn)
    {
        var hours = scope.Model.DriftCheckHours;
        _ = new MetricAlarm($"{scope.Name}-drift-alarm", new MetricAlarmArgs
        {
            AlarmDescription = "The stack has drifted: a scheduled comparison found changes that its program didn't make, or failed",
            Namespace = scope.MetricNamespace,
            MetricName = Metric,
            Statistic = "Maximum",
            Period = HourInSeconds,
            EvaluationPeriods = 1,
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            Threshold = 1,
            // Between two comparisons nothing is reported.
            TreatMissingData = "notBreaching",
            AlarmActions = { topicArn },
            Tags = scope.Tags,
        }, scope.Child);
        _ = new MetricAlarm($"{scope.Name}-drift-check-alarm", new MetricAlarmArgs
        {
            AlarmDescription = $"Nobody looks for drift: no scheduled comparison has reported for {hours} hours",
            Namespace = scope.MetricNamespace,
            MetricName = Metric,
            Statistic = "SampleCount",
            Period = HourInSeconds,
            EvaluationPeriods = hours,
            ComparisonOperator = "LessThanThreshold",
            Threshold = 1,
            TreatMissingData = "breaching",
            AlarmActions = { topicArn },
            Tags = scope.Tags,
        }, scope.Child);
    }
}
