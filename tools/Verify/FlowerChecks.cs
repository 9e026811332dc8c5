using System.Text;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>
/// Which Flower is behind the gateway, told by its own files and pages. An intact gateway refuses the writes of a Flower that
/// would take them, so that one of the two defences can be missing without a request that shows it.
/// </summary>
internal static class FlowerChecks
{
    // Read-only mode came with 2.1.0, and this file with it. Older ones accept the option and stay writable.
    private const string NewFile = "static/js/theme.js";

    // Pages of read-only mode have none of them; 2.0 and a writable 2.1 have the first three on every worker's page, and one of
    // the others on the page of a task that has not ended.
    private static readonly string[] Buttons =
        ["id=\"worker-group\"", "worker-shutdown", "worker-pool-grow", "id=\"task-revoke\"", "id=\"task-terminate\""];

    // A worker's page holds its configuration and all its tasks with their arguments.
    private const int LongPage = 256 * 1024;

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-35", "Flower is 2.1.0 or newer", "200 for a static file that came with 2.1.0, as read_only did",
            "Take an image of Flower 2.1.0 or newer: older ones ignore read_only.", VersionAsync),
        new("VFY-36", "Flower itself only reads", "no buttons on a worker's page, or on the page of a task that is received",
            "Start Flower with read_only, as rendered: the gateway's allow-list is then not the only defence.", ReadOnlyAsync)
        {
            Only = SiteRole.Viewer,
        },
    ];

    private static async Task<VerifyFinding> VersionAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.SignsInAtLoadBalancer)
            return VerifyFinding.NotRun("without a login every answer is the load balancer's own");
        var answer = await site.AskAsync(new Probe("GET", site.Path(NewFile)) { IsSignedIn = site.HasSession && site.MaySignIn }, cancellation).ConfigureAwait(false);
        return answer switch
        {
            { Status: 200 } => VerifyFinding.Pass($"{NewFile} is there"),
            { Status: 401 } when site.AsksSite => VerifyFinding.NotRun("nothing is served without a session of the Django site"),
            { Status: 404, Source: AnswerSource.Flower } => VerifyFinding.Fail($"{NewFile} is not there: Flower is older"),
            _ => VerifyFinding.Error($"{NewFile}: {answer}, which shows nothing"),
        };
    }

    private static async Task<VerifyFinding> ReadOnlyAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.SignedInAnswer is not { Status: 200 } workers)
            return VerifyFinding.NotRun(site.HasCredentials ? "the credentials don't read" : "no credentials were given");
        if (FirstName(workers.Body) is { } worker
            && await JudgeAsync(site, $"worker/{Uri.EscapeDataString(worker)}", "worker-detail-page", "a worker's page", cancellation).ConfigureAwait(false) is { } byWorker)
        {
            return byWorker;
        }

        var received = new Probe("GET", site.Path("api/tasks?limit=1&state=RECEIVED")) { IsSignedIn = true };
        var tasks = await site.AskAsync(received, cancellation).ConfigureAwait(false);
        // The task may have started meanwhile, and without buttons only a page that says RECEIVED tells anything.
        if (tasks.Status == 200 && FirstName(tasks.Body) is { } task
            && await JudgeAsync(site, $"task/{Uri.EscapeDataString(task)}", "RECEIVED", "a received task's page", cancellation).ConfigureAwait(false) is { } byTask)
        {
            return byTask;
        }

        return VerifyFinding.NotRun("there is no worker with a page, and no received task: run verify again when there is");
    }

    private static async Task<VerifyFinding?> JudgeAsync(
        ProbedSite site, string path, string mark, string name, CancellationToken cancellation)
    {
        var page = await site.AskAsync(
            new Probe("GET", site.Path(path)) { IsSignedIn = true, LongestAnswer = LongPage }, cancellation).ConfigureAwait(false);
        if (page.IsTrouble)
            return VerifyFinding.Error($"{name}: {ProbeSeries.Trouble(page)}");
        if (page.Status != 200)
            return null;
        if (Buttons.FirstOrDefault(button => page.Body.Contains(button, StringComparison.Ordinal)) is { } found)
            return VerifyFinding.Fail($"{name} has buttons ({found}): Flower takes writes from whoever gets past the gateway");
        return page.Body.Contains(mark, StringComparison.Ordinal) ? VerifyFinding.Pass($"{name} has no buttons") : null;
    }

    // Both lists are objects by name, and longer than what is read of them.
    private static string? FirstName(string body)
    {
        var json = new Utf8JsonReader(
            Encoding.Latin1.GetBytes(body[Math.Max(0, body.IndexOf('{', StringComparison.Ordinal))..]), isFinalBlock: false, default);
        try
        {
            return json.Read() && json.Read() && json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
