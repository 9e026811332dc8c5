using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of who connects to a broker, of what its users may do, and of the settings of those who use it.</summary>
internal static class BrokerAccessControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-BRK-05", Severity.Critical, "Only listed peers reach a broker, by their security group and on its TLS port")
        {
            Sources = ["EC2.19", "AWS-0107"],
            Guide = Guides.Firewall,
            Fix = "Remove the rule, or list its security group among the peers of the CeleryBroker, whose dashboards add their own.",
            Check = BrokerPeers.Find,
        },
        new("FLW-BRK-06", Severity.Critical, "A Redis user has a password and no more than named commands, keys and channels")
        {
            Sources = ["ElastiCache.6"],
            Guide = Guides.Firewall,
            Fix = "Give each user the rights of its role, and Redis's default user \"off\" and nothing else.",
            Check = Control.Several(
                BrokerRights.EachOfRedis(BrokerRights.AreNarrow, "grants every command, key or channel, or asks for no password", it => Verdict.All(
                    HasPassword(it),
                    Verdict.When(
                        it["userName"].Text != "default" || IsOff(it["accessString"].Text), "the server's own user, default, may log in"))),
                // AWS's own user of this id may do everything, without a password.
                Control.Each(CacheUserGroup, it => Verdict.All(it["userIds"].Items.Select(id => id.Text is Plan.Unknown
                    ? Verdict.Unknown(id.Path)
                    : Verdict.When(id.Text != "default", $"{id.Path} is AWS's own user"))))),
        },
        new("FLW-BRK-07", Severity.Medium, "A Redis is encrypted at rest with a customer key")
        {
            Sources = ["ElastiCache.4"],
            Guide = Guides.Firewall,
            Fix = "Set kmsKeyId to the ARN of a key whose policy names who may use it.",
            Check = Control.Each(ReplicationGroup, it => it["kmsKeyId"].IsGiven),
        },
        new("FLW-BRK-08", Severity.Medium, "A broker survives the loss of a zone")
        {
            Sources = ["ElastiCache.3"],
            Fix = "Set automaticFailoverEnabled and multiAzEnabled of a Redis, and deploymentMode of a RabbitMQ to CLUSTER_MULTI_AZ, in two subnets or more.",
            Check = Control.Several(
                Control.Each(ReplicationGroup, it => Verdict.All(it["automaticFailoverEnabled"].Is(true), it["multiAzEnabled"].Is(true))),
                Control.Each(MessageBroker, it => it["deploymentMode"].Is("CLUSTER_MULTI_AZ"))),
        },
        new("FLW-BRK-09", Severity.High, "Nobody's rights at a Redis reach another user's replies or every exchange")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Name the exchanges: whoever may bind to any of them, or may write to each key of a kind, can act as every user.",
            Check = BrokerRights.EachOfRedis(BrokerRights.NameExchanges, "reaches every exchange or every queue"),
        },
        new("FLW-BRK-10", Severity.High, "Each command of a Redis user is tied to keys and channels of its own")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Write rights with selectors: in one piece each command reaches each key, and whoever sees events can forge them.",
            Setting = $"Leave {Argument.Of<CeleryBrokerArgs>(nameof(CeleryBrokerArgs.AllowRightsWithoutSelectors))} out, or record in a waiver that the "
                + "server takes no selectors.",
            Check = BrokerRights.EachOfRedis(BrokerRights.AreTied, "has commands that reach every one of its keys"),
        },
        new("FLW-BRK-11", Severity.High, "A RabbitMQ user has rights on named objects only, and none on the default exchange")
        {
            Sources = [],
            Guide = Guides.Firewall,
            Fix = "Anchor each permission, and let the tasks go through a topic exchange: whoever may write to the default one reaches every queue.",
            Check = BrokerRights.OfRabbitMq,
        },
        new("FLW-CEL-01", Severity.Critical, "Clients' and workers' Celery settings never read pickle, and verify the broker's certificate")
        {
            Sources = [],
            Guide = Guides.Serializers,
            Fix = "Generate celeryconfig.py with CelerySettings, and leave what it says about content and TLS as it is.",
            Check = plan => plan.OfType(ConfigMap).Where(it => !IsFlowers(it)).Where(it => !it.Input()["data"][ApplicationConfiguration.File].IsAbsent)
                .Select(it => new Finding(it, IsSafe(it.Input()["data"][ApplicationConfiguration.File]))),
        },
    ];

    // Passwords make a plan mask the whole of the mode, and only the kind "password" has any.
    private static Verdict HasPassword(PlanProperty user) => Verdict.All(
        user["noPasswordRequired"].IfGiven(flag => flag.Is(false)),
        user["authenticationMode"].Text == Plan.Secret ? Verdict.Pass : user["authenticationMode"]["type"].IfGiven(type => type.IsOneOf(["password", "iam"])));

    // Flower's own are judged with its pod.
    private static bool IsFlowers(PlanResource map) => !map.Input()["data"]["flowerconfig.py"].IsAbsent;

    private static bool IsOff(string? rights) => rights is not null && rights.Split(' ') is ["off", .. var rest]
        && rest.All(it => it is "-@all" or "resetkeys" or "resetchannels");

    private static Verdict IsSafe(PlanProperty file)
    {
        if (file.Text is null or Plan.Unknown or Plan.Secret)
            return Verdict.Unknown(file.Path);
        try
        {
            var settings = PythonFile.Read(file.Text);
            return Verdict.All(
                Verdict.When(FlowerControls.ReadsSafeContentOnly(settings), $"{file.Path} accepts more than JSON and signed messages"),
                Verdict.When(PythonReference.VerifiesTlsOfApplications(settings), $"{file.Path} takes a broker or a result backend that proves nothing"));
        }
        catch (FormatException fault)
        {
            return Verdict.Fail($"{file.Path} can't be read: {fault.Message}");
        }
    }
}
