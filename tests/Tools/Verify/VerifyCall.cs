using System.Net;
using System.Text.Json;

namespace FlowerInfra.Tests.Tools.Verify;

/// <summary>One run of the command <c>verify</c> against local dashboards.</summary>
internal sealed record VerifyCall(int Code, string Output, string Error)
{
    // Nothing listens there, and no connection gets it for its own end, as one of the upper half might.
    private const int ClosedPort = 1;

    /// <summary>The checks that reach limits, which are only asked with <c>--probe-limits</c>.</summary>
    public static readonly string[] Limits = ["VFY-31", "VFY-32", "VFY-33", "VFY-41", "VFY-42", "VFY-43", "VFY-46", "VFY-44", "VFY-34"];

    /// <summary>The dashboards' checks in the JSON result.</summary>
    public IReadOnlyList<(string Id, string Dashboard, string Outcome, string Message)> Checks =>
    [
        .. JsonDocument.Parse(Output).RootElement.GetProperty("checks").EnumerateArray().Select(check => (
            check.GetProperty("id").GetString()!, check.GetProperty("dashboard").GetString()!, check.GetProperty("outcome").GetString()!,
            check.GetProperty("message").GetString()!)),
    ];

    /// <summary>The checks that didn't pass, but for those that reach limits and were not asked.</summary>
    public IEnumerable<(string Id, string Dashboard, string Outcome, string Message)> NotPassed =>
        Checks.Where(check => check.Outcome != "pass" && !(check.Outcome == "not-run" && Limits.Contains(check.Id)));

    public IEnumerable<string> With(string outcome) => Checks.Where(check => check.Outcome == outcome).Select(check => check.Id);

    /// <summary>A rate of requests that a flood on a busy machine passes, too: with an identity provider an address may send three times as many.</summary>
    public const int SlowRate = 20;

    public static VerifyNetwork SlowNetworkOf(params DeployedDashboard[] dashboards) => NetworkOf(dashboards) with { FloodLimit = TimeSpan.FromSeconds(15) };

    public static VerifyNetwork NetworkOf(params DeployedDashboard[] dashboards) => new()
    {
        RequestLimit = TimeSpan.FromSeconds(30),
        Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
        Port = (host, port) => dashboards.FirstOrDefault(it => it.Name == host) is not { } dashboard ? ClosedPort
            : port == 443 ? dashboard.HttpsPort
            : port == 80 ? dashboard.PlainHttp.Port
            : dashboard.OpenPorts.GetValueOrDefault(port, ClosedPort),
    };

    public static async Task<VerifyCall> RunAsync(VerifyNetwork network, string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var code = await CommandLineProgram.RunAsync(["verify", .. args], new CommandContext
        {
            Run = StackPreview.RunAsync<FlowerStack>,
            Output = output,
            Error = error,
            Input = reader,
            Folders = [],
            Network = network,
        });
        return new VerifyCall(code, output.ToString(), error.ToString());
    }
}
