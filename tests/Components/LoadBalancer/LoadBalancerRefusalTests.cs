using NUnit.Framework;

namespace FlowerInfra.Tests.Components.LoadBalancer;

[TestFixture]
internal sealed class LoadBalancerRefusalTests
{
    private static readonly string[] WeakPolicies = ["ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06", "", "TLS1.3"];

    [TestCaseSource(nameof(WeakPolicies))]
    public Task Tls_policies_that_ELB_17_does_not_accept_are_refused(string policy) => ExpectAsync(
        args => args.TlsPolicy = policy, "tlsPolicy", "is not a policy that ELB.17 accepts", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");

    [Test]
    public Task A_load_balancer_without_a_certificate_is_refused() =>
        ExpectAsync(args => args.CertificateArn = null, "certificateArn", "is missing", "or issuedCertificate");

    [Test]
    public Task Two_certificates_are_refused() => ExpectAsync(
        args => args.IssuedCertificate = Issued("flower.example.com"), "certificateArn", "contradicts issuedCertificate", "Give the ARN");

    [TestCase("arn:aws:iam::123456789012:role/flower")]
    [TestCase("arn:aws:iam::123456789012:server-certificate/")]
    [TestCase("flower.example.com")]
    [TestCase(ComponentExamples.Certificate + "\n")]
    public Task A_certificate_is_one_of_ACM_or_IAM(string arn) => ExpectAsync(
        args => args.CertificateArn = arn, "certificateArn", "is not the ARN of a certificate in ACM, nor of a server certificate in IAM",
        "Give an ARN such as arn:aws:acm");

    [TestCase("arn:aws:iam::123456789012:server-certificate/flower")]
    [TestCase("arn:aws:iam::123456789012:server-certificate/tools/team/flower.example.com_2026")]
    public async Task A_server_certificate_of_IAM_is_taken_in_every_region(string arn)
    {
        var args = ComponentExamples.LoadBalancer();
        (args.CertificateArn, args.Region) = (arn, "eu-central-1");

        Assert.That((await ComponentExamples.RunAsync(args))["tools-https"].Text("certificateArn"), Is.EqualTo(arn));
    }

    [Test]
    public Task A_certificate_of_another_region_is_refused() => ExpectAsync(
        args => args.Region = "eu-central-1", "certificateArn", "is in another region than the load balancer, eu-central-1",
        "request or import one there");

    [Test]
    public async Task A_certificate_of_the_same_region_is_taken()
    {
        var args = ComponentExamples.LoadBalancer();
        args.Region = "eu-west-1";

        Assert.That((await ComponentExamples.RunAsync(args)).Of("Listener"), Is.Not.Empty);
    }

    [TestCase("*.example.com", "issuedCertificate.domainNames[0]", "holds a wildcard")]
    [TestCase("flower.example.com FLOWER.example.com", "issuedCertificate.domainNames", "names a host twice")]
    public Task Certificates_are_issued_for_named_hosts_only(string names, string key, string problem) => ExpectAsync(
        args => (args.CertificateArn, args.IssuedCertificate) = (null, Issued(names.Split(' '))), key, problem, "Name ");

    [Test]
    public Task A_certificate_for_nobody_is_refused() => ExpectAsync(
        args => (args.CertificateArn, args.IssuedCertificate) = (null, Issued()), "issuedCertificate.domainNames", "no name is given",
        "Name the dashboards' hosts.");

    [TestCase(null, "flower.example.internal", "hostedZoneId", "is missing, in which hostNames get their records", "Give the id")]
    [TestCase("example.internal", "flower.example.internal", "hostedZoneId", "is not the id of a hosted zone", "Give the id alone")]
    [TestCase("Z0123456789ABPRIVATE", "https://flower", "hostNames[0]", "is a URL", "Write the bare name")]
    public Task Records_are_made_for_hosts_in_a_zone(string? zone, string host, string key, string problem, string fix) => ExpectAsync(
        args => (args.HostedZoneId, args.HostNames) = (zone is null ? null : (Pulumi.Input<string>)zone, [host]), key, problem, fix);

    [Test]
    public async Task Hosts_have_one_record_each_below_the_load_balancer()
    {
        var args = ComponentExamples.LoadBalancer();
        (args.HostedZoneId, args.HostNames) = ("Z0123456789ABPRIVATE", ["b.example.internal", "a.example.internal", "B.example.internal"]);

        var records = (await ComponentExamples.RunAsync(args)).Of("Record");

        Assert.That(
            records.Select(it => (it.Name, it.Text("name"), it.Text("zoneId"))).Order(),
            Is.EqualTo(new[]
            {
                ("a.example.internal-record", "a.example.internal", "Z0123456789ABPRIVATE"),
                ("b.example.internal-record", "b.example.internal", "Z0123456789ABPRIVATE"),
            }));
    }

    [Test]
    public Task One_subnet_twice_is_not_two() =>
        ExpectAsync(args => args.SubnetIds = ["subnet-0000000a", "subnet-0000000a"], "subnetIds[1]", "is named twice", "each subnet once");

    [Test]
    public Task Each_subnet_has_its_range() => ExpectAsync(
        args => args.SubnetCidrBlocks = ["10.40.0.0/24"], "subnetCidrBlocks", "does not give one range for each of 2 subnets",
        "Give the range of each subnet, or leave it out.");

    [Test]
    public Task Subnets_are_private() => ExpectAsync(
        args => args.SubnetCidrBlocks = ["10.40.0.0/24", "8.8.8.0/24"], "subnetCidrBlocks[1]", "is a public range", "10.8.0.0/16");

    [TestCase("10.0.0.0/8", "10.40.0.0/24")]
    [TestCase("10.40.1.0/24", "10.40.1.0/24")]
    [TestCase("10.40.1.128/25", "10.40.1.0/24")]
    public Task The_load_balancers_own_subnets_are_no_part_of_the_VPN(string range, string subnet) => ExpectAsync(
        args => args.VpnCidrBlocks = [range], "vpnCidrBlocks[0]", $"overlaps the load balancer's own subnet {subnet}",
        "Name the ranges that the VPN's clients come from");

    [TestCase(9)]
    [TestCase(2_000_000_001)]
    public Task Rate_limits_are_those_of_AWS_WAF(int requests) => ExpectAsync(
        args => args.RequestsPerFiveMinutes = requests, "requestsPerFiveMinutes", "is not a limit that AWS WAF accepts",
        "from 10 to 2000000000");

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(700_000)]
    public Task Users_behind_one_address_are_a_number_that_AWS_WAF_takes(int users) => ExpectAsync(
        args => args.UsersBehindOneAddress = users, "usersBehindOneAddress", "is not a number of users", "on the VPN at once");

