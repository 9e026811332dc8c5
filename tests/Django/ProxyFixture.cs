using NUnit.Framework;

namespace FlowerInfra.Tests.Django;

/// <summary>A real Django site with the rendered proxy, and a stand-in for the gateway that it asks over TLS.</summary>
internal abstract class ProxyFixture
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: planted=1\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 6\r\n\r\nflower";

    /// <summary>The rendered app.</summary>
    protected SortedDictionary<string, string> App { get; private set; } = null!;

    /// <summary>The stand-in. Each test begins with one that answers and has kept nothing.</summary>
    protected GateStandIn Gateway { get; private set; } = null!;

    /// <summary>The site.</summary>
    protected ProxiedSite Proxy { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        App = await RenderedApps.ProxyAsync();
        Gateway = new GateStandIn("localhost");
        Proxy = new ProxiedSite(App, Gateway.Port, Gateway.AuthorityFile);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        Proxy.Dispose();
        Gateway.Dispose();
    }

    [SetUp]
    public void Reset()
    {
        Gateway.Answer = _ => Answer;
        Gateway.Delay = Task.CompletedTask;
        Gateway.Take();
    }
}
