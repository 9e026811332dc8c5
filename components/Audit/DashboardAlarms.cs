using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace FlowerInfra;

/// <summary>Alarms on bursts of failed sign-ins and refused requests, and on dashboards that are down.</summary>
internal sealed class DashboardAlarms(AuditScope scope, Output<string> logGroupName, Output<string> topicArn)
{
    private const int BurstSeconds = 300;
    private const int HealthSeconds = 60;

    // Three of five minutes: a pod that is replaced is unhealthy for less, with one replica always.
    private const int UnhealthyMinutes = 3;
    private const int WatchedMinutes = 5;

    /// <summary>Creates the alarms and gives their ARNs.</summary>
    public IReadOnlyList<Output<string>> Create() =>
    [
        AlarmOnBurst("sign-in-failures", 401, scope.Args.SignInFailureThreshold, "Somebody may be guessing passwords"),
        AlarmOnBurst("refusals", 403, scope.Args.RefusalThreshold, "Somebody may be trying what the gateway refuses"),
        .. scope.Args.TargetGroups.OrderBy(target => target.Name, StringComparer.Ordinal).Select(AlarmOnHealth),
    ];

    private Output<string> AlarmOnBurst(string label, int status, int threshold, string description)
    {
        var metricNamespace = $"FlowerInfra/{scope.Name}";
        _ = new LogMetricFilter($"{scope.Name}-{label}", new LogMetricFilterArgs
        {
            LogGroupName = logGroupName,
            // The gateway's line as it is, or as Fluent Bit wraps it with Merge_Log_Key log_processed, AWS's default.
            Pattern = $"{{ ($.status = {status}) || ($.log_processed.status = {status}) }}",
            MetricTransformation = new LogMetricFilterMetricTransformationArgs
            {
                Namespace = metricNamespace,
                Name = label,
                Value = "1",
                DefaultValue = "0",
                Unit = "Count",
            },
        }, scope.Child);
        var alarm = new MetricAlarm($"{scope.Name}-{label}-alarm", new MetricAlarmArgs
        {
            AlarmDescription = $"{description}: {threshold} answers {status} or more in {BurstSeconds / 60} minutes",
            Namespace = metricNamespace,
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
        return alarm.Arn;
    }

    private Output<string> AlarmOnHealth(WatchedTargetGroupArgs target)
    {
        var alarm = new MetricAlarm($"{scope.Name}-{target.Name}-unhealthy-alarm", new MetricAlarmArgs
        {
            AlarmDescription = $"The dashboard {target.Name} fails its health checks",
            Namespace = "AWS/ApplicationELB",
            MetricName = "UnHealthyHostCount",
            Dimensions =
            {
                ["LoadBalancer"] = target.LoadBalancerArnSuffix,
                ["TargetGroup"] = target.TargetGroupArnSuffix,
            },
            Statistic = "Maximum",
            Period = HealthSeconds,
            EvaluationPeriods = WatchedMinutes,
            DatapointsToAlarm = UnhealthyMinutes,
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            Threshold = 1,
            // Without a registered target there is no data: the dashboard is as gone as an unhealthy one.
            TreatMissingData = "breaching",
            AlarmActions = { topicArn },
            OkActions = { topicArn },
            Tags = scope.Tags,
        }, scope.Child);
        return alarm.Arn;
    }
}
