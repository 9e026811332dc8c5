using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of a broker that the stack makes itself.</summary>
internal static class BrokerControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-BRK-01", Severity.High, "Redis is encrypted at rest and takes TLS only")
        {
            Sources = ["ElastiCache.4", "ElastiCache.5"],
            Guide = Guides.Firewall,
            Fix = "Set atRestEncryptionEnabled and transitEncryptionEnabled to true and transitEncryptionMode to required.",
            Check = Control.Each(ReplicationGroup, it => Verdict.All(
                it["atRestEncryptionEnabled"].Is(true),
                it["transitEncryptionEnabled"].Is(true),
                it["transitEncryptionMode"].IfGiven(mode => mode.Is("required")))),
        },
        new("FLW-BRK-02", Severity.High, "Redis asks who connects")
        {
            Sources = ["ElastiCache.6"],
            Guide = Guides.Firewall,
            Fix = "Name a user group, whose users have the rights that they need.",
            Check = Control.Each(ReplicationGroup, it => Verdict.Any(
                Verdict.When(!it["authToken"].IsAbsent, "authToken is not given"),
                Verdict.When(it["userGroupIds"].Items.Any(), "neither a user group nor an authToken is given"))),
        },
        new("FLW-BRK-03", Severity.Critical, "RabbitMQ is reached from inside the VPC only")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Leave publiclyAccessible out, and name the subnets.",
            Check = Control.Each(MessageBroker, it => Verdict.All(
                it["publiclyAccessible"].IfGiven(flag => flag.Is(false)), Verdict.When(it["subnetIds"].Items.Any(), "subnetIds is empty"))),
        },
    ];
}
