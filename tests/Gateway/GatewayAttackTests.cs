using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

[TestFixture(GatewayProfile.Viewer, AuthenticationKind.Basic, "/flower")]
[TestFixture(GatewayProfile.Viewer, AuthenticationKind.Basic, "/")]
[TestFixture(GatewayProfile.Admin, AuthenticationKind.Basic, "/tools/flower-1.x")]
[TestFixture(GatewayProfile.Admin, AuthenticationKind.OAuth, "/")]
internal sealed class GatewayAttackTests(GatewayProfile profile, AuthenticationKind authentication, string prefix)
{
    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(profile, authentication, prefix));

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [Test]
    public void No_hostile_request_reaches_Flower()
    {
        var path = prefix.TrimEnd('/');
        var hostile = HostileRequests.ForEveryProfile(path).ToList();
        if (profile == GatewayProfile.Viewer)
            hostile.AddRange(HostileRequests.ForViewers(path));
        Assert.That(hostile, Has.Count.GreaterThan(200));

        var reached = new List<string>();
        foreach (var request in hostile)
        {
            var answer = _gateway.Send(request);
            reached.AddRange(_gateway.Upstream.Take().Select(arrived => $"{arrived} after {request[..Math.Min(200, request.Length)]}"));
            if (answer.Status is >= 200 and < 400)
                reached.Add($"{answer.Status} for {request[..Math.Min(200, request.Length)]}");
        }

        Assert.That(reached, Is.Empty);
    }

    [Test]
    public void What_is_refused_is_refused_alike_whether_or_not_it_exists()
    {
        var path = prefix.TrimEnd('/');
        var known = _gateway.Get($"{path}/metrics");
        var unknown = _gateway.Get($"{path}/no-such-thing");

        Assert.That((known.Status, Body(known)), Is.EqualTo((unknown.Status, Body(unknown))));

        static string Body(RawResponse answer) => answer.Rest[..int.Parse(answer.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture)];
    }
}
