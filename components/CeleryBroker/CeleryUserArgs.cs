using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>A user of a broker: one for each dashboard, each kind of worker and each kind of client.</summary>
public sealed partial class CeleryUserArgs : ResourceArgs
{
    /// <summary>
    /// The name with which it logs in: at most 24 lower-case letters, digits and hyphens. Plain: its password and its secrets
    /// are named after it.
    /// </summary>
    /// <example>orders-worker</example>
    [Input("name", required: true)]
    public required string Name { get; set; }

    /// <summary>What it is for: one of <see cref="BrokerRole"/>. Plain: its rights are derived from it.</summary>
    /// <example>worker</example>
    [Input("role", required: true)]
    public required string Role { get; set; }

    /// <summary>Those of the broker's queues that it uses. Plain: its rights are derived from them. Default: all of them.</summary>
    /// <example>["orders"]</example>
    [Input("queues")]
    public List<string>? Queues { get; set; }

    /// <summary>
    /// Whether a client or a worker takes part in chords, for which it writes results of groups. Default: false.
    /// </summary>
    [Input("chords")]
    public bool? Chords { get; set; }

    /// <summary>
    /// Whether a worker talks to other workers, for which it may send control messages. Default: false; start workers with
    /// <c>--without-mingle --without-gossip</c>.
    /// </summary>
    [Input("mingleAndGossip")]
    public bool? MingleAndGossip { get; set; }

    /// <summary>
    /// Whether administrators may abort tasks, which takes the right to write, and so to forge, results. Default: false;
    /// revoking and terminating tasks work without it.
    /// </summary>
    [Input("abortTasks")]
    public bool? AbortTasks { get; set; }

    /// <summary>
    /// The ARNs of the roles that read its URL from the broker's secrets, such as a worker's. Besides them, deployers only can. A
    /// dashboard of the same program needs none: <c>CeleryBroker.For</c> hands it the URL. Default: none.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/orders-worker"]</example>
    [Input("readerRoleArns")]
    public InputList<string>? ReaderRoleArns { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="queues">The broker's queues.</param>
    /// <param name="hasResults">Whether results are kept at the broker.</param>
    internal BrokerUser Read(ArgumentReader reader, IReadOnlyList<string> queues, bool hasResults)
    {
        reader.Require(
            NamePattern().IsMatch(Name), "name", Name, "is not a name for a user",
            "Use at most 24 lower-case letters, digits and hyphens, beginning with a letter.");
        // They have every right, and the first two a password that everybody knows.
        reader.Require(
            Name is not ("default" or "guest" or AmazonMqBroker.Administrator), "name", Name, "is a user that every server has already", "Choose another name.");
        reader.Require(
            BrokerRole.All.Contains(Role), "role", Role, "is not a role", $"Give one of {string.Join(", ", BrokerRole.All)}.");
        reader.Require(
            Chords != true || Role is BrokerRole.Client or BrokerRole.Worker, "chords", null, $"has no effect on a user for {Role}", "Leave it out.");
        reader.Require(
            MingleAndGossip != true || Role is BrokerRole.Worker, "mingleAndGossip", null, $"has no effect on a user for {Role}", "Leave it out.");
        reader.Require(AbortTasks != true || Role is BrokerRole.Admin, "abortTasks", null, $"has no effect on a user for {Role}", "Leave it out.");
        for (var i = 0; i < (Queues?.Count ?? 0); i++)
        {
            reader.Require(
                queues.Contains(Queues![i]), $"queues[{i}]", Queues[i], "is not one of the broker's queues", $"Give some of {string.Join(", ", queues)}.");
        }

        reader.Require(Queues is not { Count: 0 }, "queues", null, "names no queue", "Leave it out for all of the broker's queues.");
        return new BrokerUser
        {
            Name = Name,
            Role = Role,
            Queues = [.. (Queues ?? queues).Distinct().Order(StringComparer.Ordinal)],
            HasResults = hasResults,
            Chords = Chords == true,
            MingleAndGossip = MingleAndGossip == true,
            AbortTasks = AbortTasks == true,
            ReaderRoleArns = CustomerKey.ReadRoles(reader, "readerRoleArns", ReaderRoleArns, whenNone: null),
        };
    }

    [GeneratedRegex(@"^[a-z]([a-z0-9]|-(?=[a-z0-9])){0,23}\z")]
    private static partial Regex NamePattern();
}
