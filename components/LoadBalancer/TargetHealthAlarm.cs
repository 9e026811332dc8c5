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
    /// <param name="name">The instance's route; the alarm is named after it.</param>
    /// <param name="args">The route, with the topic that is told.</param>
    /// <param name="targetGroupArnSuffix">What CloudWatch's metrics name the target group by.</param>
    /// <param name="options">The alarm's options.</param>
    public static void Create(string name, LoadBalancerRouteArgs args, Output<string> targetGroupArnSuffix, CustomResourceOptions options) =>
        _ = new MetricAlarm($"{name}-unhealthy-alarm", new MetricAlarmArgs
        {
            AlarmDescription = $"The dashboard at {args.Host} fails its health checks",
            Namespace = "AWS/ApplicationELB",
            MetricName = "UnHealthyHostCount",
            Dimensions =
            {
                ["LoadBalancer"] = args.LoadBalancer.ArnSuffix!,
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
            AlarmActions = { args.AlertTopicArn! },
            OkActions = { args.AlertTopicArn! },
            Tags = args.Tags ?? new InputMap<string>(),
        }, options);
}
