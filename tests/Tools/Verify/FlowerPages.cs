using System.Globalization;
using System.Text.Json;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>What of Flower's pages and listings <c>verify</c> reads, as the real program writes it.</summary>
internal static class FlowerPages
{
    /// <summary>A worker's page: with <c>read_only</c> it has no menu and no buttons.</summary>
    public static string Worker(FlowerVersion version, string name) =>
        (version == FlowerVersion.Old ? "" : "<a class=\"skip-link\" href=\"#main\">Skip</a><div class=\"worker-detail-page\">")
        + $"<h1 id=\"workername\">{name}</h1>"
        + (version == FlowerVersion.ReadOnly ? "" : "<div id=\"worker-group\"><a id=\"worker-shutdown\">Shut Down</a></div><button id=\"worker-pool-grow\">Grow</button>");

    /// <summary>The page of a task that a worker has received and not started.</summary>
    public static string ReceivedTask(FlowerVersion version, string id) =>
        $"<p id=\"taskid\">{id}</p><span>RECEIVED</span>{(version == FlowerVersion.ReadOnly ? "" : "<button id=\"task-revoke\">Revoke</button>")}";

    /// <summary>The API's workers: an object by name.</summary>
    public static string Workers(IEnumerable<string> names) =>
        JsonSerializer.Serialize(names.ToDictionary(name => name, _ => new { stats = new { pid = 1 } }));

    /// <summary>The API's tasks: an object by id.</summary>
    public static string Tasks(IEnumerable<string> ids) => JsonSerializer.Serialize(ids.ToDictionary(id => id, _ => new { state = "SUCCESS" }));

    /// <summary>The tasks table's rows.</summary>
    public static string Table(int rows, int all) => JsonSerializer.Serialize(
        new { draw = 1, data = Ids(rows).Select(id => new { uuid = id, state = "SUCCESS" }), recordsTotal = all, recordsFiltered = all });

    /// <summary>Ids of tasks.</summary>
    public static IEnumerable<string> Ids(int count) => Enumerable.Range(1, count).Select(number => number.ToString("x8", CultureInfo.InvariantCulture));
}
