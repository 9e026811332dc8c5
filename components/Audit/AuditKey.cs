using Pulumi;

namespace FlowerInfra;

/// <summary>The key of the log group and the alerts.</summary>
internal static class AuditKey
{
    /// <summary>Creates the key and gives its ARN.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    public static Output<string> Create(AuditScope scope)
    {
        var uses = Output.Tuple(scope.Account.Region, scope.Account.Id, scope.LogGroupArn, scope.FirewallLogGroupArns)
            .Apply(it => Render(it.Item1, it.Item2, [it.Item3, it.Item4]));
        return CustomerKey.Create(
            $"{scope.Name}-key", $"{scope.Name}-audit", $"Audit logs and alerts of {scope.Name}",
            scope.Model.DeployerRoleArns, scope.Account, uses, scope.Tags, scope.Logs).Arn;
    }

    private static IReadOnlyList<PolicyStatement> Render(string region, string account, IReadOnlyList<string> logGroupArns) =>
    [
        // The log group, the web ACLs' logs, and no other of the account
        // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html).
        AllowService(
            "Logs", $"logs.{region}.amazonaws.com",
            ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            ("ArnLike", "kms:EncryptionContext:aws:logs:arn", logGroupArns)),
        // Without a condition, alone of all: EventBridge passes no source on to the key of an encrypted topic, and an
        // alert would be dropped without a trace. The topic's policy names the rules instead
        // (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services).
        AllowService("Events", "events.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey*"]),
        AllowService(
            "Alarms", "cloudwatch.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey*"],
            ("StringEquals", "aws:SourceAccount", [account])),
    ];

    private static PolicyStatement AllowService(
        string sid,
        string service,
        IReadOnlyList<string> actions,
        params IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> conditions) =>
        new(sid, "Allow", actions, ["*"]) { PrincipalType = "Service", Principals = [service], Conditions = conditions };
}
