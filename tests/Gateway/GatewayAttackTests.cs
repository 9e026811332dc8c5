using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

[TestFixtureSource(typeof(GatewayVariants), nameof(GatewayVariants.All))]
[Parallelizable]
internal sealed class GatewayAttackTests(InstanceRole role, AuthenticationKind authentication, string prefix)
{
    private readonly string _path = prefix.TrimEnd('/');

    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(role, authentication, prefix));

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [Test]
    public void No_write_reaches_Flower_in_any_disguise()
    {
        List<string> hostile = [.. DisguisedWrites.ForEveryProfile(_path)];
        if (role == InstanceRole.Viewer)
            hostile.AddRange(DisguisedWrites.ForViewers(_path));

        Assert.That(hostile, Has.Count.GreaterThan(1000));
        AssertRefused(hostile);
    }

    [Test]
    public void No_hostile_request_reaches_Flower()
    {
        List<string> hostile = [.. HostileRequests.ForEveryProfile(_path)];
        if (role == InstanceRole.Viewer)
            hostile.AddRange(HostileRequests.ForViewers(_path));
        if (authentication == AuthenticationKind.OAuth)
            hostile.AddRange(HostileRequests.ForSignIn(_path));
        else
            hostile.AddRange(HostileRequests.SignIn(_path));

        Assert.That(hostile, Has.Count.GreaterThan(200));
        AssertRefused(hostile);
    }

    [Test]
    public void No_request_hides_in_another_ones_body()
    {
        var reached = HostileRequests.Framing(_path).SelectMany(request =>
        {
            _gateway.Send(request);
            return _gateway.Upstream.Take().Select(arrived => $"{arrived} after {request[..Math.Min(200, request.Length)]}");
        });

        Assert.That(reached.ToList(), Is.Empty);
    }

    [Test]
    public void What_is_refused_is_refused_alike_whether_or_not_it_exists()
    {
        var known = _gateway.Get($"{_path}/metrics");
        var unknown = _gateway.Get($"{_path}/no-such-thing");

        Assert.That((known.Status, Body(known)), Is.EqualTo((unknown.Status, Body(unknown))));

        static string Body(RawResponse answer) => answer.Rest[..int.Parse(answer.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture)];
    }

    private void AssertRefused(IReadOnlyList<string> hostile)
    {
        var statuses = _gateway.SendAll(hostile);
        var answered = hostile.Zip(statuses).Where(pair => pair.Second is >= 200 and < 400).Select(pair => $"{pair.Second} for {pair.First[..Math.Min(200, pair.First.Length)]}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_gateway.Upstream.Take(), Is.Empty);
            Assert.That(answered, Is.Empty);
        }
    }
}
