using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>
/// What looks right and would go wrong in a deployment or after it is refused with its key, its value and what to do; what looks
/// strange and is right is taken.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class InputRulesTests
{
    private const string Vpn = "      - 10.8.0.0/16\n";
    private const string Email = "            - ana@example.com\n";
    private const string Providers = "            - 140.82.112.0/20\n";
    private const string Subnets = "      - 10.20.0.0/24\n";
    private const string Certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private const string Host = "      host: flower.dev.example.internal\n";
    private const string Flower = "flower-infra:dashboards.flower";
    private const string GitHub = $"{Flower}.auth.github";
    private const string OidcKey = $"{Flower}.auth.loadBalancerOidc";
    private const string FromRegistry = "Copy it from the provider's /.well-known/openid-configuration.";

    private const string Basic =
        "        basic:\n          users: [oncall, ops]\n          passwordReaderRoleArns:\n            - arn:aws:iam::123456789012:role/flower-passwords\n";

    private const string Oidc =
        "        loadBalancerOidc:\n          issuer: https://id.example.com\n          authorizationEndpoint: https://id.example.com/a\n"
        + "          tokenEndpoint: https://id.example.com/t\n          userInfoEndpoint: https://id.example.com/u\n          clientId: flower\n"
        + "          clientSecret: { secure: v1:abc }\n          providerCidrBlocks: [192.30.252.0/22]\n";

    private const string Metadata = "is or holds the range of a metadata service, which hands out a machine's credentials. Name a private range, for example 10.8.0.0/16.";
    private const string NoProvider = "is or holds a range that no provider uses: loopback, link-local, mapped, translated, reserved or multicast. Name the provider's published ranges";

    private static readonly (string Sentence, string Stack, string Old, string New, string Message)[] Wrong =
    [
        ("everybody with a mailbox at a public provider may not sign in", "staging", Email, "            - \"*@gmail.com\"\n",
            $"{GitHub}.allowedEmails[0]: \"*@gmail.com\" would admit everybody with an address there, including strangers. Name each address, or a domain of your own."),
        ("everybody below a public suffix may not sign in", "staging", Email, "            - \"*@co.uk\"\n",
            $"{GitHub}.allowedEmails[0]: \"*@co.uk\" would admit everybody with an address there, including strangers."),
        ("the VPN is not the network of the load balancer", "dev", Vpn, "      - 10.16.0.0/12\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"10.16.0.0/12\" overlaps the load balancer's own subnet 10.20.0.0/24. Name the ranges that the VPN's clients come from"),
        ("the VPN is no part of the load balancer's subnet", "dev", Vpn, "      - 10.20.1.128/25\n",
            "flower-infra:loadBalancer.vpnCidrBlocks[0]: \"10.20.1.128/25\" overlaps the load balancer's own subnet 10.20.1.0/24."),
        ("the VPN holds no metadata service", "dev", Vpn, "      - fd00::/8\n", $"flower-infra:loadBalancer.vpnCidrBlocks[0]: \"fd00::/8\" {Metadata}"),
        ("the VPN is no metadata service", "dev", Vpn, "      - fd20:ce::254/128\n", $"flower-infra:loadBalancer.vpnCidrBlocks[0]: \"fd20:ce::254/128\" {Metadata}"),
        ("a provider is no metadata service over IPv6", "staging", Providers, "            - fd00:ec2::254/128\n",
            $"{GitHub}.providerCidrBlocks[0]: \"fd00:ec2::254/128\" is the range of a metadata service. Name the provider's published ranges"),
        ("a provider is no metadata service", "staging", Providers, "            - 169.254.169.254/32\n", $"{GitHub}.providerCidrBlocks[0]: \"169.254.169.254/32\" {NoProvider}"),
        ("a provider is no way from IPv6 to every IPv4 address", "staging", Providers, "            - 64:ff9b::/96\n", $"{GitHub}.providerCidrBlocks[0]: \"64:ff9b::/96\" {NoProvider}"),
        ("a provider is no network's own way of that kind", "staging", Providers, "            - 64:ff9b:1::/48\n", $"{GitHub}.providerCidrBlocks[0]: \"64:ff9b:1::/48\" {NoProvider}"),
        ("a provider is not everybody on the wire", "staging", Providers, "            - 255.255.255.255/32\n", $"{GitHub}.providerCidrBlocks[0]: \"255.255.255.255/32\" {NoProvider}"),
        ("a backup gets cold before the end of time", "staging", "          sizeGiB: 8\n", "          sizeGiB: 8\n        backup: { coldStorageAfterDays: 2147483647 }\n",
            $"{Flower}.state.backup.coldStorageAfterDays: \"2147483647\" "),
        ("an endpoint is on the port that the firewall opens", "dev", Basic, Oidc.Replace("com/t", "com:8443/t", StringComparison.Ordinal),
            $"{OidcKey}.tokenEndpoint: \"https://id.example.com:8443/t\" names a port, but the firewall lets the load balancer out to port 443 only. {FromRegistry}"),
        ("an endpoint has a name that load balancers can look up", "dev", Basic, Oidc.Replace("id.example.com/u", "id.example.local/u", StringComparison.Ordinal),
            $"{OidcKey}.userInfoEndpoint: \"https://id.example.local/u\" is on a host that load balancers can't find, because they ask public resolvers. {FromRegistry}"),
        ("an endpoint is on no machine's own host", "dev", Basic, Oidc.Replace("id.example.com/u", "127.0.0.1/u", StringComparison.Ordinal),
            $"{OidcKey}.userInfoEndpoint: \"https://127.0.0.1/u\" has no host name. {FromRegistry}"),
        ("an endpoint has no character that nobody sees", "dev", Basic, Oidc.Replace("https://id.example.com/a", "\"https://id\\u200b.example.com/a\"", StringComparison.Ordinal),
            $"{OidcKey}.authorizationEndpoint: holds an invisible character, U+200B. Write it on one line, without"),
        ("an Okta server is on the port that the firewall opens", "prod", "baseUrl: https://example.okta.com/oauth2/default\n          clientId: 0oa0123456789abview7",
            "baseUrl: https://example.okta.com:8443/oauth2/default\n          clientId: 0oa0123456789abview7",
            $"{Flower}.auth.okta.baseUrl: \"https://example.okta.com:8443/oauth2/default\" names a port, but the firewall lets pods out to port 443 only. Write https://HOST/oauth2"),
        ("a GitHub server is on the port that the firewall opens", "staging", "          clientId:", "          domain: github.example.com:8443\n          clientId:",
            $"{GitHub}.domain: \"github.example.com:8443\" names a port, but the firewall lets pods out to port 443 only. Let the provider listen on 443, and write its bare name."),
        ("a certificate is issued for a name that somebody can validate", "dev", $"    certificateArn: {Certificate}\n",
            "    issuedCertificate: { domainNames: [flower.dev.example.internal], validationZoneId: Z0123456789ABPUBLIC }\n",
            "flower-infra:loadBalancer.issuedCertificate.domainNames[0]: \"flower.dev.example.internal\" is a name that no public authority validates"),
        ("an id keeps its zeros", "dev", "accountId: \"123456789012\"", "accountId: 012345678901",
            "flower-infra:accountId: \"012345678901\" is a number whose zeros Pulumi drops. Write it in quotes."),
        ("a gateway knows its configuration", "dev", "nginx-unprivileged:1.28.0-alpine", "nginx-unprivileged:1.19.2",
            "flower-infra:images.gateway: \"nginxinc/nginx-unprivileged:1.19.2\" is older than 1.19.3 and would not start with the gateway's configuration. Take nginx 1.19.3 or newer"),
        ("a gateway is an nginx", "dev", "nginxinc/nginx-unprivileged:1.28.0-alpine", "mher/flower:2.1.0", "flower-infra:images.gateway: \"mher/flower:2.1.0\" is no nginx. Take nginx"),
        ("a subnet is no network", "dev", Subnets, "      - 10.0.0.0/8\n",
            "flower-infra:loadBalancer.subnetCidrBlocks[0]: \"10.0.0.0/8\" is not the range of a load balancer's subnet, which is a /16 to a /27. Give the range of the subnet, not of the VPC."),
        ("a subnet is no address", "dev", Subnets, "      - 10.20.0.1/32\n", "flower-infra:loadBalancer.subnetCidrBlocks[0]: \"10.20.0.1/32\" is not the range of a load balancer's subnet"),
        ("an id has one of the two lengths that ids have", "dev", "vpc-0123456789ab0de00", "vpc-0123456789ab", "flower-infra:cluster.vpcId: \"vpc-0123456789ab\" is not the id of a VPC. Give an id such as"),
        ("a provider's setting is spelt as the provider spells it", "dev", "  aws:region: eu-west-1\n", "  aws:region: eu-west-1\n  aws:regoin: eu-west-1\n", "aws:regoin: "),
        ("a dashboard is not in the namespace of Prometheus", "staging", "    flower:\n", "    flower:\n      namespace: monitoring\n",
            $"{Flower}.namespace: \"monitoring\" is already taken by Prometheus"),
        ("alerts go to a topic", "dev", "  flower-infra:loadBalancer:\n", "  flower-infra:loadBalancer:\n    alertTopicArn: arn:aws:sqs:eu-west-1:123456789012:alerts\n",
            "flower-infra:loadBalancer.alertTopicArn: \"arn:aws:sqs:eu-west-1:123456789012:alerts\" is not the ARN of an SNS topic"),
        ("logs are encrypted with a key", "dev", "  flower-infra:loadBalancer:\n", "  flower-infra:loadBalancer:\n    logKmsKeyArn: alias/logs\n",
            "flower-infra:loadBalancer.logKmsKeyArn: \"alias/logs\" is not the ARN of a KMS key. Give an ARN such as arn:aws:kms:"),
        ("a tag is one that AWS takes", "dev", "  flower-infra:loadBalancer:\n", "  flower-infra:tags: { \"aws:team\": platform }\n  flower-infra:loadBalancer:\n",
            "flower-infra:tags.aws:team: \"platform\" is not a tag that AWS accepts. Use letters, digits, spaces and"),
    ];

    private static readonly (string Sentence, string Stack, string Old, string New)[] Right =
    [
        ("an apostrophe in an address", "staging", Email, "            - o'brien@example.com\n"),
        ("a server of a provider that names the port of HTTPS", "staging", "          clientId:", "          domain: github.example.com:443\n          clientId:"),
        ("an Okta server that names the port of HTTPS", "prod", "https://example.okta.com/oauth2/default", "https://example.okta.com:443/oauth2/default"),
        ("the range for benchmarks, which VPN products hand out", "dev", Vpn, "      - 198.18.0.0/15\n"),
        ("a private range beside the metadata service's", "dev", Vpn, "      - fd00:ec3::/32\n"),
        ("a mapping that another one merges", "dev", "    flower:\n",
            "    base: &base\n      host: base.dev.example.internal\n      auth: { basic: { users: [ops] } }\n    other: { <<: *base, host: other.dev.example.internal }\n    flower:\n"),
        ("an endpoint with a query", "dev", Basic, Oidc.Replace("com/a", "com/a?p=b2c_1_flower", StringComparison.Ordinal)),
        ("an endpoint that names the port of HTTPS", "dev", Basic, Oidc.Replace("com/t", "com:443/t", StringComparison.Ordinal)),
        ("IPv6 in capitals", "dev", Vpn, "      - FD12:3456:789A::/48\n"),
        ("a server certificate of IAM", "dev", Certificate, "arn:aws:iam::123456789012:server-certificate/tools/flower"),
        ("a result backend for a dashboard with a broker of its own", "prod", "    billing-flower:\n",
            "    billing-flower:\n      resultBackend:\n        urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:billing-results-url-c3D4e5\n"
            + "        securityGroupId: sg-0123456789ab0bd0f\n        cidrBlocks: [10.40.32.0/20]\n        port: 5671\n        isBrokersServer: true\n"),
        ("a dashboard that is called as a key is", "dev", "    flower:\n", "    tags:\n      host: tags.dev.example.internal\n      auth: { basic: { users: [ops] } }\n    flower:\n"),
        ("an own image of nginx by its digest", "dev", "nginxinc/nginx-unprivileged:1.28.0-alpine",
            "registry.example.com/platform/gateway@sha256:3b7f0c7a2d3f1e6a5b4c9d8e7f60718293a4b5c6d7e8f9010a1b2c3d4e5f6071"),
    ];

    private static IEnumerable<TestCaseData> Refused() => Wrong.Select(it => new TestCaseData(it.Stack, it.Old, it.New, it.Message).SetArgDisplayNames(it.Sentence));

    private static IEnumerable<TestCaseData> Taken() => Right.Select(it => new TestCaseData(it.Stack, it.Old, it.New).SetArgDisplayNames(it.Sentence));

    [TestCaseSource(nameof(Refused))]
    public async Task It_is_a_rule_that(string stack, string old, string @new, string message)
    {
        using var edited = EditedStack.Replacing(stack, old, @new);

        var run = await edited.RunAsync("preview", "--stack", stack);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(run.Error, Does.Contain(message));
        }
    }

    [TestCaseSource(nameof(Taken))]
    public async Task What_is_right_is(string stack, string old, string @new)
    {
        using var edited = EditedStack.Replacing(stack, old, @new);

        var run = await edited.RunAsync("preview", "--stack", stack);

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")));
    }
}
