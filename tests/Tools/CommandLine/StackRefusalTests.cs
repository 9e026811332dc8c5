using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>Mistakes in the files of the real stacks, as their users meet them.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class StackRefusalTests
{
    private const string Vpn = "      - 10.8.0.0/16\n";
    private const string LeftOut = "  flower-infra:leftOutOfDevelopment:\n";
    private const string Waivers = "  flower-infra:waivers:\n";
    private const string Dashboard = "flower-infra:dashboards.flower";
    private const string Pinned = "mher/flower:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e";

    private const string Certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    private const string Other =
        """
            other:
              host: other.dev.example.internal
              urlPrefix: /flower
              auth: { basic: { users: [ops] } }

        """;

    private static readonly (string Name, string Stack, string Old, string New, string Message)[] Mistakes =
    [
        ("a public range", "dev", Vpn, "      - 8.8.8.0/24\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"8.8.8.0/24\" is a public range or reaches into one. Name a private range, for example 10.8.0.0/16."),
        ("every IPv4 address", "dev", Vpn, "      - 0.0.0.0/0\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"0.0.0.0/0\" is every address of the Internet. Name a private range, for example 10.8.0.0/16."),
        ("every IPv6 address", "dev", Vpn, "      - ::/0\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"::/0\" is every address of the Internet. Name a private range, for example 10.8.0.0/16."),
        ("a range without a length", "dev", Vpn, "      - 10.8.0.0\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"10.8.0.0\" is not an address range in CIDR notation. Name a private range, for example 10.8.0.0/16."),
        ("a range with bits behind its length", "dev", Vpn, "      - 10.8.0.1/16\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"10.8.0.1/16\" has bits set after its /16 prefix. Write 10.8.0.0/16."),
        ("one range twice", "dev", Vpn, Vpn + Vpn,
            "flower-infra:loadBalancer.vpnCidrBlocks[1]: \"10.8.0.0/16\" overlaps 10.8.0.0/16. Keep one of the two."),
        ("a dashboard's public range", "prod", "        - 10.9.0.0/16\n", "        - 9.0.0.0/8\n",
            "flower-infra:dashboards.billing-flower.vpnCidrBlocks[0]: \"9.0.0.0/8\" is a public range or reaches into one. "
            + "Name a private range, for example 10.8.0.0/16."),
        ("a prefix with an empty segment", "dev", "urlPrefix: /flower", "urlPrefix: /flower//x",
            $"{Dashboard}.urlPrefix: \"/flower//x\" has an empty segment. Write single slashes."),
        ("a prefix without its slash", "dev", "urlPrefix: /flower", "urlPrefix: flower",
            $"{Dashboard}.urlPrefix: \"flower\" does not start with a slash. Write /flower."),
        ("a prefix that climbs", "dev", "urlPrefix: /flower", "urlPrefix: ../x",
            $"{Dashboard}.urlPrefix: \"../x\" does not start with a slash. Write / or a path such as /flower."),
        ("a pattern that matches nobody", "staging", "- ana@example.com", "- .*@example\\.com",
            $"{Dashboard}.auth.github.allowedEmails[0]: \".*@example\\.com\" is a regular expression, which current versions of Flower compare letter by letter. "
            + "Write *@example.com."),
        ("a pattern for every domain", "staging", "- ana@example.com", "- \"*@*\"",
            $"{Dashboard}.auth.github.allowedEmails[0]: \"*@*\" has a * after the @: Flower refuses to start with that. Name each domain in full."),
        ("an address with a plus", "staging", "- ana@example.com", "- a+b@x.com",
            $"{Dashboard}.auth.github.allowedEmails[0]: \"a+b@x.com\" holds a +: Flower would send this person back to the login page for ever. "
            + "Write the address without the + part."),
        ("a domain beside an address", "staging", "- ana@example.com", "- \"*@example.com\"",
            $"{Dashboard}.auth.github.allowedEmails: \"*@example.com, ben@example.com\" mixes a domain with addresses: Flower refuses to start with that. "
            + "Keep the domain, or name the addresses only."),
        ("a redirect URI of another prefix", "staging", "          clientId:",
            "          redirectUri: https://flower.staging.example.internal/flower/login\n          clientId:",
            $"{Dashboard}.auth.github.redirectUri: \"https://flower.staging.example.internal/flower/login\" differs from the URI that follows from "
            + "host and prefix, https://flower.staging.example.internal/login. Register https://flower.staging.example.internal/login with the "
            + "provider, or change the prefix."),
        ("an administrators' range wider than the viewers'", "prod", "- 10.8.16.0/24", "- 10.0.0.0/8",
            $"{Dashboard}.admin.vpnCidrBlocks[0]: \"10.0.0.0/8\" is wider than the viewers' ranges. "
            + "Name a range inside 10.8.0.0/16, fd12:3456:789a::/48."),
        ("one host for viewers and administrators", "prod", "host: flower-admin.example.com", "host: flower.example.com",
            $"{Dashboard}.admin.host: \"flower.example.com\" is the viewers' host. Give administrators a host of their own: "
            + "browsers send one host's cookies and passwords to all its paths."),
        ("a certificate in another region", "dev", "acm:eu-west-1:", "acm:us-east-1:",
            "flower-infra:loadBalancer.certificateArn: \"arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\" is in another "
            + "region than the load balancer, eu-west-1. A load balancer takes certificates of its own region: request or import one there."),
        ("no storage", "staging", "sizeGiB: 8", "sizeGiB: 0", "sizeGiB: \"0\" is not the size of a gp3 volume. Give 1 to 16384."),
        ("a size that is no number", "staging", "sizeGiB: 8", "sizeGiB: many",
            $"{Dashboard}.state.ebs.sizeGiB: \"many\" is not a whole number. Write a whole number."),
        ("an image without a digest", "staging", Pinned, "mher/flower:2.1.0",
            "flower-infra:images.flower: \"mher/flower:2.1.0\" has no digest. Pin it as mher/flower:2.1.0@sha256:…, or set allowImagesByTag."),
        ("a Flower that ignores read_only", "dev", "mher/flower:2.1.0", "mher/flower:v2.0.1",
            "flower-infra:images.flower: \"mher/flower:v2.0.1\" is older than 2.1.0 and would ignore read_only. Take Flower 2.1.0 or newer. If the image"
            + " has its own version numbers, name it by its digest alone."),
        ("a gateway that doesn't know its configuration", "dev", "nginxinc/nginx-unprivileged:1.28.0-alpine", "nginxinc/nginx-unprivileged:1.18.0-alpine",
            "flower-infra:images.gateway: \"nginxinc/nginx-unprivileged:1.18.0-alpine\" is older than 1.19.3 and would not start with the gateway's configuration. "
            + "Take nginx 1.19.3 or newer, such as nginxinc/nginx-unprivileged. If the image has its own version numbers, name it by its digest alone."),
        ("a gateway that is no nginx", "dev", "nginxinc/nginx-unprivileged:1.28.0-alpine", "library/httpd:2.4.62",
            "flower-infra:images.gateway: \"library/httpd:2.4.62\" is no nginx. Take nginx 1.19.3 or newer"),
        ("the VPC in the place of the VPN", "dev", Vpn, "      - 10.0.0.0/8\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"10.0.0.0/8\" overlaps the load balancer's own subnet 10.20.0.0/24. "
            + "Name the ranges that the VPN's clients come from, and none of the load balancer's network."),
        ("the metadata service in the VPN", "dev", Vpn, "      - fd00::/8\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"fd00::/8\" is or holds the range of a metadata service, which hands out a machine's credentials."),
        ("an image without a version", "dev", "mher/flower:2.1.0", "mher/flower",
            "flower-infra:images.flower: \"mher/flower\" names no version. Add a tag or a digest."),
        ("a misspelt key of a dashboard", "dev", "urlPrefix:", "urlPrefx:",
            $"{Dashboard}.urlPrefx: is not a known key here. Write urlPrefix, or remove it."),
        ("a key of another program", "dev", "urlPrefix:", "ingressClass:",
            $"{Dashboard}.ingressClass: is not a known key here. Remove it, or write one of admin, alertTopicArn, auth,"),
        ("a broker's port that is none", "dev", "port: 6379", "port: 70000", "flower-infra:broker.port: \"70000\" is not a port."),
        ("a dashboard's broker's port that is none", "prod", "port: 5671", "port: 70000",
            "flower-infra:dashboards.billing-flower.broker.port: \"70000\" is not a port."),
        ("an unknown control in a waiver", "dev", LeftOut, Waivers + "    FLW-XX-99: { reason: a test, expires: 2099-01-01 }\n" + LeftOut,
            "flower-infra:waivers.FLW-XX-99: is not the id of a control. Take an id that the command \"controls\" lists."),
        ("a waiver that is no object", "dev", LeftOut, Waivers + "    FLW-LB-01: soon\n" + LeftOut,
            "flower-infra:waivers.FLW-LB-01: is not an object. Write { reason:"),
        ("a critical control left out", "dev", LeftOut, LeftOut + "    FLW-LB-01: it is only development\n",
            "flower-infra:leftOutOfDevelopment.FLW-LB-01: is critical, and has to have an end. Meet the control in this stack, or write it below waivers"),
        ("a waiver that ends on no date", "dev", LeftOut, Waivers + "    FLW-LB-01: { reason: a test, expires: tomorrow }\n" + LeftOut,
            "flower-infra:waivers.FLW-LB-01.expires: \"tomorrow\" is not a date. Write the last day on which the waiver counts, for example 2027-01-31."),
        ("two dashboards at one address", "dev", "    flower:\n", Other.Replace("other.dev", "FLOWER.dev", StringComparison.Ordinal) + "    flower:\n",
            "flower-infra:dashboards.other.host: \"FLOWER.dev.example.internal/flower\" is already taken by flower. Give every dashboard one of its own."),
        ("a prefix below another dashboard's", "dev", "    flower:\n",
            Other.Replace("other.dev", "flower.dev", StringComparison.Ordinal).Replace("/flower", "/flower/other", StringComparison.Ordinal) + "    flower:\n",
            "flower-infra:dashboards.other.urlPrefix: \"/flower/other\" overlaps flower.dev.example.internal/flower, the address of flower. "
            + "Give each of the two a host of its own, or prefixes of which neither begins with the other."),
        ("a prefix above another dashboard's", "dev", "    flower:\n",
            Other.Replace("other.dev", "flower.dev", StringComparison.Ordinal).Replace("/flower", "/", StringComparison.Ordinal) + "    flower:\n",
            "flower-infra:dashboards.other.urlPrefix: \"/\" overlaps flower.dev.example.internal/flower, the address of flower."),
        ("a certificate that is the listener's already", "dev", "      urlPrefix: /flower\n", $"      urlPrefix: /flower\n      certificateArn: {Certificate}\n",
            $"{Dashboard}.certificateArn: \"{Certificate}\" is on the listener already, for the load balancer. Name each certificate once"),
        ("one certificate for two dashboards", "prod", "      vpnCidrBlocks:\n        - 10.", $"      certificateArn: {Certificate}\n      vpnCidrBlocks:\n        - 10.",
            $"{Dashboard}.certificateArn: \"{Certificate}\" is on the listener already, for billing-flower. Name each certificate once"),
        ("two dashboards in one namespace", "dev", "    flower:\n", Other + "      namespace: flower\n    flower:\n",
            "flower-infra:dashboards.other.namespace: \"flower\" is already taken by flower. Give every dashboard one of its own."),
        ("a name that Kubernetes refuses", "dev", "    flower:\n", "    Flower_1:\n",
            "flower-infra:dashboards.Flower_1: \"Flower_1\" is not a name for Kubernetes objects. "
            + "Use at most 30 lower-case letters, digits and hyphens, starting with a letter."),
    ];

    private static IEnumerable<TestCaseData> Cases() => Mistakes.SelectMany(it => new[] { "table", "json" }.Select(
        format => new TestCaseData(it.Stack, it.Old, it.New, it.Message, format).SetArgDisplayNames(it.Name, format)));

    [TestCaseSource(nameof(Cases))]
    public async Task A_mistake_is_one_fault_with_its_key_its_value_and_its_fix(string stack, string old, string @new, string message, string format)
    {
        using var edited = EditedStack.Replacing(stack, old, @new);

        var run = await edited.RunAsync("preview", "--stack", stack, "--format", format);

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, format);
            Assert.That(run.Error, Does.Contain($"The configuration of stack \"{stack}\" has 1 fault:").And.Contain(message));
        }
    }

    [TestCase("")]
    [TestCase("config:\n")]
    [TestCase("config: {}\n")]
    [TestCase("# nothing yet\n")]
    public async Task An_empty_file_is_answered_with_every_key_that_is_missing(string text)
    {
        using var edited = new EditedStack("dev", text);

        var run = await edited.RunAsync("preview", "--stack", "dev", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "json");
            foreach (var key in new[]
            {
                "accountId: is missing", "cluster: is missing", "deployerRoleArns: is missing", "loadBalancer: is missing, and so is existingLoadBalancer",
                "dashboards: is missing",
            })
            {
                Assert.That(run.Error, Does.Contain($"  - flower-infra:{key}"));
            }

            Assert.That(run.Error, Does.Contain("  - aws:region: is missing. Write a name such as eu-west-1."));
        }
    }

    [Test]
    public async Task A_misspelt_key_is_reported_beside_the_one_that_is_missing()
    {
        using var edited = EditedStack.Replacing("dev", "    name: dev\n", "    nmae: dev\n");

        var run = await edited.RunAsync("preview", "--stack", "dev", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "json");
            Assert.That(run.Error, Does.Contain("has 2 faults:").And.Contain("flower-infra:cluster.name: is missing. Write a text: the command \"config cluster.name\" explains it."));
            Assert.That(run.Error, Does.Contain("flower-infra:cluster.nmae: is not a known key here. Remove it, or write one of name,"));
        }
    }

    [TestCase("config: [1\n", "is not valid YAML")]
    [TestCase("just words\n", "line 1: does not begin a single mapping")]
    [TestCase("config:\n\tflower-infra:vpcId: vpc-1\n", "is not valid YAML")]
    public async Task A_file_that_is_not_a_stacks_is_refused_with_its_line(string text, string message)
    {
        using var edited = new EditedStack("dev", text);

        var run = await edited.RunAsync("preview", "--stack", "dev", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "json");
            Assert.That(run.Error, Does.Contain("stacks/Pulumi.dev.yaml has 1 fault:").And.Contain("line ").And.Contain(message));
        }
    }

    [Test]
    public async Task What_is_wrong_with_the_file_hides_no_other_fault()
    {
        var text = RepositoryStacks.File("dev");
        text = EditedStack.Replace(text, "config:\n", "config:\n  color: red\n  flowr-infra:size: 3\n");
        text = EditedStack.Replace(EditedStack.Replace(text, Vpn, "      - 8.8.8.0/24\n"), "accountId: \"123456789012\"", "accountId:");
        using var edited = new EditedStack("dev", EditedStack.Replace(text, LeftOut, $"{Waivers}    FLW-LB-01: soon\n{LeftOut}"));

        var run = await edited.RunAsync("preview", "--stack", "dev");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "table");
            // A key without a value isn't missing too.
            Assert.That(run.Error.Split('\n').Select(line => line.Split(". ")[0]), Is.EqualTo(new[]
            {
                "The configuration of stack \"dev\" has 5 faults:",
                "  - line 5: color: has no namespace",
                "  - line 6: flowr-infra:size: has a namespace that is nearly flower-infra",
                "  - line 12: flower-infra:accountId: has no value",
                "  - flower-infra:loadBalancer.vpnCidrBlocks[0]: \"8.8.8.0/24\" is a public range or reaches into one",
                "  - flower-infra:waivers.FLW-LB-01: is not an object",
                "",
            }));
        }
    }

    [Test]
    public async Task A_file_of_the_earlier_shape_is_answered_with_where_each_key_went()
    {
        using var edited = new EditedStack("dev",
            """
            config:
              aws:region: eu-west-1
              flower-infra:accountId: "123456789012"
              flower-infra:clusterName: dev
              flower-infra:vpcId: vpc-0123456789ab0de00
              flower-infra:subnetIds: [subnet-0123456789ab0de0a, subnet-0123456789ab0de0b]
              flower-infra:deployerRoleArns: [arn:aws:iam::123456789012:role/flower-deployer]
              flower-infra:flowerImage: mher/flower:2.1.0
              flower-infra:dashboards: { flower: { host: flower.example.com, auth: { basic: { users: [ops] } } } }

            """);

        var run = await edited.RunAsync("preview", "--stack", "dev");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "table");
            Assert.That(run.Error.Split('\n').Skip(1), Is.EqualTo(new[]
            {
                "  - flower-infra:clusterName: is cluster.name now. Write it as flower-infra:cluster.name.",
                "  - flower-infra:flowerImage: is images.flower now. Write it as flower-infra:images.flower.",
                "  - flower-infra:subnetIds: is loadBalancer.subnetIds now. Write it as flower-infra:loadBalancer.subnetIds.",
                "  - flower-infra:vpcId: is cluster.vpcId now. Write it as flower-infra:cluster.vpcId.",
                "  - flower-infra:broker: is missing. Write an object: the command \"config broker\" explains it.",
                "",
            }));
        }
    }

    [Test]
    public async Task Of_many_faults_the_first_dozen_is_shown()
    {
        var dashboards = string.Concat(Enumerable.Range(1, 20).Select(it => $"    team-{it}: {{ host: \"team {it}\", auth: {{ basic: {{ users: [ops] }} }} }}\n"));
        using var edited = EditedStack.Replacing("dev", "    flower:\n", $"{dashboards}    flower:\n");

        var run = await edited.RunAsync("preview", "--stack", "dev");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "table");
            Assert.That(run.Error, Does.StartWith("The configuration of stack \"dev\" has 20 faults:\n").And.EndWith("\n  and 8 more\n"));
            Assert.That(run.Error.Split('\n').Count(line => line.StartsWith("  - flower-infra:dashboards.team-", StringComparison.Ordinal)), Is.EqualTo(12));
        }
    }

    [Test]
    public async Task Two_dashboards_of_one_name_are_refused_with_the_line_of_the_second()
    {
        var text = RepositoryStacks.File("dev");
        const string twice = "    flower:\n      host: other.dev.example.internal\n    flower:\n";
        var second = text[..text.IndexOf("    flower:\n", StringComparison.Ordinal)].Split('\n').Length + 2;
        using var edited = new EditedStack("dev", EditedStack.Replace(text, "    flower:\n", twice));

        var run = await edited.RunAsync("preview", "--stack", "dev", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "json");
            Assert.That(run.Error, Does.Contain($"line {second}: is not valid YAML: Duplicate key flower. Correct the line."));
        }
    }

    [TestCase("qa")]
    [TestCase("../stacks/dev")]
    public async Task A_stack_that_does_not_exist_is_refused_with_those_that_do(string stack)
    {
        using var edited = new EditedStack("dev", RepositoryStacks.File("dev"));

        var run = await edited.RunAsync("preview", "--stack", stack, "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "json");
            Assert.That(run.Error, Does.Contain($"--stack: \"{stack}\" is not a stack of this project. Name one of dev."));
        }
    }

    [Test]
    public async Task Waivers_that_are_no_object_are_one_fault()
    {
        var text = RepositoryStacks.File("dev");
        using var edited = new EditedStack("dev", $"{text[..text.IndexOf(LeftOut, StringComparison.Ordinal)]}  flower-infra:waivers: none\n");

        var run = await edited.RunAsync("preview", "--stack", "dev", "--format", "json");

        using (Assert.EnterMultipleScope())
        {
            AssertRefused(run, "json");
            Assert.That(run.Error, Does.Contain("has 1 fault:").And.Contain("flower-infra:waivers: is not an object. Write { FLW-"));
        }
    }

    [Test]
    public async Task A_waiver_past_its_last_day_fails_the_stack()
    {
        using var edited = EditedStack.Replacing(
            "dev", LeftOut, Waivers + "    FLW-LB-01: { reason: a test, expires: 2020-01-31 }\n" + LeftOut);

        var run = await edited.RunAsync("preview", "--stack", "dev");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.ControlFailed));
            Assert.That(run.Output, Does.Contain("FLW-LB-01").And.Contain("2020-01-31"));
            Assert.That(run.Output + run.Error, Does.Not.Contain("   at "));
        }
    }

    [Test]
    public async Task A_thousand_dashboards_are_previewed()
    {
        var dashboards = string.Concat(Enumerable.Range(1, 999).Select(it => Other.Replace("other", $"team-{it}", StringComparison.Ordinal)));
        using var edited = EditedStack.Replacing("dev", "    flower:\n", $"{dashboards}    flower:\n");

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        Assert.That(plan.OfType(ResourceType.TargetGroup).Count(), Is.EqualTo(1000));
    }

    private static void AssertRefused((int Code, string Output, string Error) run, string format)
    {
        Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Output + run.Error, Does.Not.Contain("   at "));
        Assert.That(run.Output, format == "json" ? Is.Empty : Is.EqualTo($"{PulumiSdk.Banner}\n"));
    }
}
