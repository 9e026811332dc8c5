using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>How much one asker may ask, as an argument of a dashboard.</summary>
[TestFixture]
internal sealed class RequestRatesTests
{
    [TestCase(DashboardSize.Small, 2)]
    [TestCase(DashboardSize.Medium, 2)]
    [TestCase(DashboardSize.Large, 1)]
    public async Task Lists_cost_more_the_more_tasks_Flower_remembers(string size, int listings)
    {
        var args = ComponentExamples.WithAdmin();
        args.Size = size;

        var program = await ComponentExamples.RunAsync(args);

        Assert.That(
            new[] { "flower", "flower-admin" }.Select(instance => Nginx(program, instance)), Has.All.Contains($"$asker zone=listings:1m rate={listings}r/s;"));
    }

    [Test]
    public async Task Each_of_viewers_and_administrators_has_rates_of_its_own()
    {
        var args = ComponentExamples.WithAdmin();
        args.Auth = ComponentExamples.Okta();
        args.Rates = new RequestRatesArgs { RequestsPerSecond = 90, ListingsPerSecond = 5, WorkerPagesPerMinute = 60, LoginsPerMinute = 120, Connections = 100 };
        args.Admin!.Rates = new RequestRatesArgs { RequestsPerSecond = 30 };

        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            foreach (var line in new[]
            {
                "$asker zone=requests:2m rate=90r/s;", "zone=requests burst=180 nodelay;", "$asker zone=listings:1m rate=5r/s;",
                "$asker zone=inspections:1m rate=60r/m;", "$login_end zone=logins:1m rate=120r/m;", "limit_conn connections 100;",
                "$crowd zone=addresses:1m rate=300r/s;", "limit_conn address_connections 400;",
            })
            {
                Assert.That(Nginx(program, "flower"), Does.Contain(line));
            }

            Assert.That(Nginx(program, "flower-admin"), Does.Contain("zone=requests:2m rate=30r/s;").And.Contain("limit_conn connections 64;"));
        }
    }

    [TestCase(DashboardSize.Small, 9, 0, 0, 9, 15)]
    [TestCase(DashboardSize.Small, 501, 6, 121, 601, 129)]
    [TestCase(DashboardSize.Large, 501, 3, 121, 601, 129)]
    public async Task Rates_that_stop_work_or_stop_nothing_are_refused(string size, int requests, int listings, int workerPages, int logins, int connections)
    {
        var args = ComponentExamples.WithAdmin();
        args.Size = size;
        args.Rates = new RequestRatesArgs
        {
            RequestsPerSecond = requests,
            ListingsPerSecond = listings,
            WorkerPagesPerMinute = workerPages,
            LoginsPerMinute = logins,
            Connections = connections,
        };
        args.Admin!.Rates = new RequestRatesArgs { Connections = connections };

        var refusal = await ComponentExamples.RefusalAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[]
            {
                "rates.requestsPerSecond", "rates.listingsPerSecond", "rates.workerPagesPerMinute", "rates.loginsPerMinute", "rates.connections",
                "admin.rates.connections",
            }));
            Assert.That(refusal.Faults[1].Fix, Is.EqualTo(size == DashboardSize.Large ? "Give 1 to 2." : "Give 1 to 5."));
        }
    }

    private static string Nginx(MockedProgram program, string instance) =>
        program[$"{instance}-gateway-nginx"].At("data")!["nginx.conf"]!.GetValue<string>();
}
