using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>Requests of which one costs Flower as much as a thousand others.</summary>
[TestFixture(AuthenticationKind.Basic)]
[TestFixture(AuthenticationKind.OAuth)]
[TestFixture(AuthenticationKind.LoadBalancer)]
[Parallelizable]
internal sealed class GatewayListingTests(AuthenticationKind authentication)
{
    private const string Form = "application/x-www-form-urlencoded";

    private LiveGateway _gateway = null!;

    [OneTimeSetUp]
    public void Start() => _gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: authentication));

    [OneTimeTearDown]
    public void Stop() => _gateway.Dispose();

    [TestCase("")]
    [TestCase("?")]
    [TestCase("?state=SUCCESS")]
    [TestCase("?limit=")]
    [TestCase("?limit=0")]
    [TestCase("?limit=-1")]
    [TestCase("?limit=1001")]
    [TestCase("?limit=100000")]
    [TestCase("?limit=01000")]
    [TestCase("?limit=1e5")]
    [TestCase("?limit=%31")]
    [TestCase("?limit=+5")]
    [TestCase("?limit=5+")]
    [TestCase("?limit=1&limit=100000")]
    [TestCase("?limit=100000&limit=1")]
    [TestCase("?limit=1&limit=1")]
    [TestCase("?limit=1&%6cimit=100000")]
    [TestCase("?%6cimit=1")]
    [TestCase("?limit=1;limit=100000")]
    [TestCase("?Limit=1")]
    [TestCase("?state=limit=1")]
    [TestCase("?search=a%26limit=1")]
    public void A_list_of_the_API_without_one_small_limit_is_refused(string query)
    {
        var status = _gateway.Send(Get($"/flower/api/tasks{query}")).Status;

        Assert.That((status, _gateway.Upstream.Take().Count), Is.EqualTo((403, 0)));
    }

    [TestCase("?limit=1", 1)]
    [TestCase("?limit=1000", 1000)]
    [TestCase("?offset=20&limit=999&sort_by=-received", 999)]
    [TestCase("?search=limit%3D100000&limit=10&state=limit", 10)]
    public void A_list_of_the_API_with_a_limit_passes_as_it_is(string query, int rows)
    {
        _gateway.Send(Get($"/flower/api/tasks{query}"));

        var arrived = _gateway.Upstream.Take().Single();
        Assert.That((arrived.Target, FlowerCosts.Rows(arrived)), Is.EqualTo(($"/flower/api/tasks{query}", rows)));
    }

    [TestCase(Form, "draw=1&start=0&length=15", 15)]
    [TestCase("application/x-www-form-urlencoded; charset=UTF-8", "draw=1&length=100&start=0", 100)]
    [TestCase(Form, "length=25", 25)]
    [TestCase(Form, "length=100000", 15)]
    [TestCase(Form, "length=101", 15)]
    [TestCase(Form, "length=-1", 15)]
    [TestCase(Form, "length=0", 15)]
    [TestCase(Form, "", 15)]
    [TestCase(Form, "draw=1&", 15)]
    [TestCase(Form, "draw=1&length", 15)]
    [TestCase(Form, "length=15&length=100000", 15)]
    [TestCase(Form, "length=100000&length=15", 15)]
    [TestCase(Form, "length=15&%6cength=100000", 15)]
    [TestCase(Form, "%6c%65ngth=100000", 15)]
    [TestCase(Form, "length=15;length=100000", 15)]
    [TestCase(Form, "length=15\n&length=100000\n", 15)]
    [TestCase(Form, "xlength=50", 15)]
    [TestCase("application/json", "{\"length\": 100000}", 15)]
    [TestCase("text/plain", "length=100000", 15)]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"length\"\r\n\r\n100000\r\n--x--\r\n", 15)]
    [TestCase("application/x-www-form-urlencoded\r\nContent-Type: multipart/form-data; boundary=x", "length=100000", 15)]
    [TestCase(Form + "\r\nContent-Encoding: gzip", "length=100000", 15)]
    public void The_tasks_table_is_never_longer_than_a_page(string type, string body, int rows)
    {
        var answer = _gateway.Send(Post(type, body));

        var arrived = _gateway.Upstream.Take();
        if (answer.Status == 400)
        {
            Assert.That(arrived, Is.Empty);
            return;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(FlowerCosts.Rows(arrived.Single()), Is.EqualTo(rows));
            Assert.That(arrived[0].Body, Does.StartWith(body).And.EndsWith($"&length={rows}"));
            Assert.That(arrived[0].Header("Content-Encoding"), Is.Null);
        }
    }

    [Test]
    public void The_length_is_added_to_the_largest_body_that_passes()
    {
        var body = $"search={new string('x', 16_370)}";

        var answer = _gateway.Send(Post(Form, body));

        var arrived = _gateway.Upstream.Take().Single();
        Assert.That((answer.Status, arrived.Body.Length, FlowerCosts.Rows(arrived)), Is.EqualTo((200, body.Length + "&length=15".Length, 15)));
    }

    [Test]
    public void One_viewers_lists_are_held_back_and_nobody_elses()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: authentication, rates: it => it with { ListingsPerSecond = 5 }));
        var list = Get("/flower/api/tasks?limit=1000");
        var statuses = gateway.SendAtOnce([.. Enumerable.Repeat(list, 30).Concat(Enumerable.Repeat(Post(Form, "length=15"), 30))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.Some.EqualTo(200).And.Some.EqualTo(429));
            Assert.That(gateway.Upstream.Count, Is.EqualTo(statuses.Count(status => status == 200)));
            Assert.That(gateway.Send(Get("/flower/workers?json=1")).Status, Is.EqualTo(200), "what costs little");
            Assert.That(gateway.Send(Get("/flower/api/tasks?limit=1000", Signed.AsAnother(authentication))).Status, Is.EqualTo(200), "another viewer");
        }
    }

    // Each keeps its list in Flower's memory.
    [Test]
    public void One_viewer_has_few_lists_open()
    {
        var gate = new TaskCompletionSource();
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(authentication: authentication));
        gateway.Upstream.Gate = gate.Task;
        var answers = Enumerable.Range(0, 24)
            .Select(_ => Task.Factory.StartNew(() => gateway.Send(Get("/flower/api/tasks?limit=1000")).Status, TaskCreationOptions.LongRunning)).ToArray();
        Assert.That(() => gateway.Upstream.Count + answers.Count(answer => answer.IsCompleted), Is.EqualTo(24).After(20_000, 20));
        gate.SetResult();

        Assert.That(Task.WhenAll(answers).Result.Count(status => status == 429), Is.EqualTo(24 - 16));
    }

    // Flower asks a worker eight questions for each, and waits a second for one that doesn't exist.
    [Test]
    public void Workers_pages_are_held_back_and_nothing_else_is()
    {
        using var gateway = LiveGateway.Start(LiveGateway.SettingsFor(InstanceRole.Administrator, authentication, rates: it => it with { WorkerPagesPerMinute = 30 }));

        var clicks = gateway.SendAll([.. Enumerable.Range(0, 20).Select(number => Get($"/flower/worker/celery%40w{number}"))]);
        var flood = gateway.SendAll([.. Enumerable.Range(0, 200).Select(number => Get($"/flower/worker/nobody{number}"))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(clicks, Has.All.EqualTo(200));
            Assert.That(flood.Count(status => status == 200), Is.LessThan(20));
            Assert.That(gateway.Upstream.Take(), Has.Count.LessThan(40));
            Assert.That(gateway.Send(Get("/flower/task/0b5c1c3e")).Status, Is.EqualTo(200));
            Assert.That(gateway.Send(Get("/flower/worker/celery%40w1", Signed.AsAnother(authentication))).Status, Is.EqualTo(200), "another viewer");
        }
    }

    private string Get(string target, string? headers = null) =>
        $"GET {target} HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers ?? Signed.In(authentication)}\r\n";

    private string Post(string type, string body) =>
        $"POST /flower/tasks/datatable HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{Signed.In(authentication)}Origin: https://{LiveGateway.Host}\r\n"
        + $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
