using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Audit;

[TestFixture]
internal sealed class LogShippingTests
{
    private const string Group = "arn:aws:logs:eu-west-1:123456789012:log-group:/flower-infra/prod/flower-audit";

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("sourceNamespaces", it => it.SourceNamespaces = []);
        yield return Case("sourceNamespaces[0]", it => it.SourceNamespaces = ["*"]);
        yield return Case("logGroupName", it => it.LogGroupName = Group);
        yield return Case("readerRoleArns[0]", it => it.ReaderRoleArns = ["*"]);
        yield return Case("readerRoleArns[1]", it => it.ReaderRoleArns = [.. it.ReaderRoleArns!, it.ReaderRoleArns![0]]);
    }

    [TestCaseSource(nameof(Refused))]
    public void What_would_ship_nothing_or_admit_everybody_is_refused(string key, Action<LogShippingArgs> change)
    {
        var args = LogShippingExample.Args();
        change(args);

        Assert.That(LogShipping.Check("logs", args).Select(it => it.Key), Is.EqualTo(new[] { key }));
    }

    [Test]
    public async Task Every_line_of_the_named_namespaces_goes_to_the_log_group_as_it_is()
    {
        var text = $"{(await RunAsync())["logs-configuration"].At("data")!["fluent-bit.conf"]}";

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("    Path             /var/log/containers/*_flower_*.log,/var/log/containers/*_orders_*.log\n"));
            Assert.That(text, Does.Contain("    log_group_name    /flower-infra/prod/flower-audit\n"));
            Assert.That(text, Does.Contain("    region            eu-west-1\n"));
            Assert.That(text, Does.Contain("    auto_create_group Off\n"), "a group that it made had no key");
            Assert.That(text, Does.Contain("    Flush        1\n").And.Contain("    log_key           log\n"));
        }
    }

    [Test]
    public async Task The_shipper_adds_lines_and_neither_reads_changes_nor_deletes_any()
    {
        var program = await RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["logs-shipper-role-policy"].Json("policy")["Statement"]!.ToJsonString(),
                Is.EqualTo($$"""[{"Sid":"AddLines","Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"{{Group}}:*"}]"""));
            Assert.That(program["logs-shipper-pod-identity"].Text("namespace"), Is.EqualTo("logging"));
            Assert.That(program["logs-shipper-pod-identity"].Text("serviceAccount"), Is.EqualTo("fluent-bit"));
        }
    }

    [Test]
    public async Task Only_roles_that_are_named_get_to_read()
    {
        var program = await RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["logs-reader-responders"].Text("role"), Is.EqualTo("responders"), "IAM wants the name");
            Assert.That(
                program["logs-readers"].Json("policy")["Statement"]![0]!["Action"]!.AsArray().Select(it => $"{it}"),
                Is.EqualTo(new[] { "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery" }));
            Assert.That((await RunAsync(it => it.ReaderRoleArns = null)).Of("Policy"), Is.Empty);
        }
    }

    private static Task<MockedProgram> RunAsync(Action<LogShippingArgs>? change = null)
    {
        var args = LogShippingExample.Args();
        change?.Invoke(args);
        return MockedProgram.RunAsync(() => _ = new LogShipping("logs", args));
    }

    private static TestCaseData Case(string key, Action<LogShippingArgs> change) => new TestCaseData(key, change).SetArgDisplayNames(key);
}
