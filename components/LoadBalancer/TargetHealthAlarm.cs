using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace FlowerInfra;

/// <summary>An alarm on an instance that fails its health checks.</summary>
internal static class TargetHealthAlarm
{
    private const int PeriodSeconds = 60;

    // Three of five minutes: a pod that is replaced is unhealthy for less, with one replica always.
    private const int UnhealthyMinutes = 3;
    private const int WatchedMinutes = 5;

    /// <summary>Creates the alarm.</summary>
    /// <param name="group">The instance's route; the alarm is named after it.</param>
    /// <param name="host">The instance's host.</param>
    /// <param name="loadBalancerArnSuffix">What CloudWatch's metrics name the load balancer by.</param>
    /// <param name="targetGroupArnSuffix">What CloudWatch's metrics name the target group by.</param>
    /// <param name="topicArn">The topic that is told.</param>
    public static void Create(
        ResourceGroup group, HostName host, Output<string> loadBalancerArnSuffix, Output<string> targetGroupArnSuffix, Output<string> topicArn) =>
        _ = new MetricAlarm($"{group.Name}-unhealthy-alarm", new MetricAlarmArgs
        {
            AlarmDescription = $"The dashboard at {host} fails its health checks",
            Namespace = "AWS/ApplicationELB",
            MetricName = "UnHealthyHostCount",
            Dimensions =
            {
                ["LoadBalancer"] = loadBalancerArnSuffix,
                ["TargetGroup"] = targetGroupArnSuffix,
            },
            Statistic = "Maximum",
            Period = PeriodSeconds,
            EvaluationPeriods = WatchedMinutes,
            DatapointsToAlarm = UnhealthyMinutes,
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            Threshold = 1,
            // Without a registered target there is no data: the dashboard is as gone as an unhealthy one.
            TreatMissingData = "breaching",
            AlarmActions = { topicArn },
            OkActions = { topicArn },
            Tags = group.Tags,
        }, group.Child);
}
