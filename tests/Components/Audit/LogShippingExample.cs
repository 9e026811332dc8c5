namespace FlowerInfra.Tests.Components.Audit;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class LogShippingExample
{
    public static LogShippingArgs Args() => new()
    {
        Cluster = new() { Name = "prod", VpcId = "vpc-1", SecurityGroupId = "sg-cluster" },
        LogGroupName = "/flower-infra/prod/flower-audit",
        SourceNamespaces = ["orders", "flower"],
        ReaderRoleArns = ["arn:aws:iam::123456789012:role/security/responders"],
    };
}
