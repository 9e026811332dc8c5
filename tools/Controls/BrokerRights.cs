using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>
/// The rights of a broker's users, as resources of their own and as files that a <see cref="CeleryBroker"/> hands over for a server whose
/// users no provider sets.
/// </summary>
internal static partial class BrokerRights
{
    // Names that nobody's rights have to reach: the default exchange, the server's own, and somebody else's.
    private static readonly string[] Foreign = ["amq.default", "amq.topic", "somebody-elses"];

    /// <summary>A check of each Redis user's rights.</summary>
    /// <param name="holds">Whether rights are accepted.</param>
    /// <param name="problem">What is wrong with others, as a clause.</param>
    /// <param name="besides">What else is asked of a user that is a resource.</param>
    public static Func<PlanIndex, IEnumerable<Finding>> EachOfRedis(
        Func<string, bool> holds, string problem, Func<PlanProperty, Verdict>? besides = null) => Control.Several(
        Control.Each(CacheUser, it => Verdict.All(
            it["accessString"].Meets(holds(it["accessString"].Text ?? ""), problem), besides?.Invoke(it) ?? Verdict.Pass)),
        plan => Files(plan, RedisUserFile.Name).Select(it => new Finding(it.Carrier, Verdict.All(Lines(it.Text).Select(line =>
            Verdict.When(holds(line[(line.IndexOf(' ') + 1)..]), $"{line[..line.IndexOf(' ')]} {problem}"))))));

    /// <summary>Finds the definitions of a RabbitMQ that give rights on more than is named.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<Finding> OfRabbitMq(PlanIndex plan) =>
        Files(plan, RabbitMqCommands.Definitions).Select(it => new Finding(it.Carrier, Judge(it.Text)));

    /// <summary>Whether rights name commands, keys and channels, and ask for a password.</summary>
    /// <param name="rights">The rights of a Redis user.</param>
    public static bool AreNarrow(string rights) => !Everything().IsMatch(rights);

    /// <summary>Whether no right reaches every exchange or every queue.</summary>
    /// <param name="rights">The rights of a Redis user.</param>
    public static bool NameExchanges(string rights) => !WideKey().IsMatch(rights);

    /// <summary>Whether each command is tied to keys and channels of its own, by selectors.</summary>
    /// <param name="rights">The rights of a Redis user.</param>
    public static bool AreTied(string rights) => !Selectors().Replace(rights, "").Split(' ').Any(it => it is ['~' or '&' or '%', ..]);

    private static IEnumerable<(PlanResource Carrier, string Text)> Files(PlanIndex plan, string name) =>
        from carrier in plan.OfType(RenderedFilesArgs.Type)
        let text = carrier.Input()["files"][name].Text
        where text is not null
        select (carrier, text);

    // "user NAME RULES" is a line of Redis's ACL file.
    private static IEnumerable<string> Lines(string file) =>
        file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["user ".Length..]);

    private static Verdict Judge(string definitions)
    {
        try
        {
            return Verdict.All(JsonNode.Parse(definitions)!["permissions"]!.AsArray().SelectMany(it => new[] { "configure", "write", "read" }.Select(right =>
                Verdict.When(IsBounded((string)it![right]!), $"{it["user"]} may {right} more than what is named"))));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            return Verdict.Fail($"{RabbitMqCommands.Definitions} can't be read: {fault.Message}");
        }
    }

    private static bool IsBounded(string pattern) =>
        pattern.StartsWith('^') && pattern.EndsWith('$') && !Array.Exists(Foreign, name => Regex.IsMatch(name, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    [GeneratedRegex(@"(^|[ (])(\+@all|allcommands|~\*|%RW?~\*|%W~\*|allkeys|&\*|allchannels|nopass)(?=[ )]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Everything();

    [GeneratedRegex(@"~(_kombu\.binding\.\*|\*\.pidbox|celery\*|_kombu\*)(?=[ )]|$)")]
    private static partial Regex WideKey();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Selectors();
}