    [Test]
    public Task The_load_balancer_asks_no_identity_provider_everywhere() => ExpectAsync(
        args => args.IdentityProviderCidrBlocks = ["0.0.0.0/0"], "identityProviderCidrBlocks[0]", "is wider than any provider's range",
        "published ranges");

    [Test]
    public Task A_web_acl_is_not_given_and_left_out_at_once() => ExpectAsync(args =>
    {
        args.WebAclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shared/1";
        args.WithoutWebAcl = true;
    }, "withoutWebAcl", "contradicts webAclArn", "Leave one of the two out.");

    [Test]
    public Task A_load_balancer_that_nobody_may_reach_is_refused() =>
        ExpectAsync(args => args.VpnCidrBlocks = null, "vpnCidrBlocks", "no VPN range is given", "Name at least one private range");

    [Test]
    public Task A_certificate_needs_a_name_that_is_short_enough_to_be_its_first() => ExpectAsync(
        args => (args.CertificateArn, args.IssuedCertificate) = (null, Issued($"{new string('a', 60)}.example.com")),
        "issuedCertificate.domainNames", "holds no name of at most 64 characters", "Choose a shorter host name");

    private static IssuedCertificateArgs Issued(params string[] names) =>
        new() { DomainNames = [.. names], ValidationZoneId = "Z0123456789ABPUBLIC" };

    private static async Task ExpectAsync(Action<InternalLoadBalancerArgs> change, string key, string problem, string fix)
    {
        var args = ComponentExamples.LoadBalancer();
        change(args);
        var (refusal, program) = await MockedProgram.RefusedAsync(() => _ = new InternalLoadBalancer("tools", args));
        var fault = refusal.Faults.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Key, Is.EqualTo(key));
            Assert.That(fault.Problem, Does.Contain(problem));
            Assert.That(fault.Fix, Does.Contain(fix));
            Assert.That(program.Resources.Select(resource => resource.Kind), Is.EqualTo(new[] { "InternalLoadBalancer" }));
        }
    }
}
