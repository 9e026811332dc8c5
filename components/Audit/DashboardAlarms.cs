using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace FlowerInfra;

/// <summary>Alarms on bursts of failed sign-ins and refused requests.</summary>
internal sealed class DashboardAlarms(AuditScope scope, Output<string> logGroupName, Output<string> topicArn)
{
    private const int BurstSeconds = 300;

    /// <summary>Creates the alarms.</summary>
    public void Create()
    {
        AlarmOnBurst("sign-in-failures", 401, scope.Model.SignInFailureThreshold, "Somebody may be guessing passwords");
        AlarmOnBurst("refusals", 403, scope.Model.RefusalThreshold, "Somebody may be trying what the gateway refuses");
    }

    private void AlarmOnBurst(string label, int status, int threshold, string description)
    {
        _ = new LogMetricFilter($"{scope.Name}-{label}", new LogMetricFilterArgs
        {
            LogGroupName = logGroupName,
            // The gateway's line as it is, or as Fluent Bit wraps it with Merge_Log_Key log_processed, AWS's default.
            Pattern = $"{{ ($.status = {status}) || ($.log_processed.status = {status}) }}",
            MetricTransformation = new LogMetricFilterMetricTransformationArgs
            {
                Namespace = scope.MetricNamespace,
                Name = label,
                Value = "1",
                DefaultValue = "0",
                Unit = "Count",
            },
        }, scope.Child);
        _ = new MetricAlarm($"{scope.Name}-{label}-alarm", new MetricAlarmArgs
        {
            AlarmDescription = $"{description}: {threshold} answers {status} or more in {BurstSeconds / 60} minutes",
            Namespace = scope.MetricNamespace,
            MetricName = label,
            Statistic = "Sum",
            Period = BurstSeconds,
            EvaluationPeriods = 1,
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            Threshold = threshold,
            // Nobody opening Flower is no alarm.
            TreatMissingData = "notBreaching",
            AlarmActions = { topicArn },
            Tags = scope.Tags,
        }, scope.Child);
    }
}
