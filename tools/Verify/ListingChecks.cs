using System.Text;
using System.Text.Json;

namespace FlowerInfra;

/// <summary>
/// How much of Flower's memory one request may take: with 100,000 tasks a list of them all is 74 MB, and a few slow readers of
/// it take more than the pod has.
/// </summary>
internal static class ListingChecks
{
    private const string Gateway = "Deploy the gateway's configuration as rendered, in front of Flower.";
    private const int MostRows = 100;

    // 101 rows with long arguments.
    private const int LongTable = 1024 * 1024;

    private static readonly string[] Unbounded =
    [
        "api/tasks", "api/tasks?state=SUCCESS", "api/tasks?limit=", "api/tasks?limit=0", "api/tasks?limit=-1", "api/tasks?limit=1001",
        "api/tasks?limit=100000", "api/tasks?limit=1&limit=100000",
    ];

    private const string Form = "application/x-www-form-urlencoded";
    private const string Fields =
        "draw=1&columns%5B0%5D%5Bdata%5D=name&order%5B0%5D%5Bcolumn%5D=0&order%5B0%5D%5Bdir%5D=asc&search%5Bvalue%5D=&include_states=&start=0";

    // One row more than the gateway lets through tells as much as all of them, and costs Flower nothing.
    private static readonly (string Type, string Body, string Note)[] Tables =
    [
        (Form, $"{Fields}&length=101", "101 rows"), (Form, $"{Fields}&length=15&length=101", "15 rows, and then 101"),
        (Form, $"{Fields}&%6Cength=101", "101 rows, encoded"), ("multipart/form-data; boundary=x", Multipart($"{Fields}&length=101"), "101 rows, multipart"),
    ];

    public static IEnumerable<VerifyCheck> All { get; } =
    [
        new("VFY-38", "Unbounded listings are refused", "403 before Flower for /api/tasks without a limit of 1 to 1000", Gateway, UnboundedAsync),
        new("VFY-39", "The tasks table has at most 100 rows", "100 rows at most for a viewer who asks for 101, where there are more", Gateway, RowsAsync)
        {
            Only = SiteRole.Viewer,
        },
    ];

    private static Task<VerifyFinding> UnboundedAsync(ProbedSite site, CancellationToken cancellation) =>
        ProbeSeries.RefusedAsync(site, Unbounded.Select(path => new Probe("GET", site.Path(path))), cancellation);

    private static async Task<VerifyFinding> RowsAsync(ProbedSite site, CancellationToken cancellation)
    {
        if (site.SignedInAnswer is not { Status: 200 })
            return VerifyFinding.NotRun(site.HasCredentials ? "the credentials don't read" : "no credentials were given");
        var isTold = false;
        foreach (var (type, body, note) in Tables)
        {
            var probe = new Probe("POST", site.Path("tasks/datatable"))
            {
                Headers = $"{site.SameOrigin}Content-Type: {type}\r\n",
                Body = body,
                IsSignedIn = true,
                LongestAnswer = LongTable,
                Note = note,
            };
            var answer = await site.AskAsync(probe, cancellation).ConfigureAwait(false);
            // Flower answers 400 to a form that it can't read, and lists nothing.
            if (site.HasRefused(answer) || (type != Form && answer.Status == 400))
                continue;
            if (answer.IsTrouble)
                return VerifyFinding.Error($"{probe}: {ProbeSeries.Trouble(answer)}");
            if (Read(answer) is not var (rows, all))
                return VerifyFinding.Error($"{probe}: {answer}, and no table that can be read");
            if (rows > MostRows)
                return VerifyFinding.Fail($"{probe}: {rows} rows");
            isTold |= all > MostRows;
        }

        return isTold
            ? VerifyFinding.Pass($"{MostRows} or less, however the length is written")
            : VerifyFinding.NotRun($"Flower holds no more than {MostRows} tasks, which shows nothing");
    }

    private static string Multipart(string form) => string.Concat(form.Split('&').Select(field => field.Split('='))
        .Select(field => $"--x\r\nContent-Disposition: form-data; name=\"{Uri.UnescapeDataString(field[0])}\"\r\n\r\n{field[1]}\r\n")) + "--x--\r\n";

    private static (int Rows, int All)? Read(RawAnswer answer)
    {
        try
        {
            using var table = JsonDocument.Parse(Encoding.Latin1.GetBytes(answer.Body));
            return table.RootElement.ValueKind == JsonValueKind.Object
                && table.RootElement.TryGetProperty("data", out var rows) && rows.ValueKind == JsonValueKind.Array
                && table.RootElement.TryGetProperty("recordsFiltered", out var all) && all.TryGetInt32(out var count)
                    ? (rows.GetArrayLength(), count)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
