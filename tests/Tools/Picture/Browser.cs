using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Picture;

/// <summary>
/// A Chromium without a window, asked over its own protocol (<see href="https://chromedevtools.github.io/devtools-protocol/"/>).
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Google's is a Chromium too, and is there on GitHub's runners.
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"];

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new(Patience);
    private string? _session;
    private int _calls;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>What the browser said by itself: requests, messages of the console, violations of the policy.</summary>
    public List<JsonNode> Events { get; } = [];

    /// <summary>Starts a browser with one empty page.</summary>
    public static async Task<Browser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("flower-infra-browser-").FullName;
        var start = new ProcessStartInfo(Program()) { RedirectStandardError = true };
        // Without its sandbox, which root has none of; it sees no page but ours.
        foreach (var argument in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank" })
            start.ArgumentList.Add(argument);
        var browser = new Browser(Process.Start(start)!, profile);
        await browser._socket.ConnectAsync(new Uri(await browser.AddressAsync()), browser._end.Token);
        var target = await browser.CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await browser.CallAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        browser._session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page", "Network", "Runtime", "Log", "Accessibility" })
            await browser.CallAsync($"{domain}.enable");
        return browser;
    }

    /// <summary>Opens a file in a window of a size, by day or by night, and waits until it is there.</summary>
    public async Task OpenAsync(string file, int width, int height, bool isDark)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 500 });
        await CallAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        Events.Clear();
        await CallAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while (await ValueAsync("document.readyState + location.protocol") != "completefile:")
            await Task.Delay(20, _end.Token);
    }

    /// <summary>The value of an expression in the page, as text. The page's policy is for the page, and not for this.</summary>
    public async Task<string> ValueAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = $"String({expression})", ["returnByValue"] = true });
        Assert.That(answer["exceptionDetails"]?.ToJsonString(), Is.Null);
        return answer["result"]!["value"]!.GetValue<string>();
    }

    /// <summary>Asks the browser.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null)
    {
        var id = ++_calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (_session is not null)
            call["sessionId"] = _session;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        while (true)
        {
            var message = JsonNode.Parse(await ReceiveAsync())!;
            if (message["id"] is null)
                Events.Add(message);
            else if (message["id"]!.GetValue<int>() == id)
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]?.ToJsonString()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _end.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task<string> AddressAsync()
    {
        const string before = "DevTools listening on ";
        while (await _process.StandardError.ReadLineAsync(_end.Token) is { } line)
        {
            if (!line.StartsWith(before, StringComparison.Ordinal))
                continue;
            // A full pipe would stop it.
            _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            return line[before.Length..];
        }

        throw new InvalidOperationException("The browser ended before it listened.");
    }

    private async Task<byte[]> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[65_536];
        WebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(buffer, _end.Token);
            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);
        return message.ToArray();
    }

    private static string Program() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let file = Path.Combine(folder, name)
         where File.Exists(file)
         select file).FirstOrDefault() ?? throw new InvalidOperationException("Chromium is not installed: run ./test.sh, or apt-get install chromium");
}
