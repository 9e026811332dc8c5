using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Iam;

namespace FlowerInfra;

/// <summary>The VPC's flow logs into the log group, written by a role that can do nothing else.</summary>
internal static class FlowLogs
{
    /// <summary>Creates the role and the flow log.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="args">Which traffic is logged.</param>
    /// <param name="logGroupArn">The log group's ARN.</param>
    public static void Create(AuditScope scope, VpcFlowLogsArgs args, Output<string> logGroupArn)
    {
        var role = new Role($"{scope.Name}-flow-logs-role", new RoleArgs
        {
            Description = $"Writes the VPC's flow logs to the log group of {scope.Name}",
            // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
            AssumeRolePolicy = Output.Tuple(scope.Account.Partition, scope.Account.Region, scope.Account.Id).Apply(it =>
                PolicyDocument.Render(new PolicyStatement("FlowLogs", "Allow", ["sts:AssumeRole"], [])
                {
                    PrincipalType = "Service",
                    Principals = ["vpc-flow-logs.amazonaws.com"],
                    Conditions =
                    [
                        ("ArnLike", "aws:SourceArn", [$"arn:{it.Item1}:ec2:{it.Item2}:{it.Item3}:vpc-flow-log/*"]),
                        ("StringEquals", "aws:SourceAccount", [it.Item3]),
                    ],
                })),
            Tags = scope.Tags,
        }, scope.Child);
        var rights = new RolePolicy($"{scope.Name}-flow-logs-role-policy", new RolePolicyArgs
        {
            Role = role.Id,
            Policy = logGroupArn.Apply(arn => PolicyDocument.Render(new PolicyStatement(
                "Write", "Allow",
                ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                [arn, $"{arn}:*"]))),
        }, scope.Child);

        var withRights = scope.Child;
        withRights.DependsOn = rights;
        _ = new FlowLog($"{scope.Name}-flow-log", new FlowLogArgs
        {
            VpcId = args.VpcId,
            TrafficType = args.AllTraffic == true ? "ALL" : "REJECT",
            LogDestinationType = "cloud-watch-logs",
            LogDestination = logGroupArn,
            IamRoleArn = role.Arn,
            Tags = scope.Tags,
        }, withRights);
    }
}
