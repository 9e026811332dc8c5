using System.Text.RegularExpressions;
using FlowerInfra.Tests.Components.CelerySigning;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.CommandLine;

/// <summary>Values that only AWS or the cluster would refuse, and only in the middle of a deployment.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class StackValueTests
{
    private const string Dashboard = "flower-infra:dashboards.flower";
    private const string DashboardKey = "    flower:\n";
    private const string Prefix = "      urlPrefix:";
    private const string Deployer = "arn:aws:iam::123456789012:role/flower-deployer";
    private const string Top = "  flower-infra:deployerRoleArns:\n";
    private const string Cluster = "    name: ";
    private const string LoadBalancer = "  flower-infra:loadBalancer:\n";
    private const string Secret = "secret:celery-broker-url-a1B2c3";
    private const string FlowLogs = "    flowLogs: {}";
    private const string Basic =
        "        basic:\n          users: [oncall, ops]\n          passwordReaderRoleArns:\n            - arn:aws:iam::123456789012:role/flower-passwords\n";

    private const string State =
        "      state:\n        ebs:\n          ebsCsiRoleArn: arn:aws:iam::123456789012:role/ebs-csi-controller\n          sizeGiB: 8\n";

    private const string Signing = "        signing: {}\n";

    private const string Broker =
        $"  flower-infra:broker:\n    urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:{Secret}\n"
        + "    securityGroupId: sg-0123456789ab0de0d\n    cidrBlocks:\n      - 10.20.16.0/20\n    port: 6379\n";

    private const string Oidc =
        "        loadBalancerOidc:\n          issuer: https://id.example.com\n          authorizationEndpoint: https://id.example.com/a\n"
        + "          tokenEndpoint: https://id.example.com/t\n          userInfoEndpoint: https://id.example.com/u\n          clientId: flower\n"
        + "          clientSecret: hunter2\n          providerCidrBlocks: [192.30.252.0/22]\n";

    private static readonly (string Name, string Stack, string Old, string New, string Message)[] Mistakes =
    [
        ("no account", "dev", "accountId: \"123456789012\"", "accountId: 12345", "flower-infra:accountId: \"12345\" is not the id of an AWS account. Give its"),
        ("a key of AWS's default provider", "dev", "  aws:region:", "  aws:assumeRoles: []\n  aws:region:",
            "aws:assumeRoles: would have no effect. Remove it: the stack's AWS provider takes aws:region and aws:profile alone."),
        ("another cluster", "dev", "  aws:region:", "  kubernetes:context: other\n  aws:region:",
            "kubernetes:context: would have no effect. Remove it: the stack's Kubernetes provider is made for the cluster that cluster.name names."),
        ("no VPC", "dev", "vpc-0123456789ab0de00", "banana", "flower-infra:cluster.vpcId: \"banana\" is not the id of a VPC. Give an id such as vpc-"),
        ("no subnet", "dev", "subnet-0123456789ab0de0a", "a", "flower-infra:loadBalancer.subnetIds[0]: \"a\" is not the id of a subnet."),
        ("one subnet twice", "dev", "subnet-0123456789ab0de0b", "subnet-0123456789ab0de0a",
            "flower-infra:loadBalancer.subnetIds[1]: \"subnet-0123456789ab0de0a\" is named twice."),
        ("subnets of one range", "dev", "10.20.1.0/24", "10.20.0.0/25", "flower-infra:loadBalancer.subnetCidrBlocks[1]: \"10.20.0.0/25\" overlaps 10.20.0.0/24."),
        ("no security group", "dev", "sg-0123456789ab0de0c", "sg", "flower-infra:cluster.securityGroupId: \"sg\" is not the id of a security group."),
        ("no security group of the broker", "dev", "sg-0123456789ab0de0d", "sg",
            "flower-infra:broker.securityGroupId: \"sg\" is not the id of a security group."),
        ("no cluster", "dev", Cluster + "dev", Cluster + "arn:aws:eks:x", "flower-infra:cluster.name: \"arn:aws:eks:x\" is not the name of an EKS cluster."),
        ("no zone", "staging", "Z0123456789ABSTAGING", "example.com", "flower-infra:hostedZoneId: \"example.com\" is not the id of a hosted zone."),
        ("no public zone", "prod", "Z0123456789ABPUBLIC", "example.com",
            "flower-infra:loadBalancer.issuedCertificate.validationZoneId: \"example.com\" is not the id of a hosted zone."),
        ("no namespace of Prometheus", "staging", "Namespace: monitoring", "Namespace: Mon itoring",
            "flower-infra:cluster.prometheusNamespace: \"Mon itoring\" is not a name for Kubernetes objects."),
        ("no key", "dev", Top, $"  flower-infra:kmsKeyArn: alias/x\n{Top}", "flower-infra:kmsKeyArn: \"alias/x\" is not the ARN of a KMS key."),
        ("no function", "dev", Top, $"  flower-infra:rotation: {{ lambdaArn: rotate, roleArn: arn:aws:iam::123456789012:role/rotate }}\n{Top}",
            "flower-infra:rotation.lambdaArn: \"rotate\" is not the ARN of a Lambda function."),
        ("no bucket", "dev", LoadBalancer, $"{LoadBalancer}    accessLogsBucket: arn:aws:s3:::x\n",
            "flower-infra:loadBalancer.accessLogsBucket: \"arn:aws:s3:::x\" is not the name of a bucket."),
        ("a second bucket", "staging", LoadBalancer, $"{LoadBalancer}    accessLogsBucket: logs\n",
            "flower-infra:loadBalancer.accessLogsBucket: \"logs\" contradicts audit, which has a bucket."),
        ("CloudFront's web ACL", "staging", LoadBalancer,
            $"{LoadBalancer}    webAclArn: arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/6f5e4d3c-2b1a-4099-8877-665544332211\n",
            "is not the ARN of a regional web ACL."),
        ("two load balancers", "dev", Top,
            "  flower-infra:existingLoadBalancer: { securityGroupId: sg-0123456789ab0de0e, "
            + "listenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/tools/0a1b2c3d4e5f6071/1a2b3c4d5e6f7081, "
            + "dnsName: internal-tools-1234567890.eu-west-1.elb.amazonaws.com, zoneId: Z32O12XQLNTSW2, "
            + $"subnetCidrBlocks: [10.20.0.0/24] }}\n{Top}",
            "flower-infra:existingLoadBalancer: stands beside loadBalancer. Write one of loadBalancer and existingLoadBalancer."),
        ("a dashboard's own cluster", "dev", Prefix, $"      cluster: {{ name: other }}\n{Prefix}",
            $"{Dashboard}.cluster: can't be given here. Write flower-infra:cluster, which holds for all."),
        ("a dashboard's own deployers", "dev", Prefix, $"      deployerRoleArns: [{Deployer}]\n{Prefix}",
            $"{Dashboard}.deployerRoleArns: can't be given here. Write flower-infra:deployerRoleArns, which holds for all."),
        ("a log bucket that the load balancer can't write to", "staging", FlowLogs, $"{FlowLogs}\n    logBucket: {{ prefixes: [other] }}",
            "flower-infra:audit.logBucket.prefixes: lacks flower-lb, under which the stack's load balancer delivers. Add it."),
        ("a tag that is a number", "dev", Top, $"  flower-infra:tags: {{ cost-centre: 4711 }}\n{Top}",
            "flower-infra:tags.cost-centre: \"4711\" is not a text. Write it in quotes."),
        ("no service account", "dev", Prefix, $"      useExistingNamespace: true\n      existingServiceAccountName: X Y\n{Prefix}",
            $"{Dashboard}.existingServiceAccountName: \"X Y\" is not a name for a service account."),
        ("a task twice", "prod", "          - billing.tasks.refund\n", "          - billing.tasks.charge\n",
            $"{Dashboard}.admin.taskNames[1]: \"billing.tasks.charge\" is named twice. Keep one of the two."),
        ("a task for the viewers", "dev", Prefix, $"      taskNames: [orders.send]\n{Prefix}", $"{Dashboard}.taskNames: is not a known key here."),
        ("no region", "dev", "aws:region: eu-west-1", "aws:region: Ireland", "aws:region: \"Ireland\" is not the name of a region."),
        ("a role twice", "dev", "    - arn:aws:iam::123456789012:role/flower-deployer\n",
            "    - arn:aws:iam::123456789012:role/flower-deployer\n    - arn:aws:iam::123456789012:role/flower-deployer\n",
            "flower-infra:deployerRoleArns[1]: \"arn:aws:iam::123456789012:role/flower-deployer\" is named twice."),
        ("no role, of which keys and logs have need", "staging", ":role/flower-deployer", ":user/x",
            "flower-infra:deployerRoleArns[0]: \"arn:aws:iam::123456789012:user/x\" is not the ARN of an IAM role."),
        ("a secret in another region", "dev", $"eu-west-1:123456789012:{Secret}", $"us-east-1:123456789012:{Secret}",
            $"flower-infra:broker.urlSecretArn: \"arn:aws:secretsmanager:us-east-1:123456789012:{Secret}\" is in another region than the stack, eu-west-1."),
        ("a secret in another partition", "dev", $"aws:secretsmanager:eu-west-1:123456789012:{Secret}",
            $"aws-cn:secretsmanager:eu-west-1:123456789012:{Secret}",
            "is in another partition than the stack's region, eu-west-1. Give one that begins with arn:aws:."),
        ("half of a secret's ARN", "dev", Secret, "secret:broker", ":secret:broker\" is not the ARN of a Secrets Manager secret."),
        ("a dashboard's certificate in another region", "dev", Prefix,
            $"      certificateArn: arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\n{Prefix}",
            "-a5b4c3d2e1f0\" is in another region than the stack, eu-west-1."),
        ("a certificate without a host", "prod", "        - flower-admin.example.com\n", "",
            "flower-infra:loadBalancer.issuedCertificate.domainNames: lacks flower-admin.example.com, for which browsers would then refuse the certificate."),
        ("no broker", "dev", Broker, "", "flower-infra:broker: is missing. Write an object: the command \"config broker\" explains it."),
        ("one server twice", "dev", Broker, Broker + Broker.Replace("broker:", "resultBackend:", StringComparison.Ordinal).Replace("celery-", "", StringComparison.Ordinal),
            "flower-infra:resultBackend.isBrokersServer: is missing: the security group and the port are the broker's"),
        ("one server for all, and another broker for one", "prod", "  flower-infra:audit:\n",
            "  flower-infra:resultBackend:\n    urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-results-url-c3D4e5\n"
            + "    securityGroupId: sg-0123456789ab0bd0e\n    cidrBlocks: [10.40.16.0/20]\n    isBrokersServer: true\n  flower-infra:audit:\n",
            "flower-infra:dashboards.billing-flower.broker: differs from the broker of all dashboards, and their resultBackend fits only that one. "
            + "Write dashboards.billing-flower.resultBackend too: its own login, with isBrokersServer where it is this broker's server."),
        ("a dashboard without lines", "dev", DashboardKey, $"    other:\n{DashboardKey}", "flower-infra:dashboards.other: has no value. Write one, or remove the key."),
        ("a state without lines", "staging", State, "      state:\n", $"{Dashboard}.state: has no value. Write one, or remove the key."),
        ("a storage without lines", "staging", State, "      state:\n        ebs:\n", $"{Dashboard}.state.ebs: has no value."),
        ("a state without storage", "staging", State, "      state: {}\n", $"{Dashboard}.state.ebs: is missing, and so is efs."),
        ("a sign-in without lines", "dev", Basic, "        basic:\n", $"{Dashboard}.auth.basic: has no value."),
        ("a sign-in that isn't one", "dev", Basic, "        saml: {}\n", $"{Dashboard}.auth.saml: is not a known key here."),
        ("nobody behind an address", "dev", LoadBalancer, $"{LoadBalancer}    usersBehindOneAddress: 0\n",
            "flower-infra:loadBalancer.usersBehindOneAddress: \"0\" is not a number of users"),
        ("the metadata service as a DNS cache", "dev", Cluster, $"    nodeLocalDnsAddress: 169.254.169.254\n{Cluster}",
            "flower-infra:cluster.nodeLocalDnsAddress: \"169.254.169.254\" is not a link-local address that a cache may have."),
        ("no sign-in", "dev", $"auth:\n{Basic}", "auth: {}\n", $"{Dashboard}.auth: names no way to sign in."),
        ("logs that nobody keeps", "prod", "    flowLogs: {}\n", "    logBucket:\n      expireAfterDays: 0\n",
            "flower-infra:audit.logBucket.expireAfterDays: \"0\" keeps no log."),
        ("a rotation without its role", "dev", Top, $"  flower-infra:rotation: {{ lambdaArn: arn:aws:lambda:eu-west-1:123456789012:function:rotate }}\n{Top}",
            "flower-infra:rotation.roleArn: is missing."),
        ("a rotation by a deployer", "dev", Top,
            $"  flower-infra:rotation: {{ lambdaArn: arn:aws:lambda:eu-west-1:123456789012:function:rotate, roleArn: {Deployer} }}\n{Top}",
            $"flower-infra:rotation.roleArn: \"{Deployer}\" is a deployer's role, which administers the key."),
        ("a role without a rotation", "dev", Top, $"  flower-infra:rotation: {{ roleArn: arn:aws:iam::123456789012:role/rotate }}\n{Top}",
            "flower-infra:rotation.lambdaArn: is missing."),
        ("a deployer who reads passwords", "dev", "arn:aws:iam::123456789012:role/flower-passwords", Deployer,
            $"{Dashboard}.auth.basic.passwordReaderRoleArns[0]: \"{Deployer}\" also deploys or rotates"),
        ("readers of passwords that aren't generated", "dev", "          passwordReaderRoleArns:",
            "          passwordsSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:passwords-a1B2c3\n          passwordReaderRoleArns:",
            $"{Dashboard}.auth.basic.passwordReaderRoleArns: contradicts passwordsSecretArn"),
        ("administrators' broker without TLS's port", "prod", Signing, AdminBroker("port: 0"), $"{Dashboard}.admin.broker.port: \"0\" is not a port."),
        ("administrators' results where the broker's URL is", "prod", Signing,
            AdminBroker("port: 6379") + AdminResults("celery-broker-admin-url-g7H8i9", "sg-09d0e09d0e09d0e01"),
            $"{Dashboard}.admin.resultBackend.urlSecretArn: \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-broker-admin-url-g7H8i9\" is also the broker's secret"),
        ("administrators' results by the broker's rule", "prod", Signing, AdminBroker("port: 6379") + AdminResults("celery-results-a1B2c3", "sg-0123456789ab0bd0e"),
            $"{Dashboard}.admin.resultBackend.isBrokersServer: is missing"),
        ("a list without entries", "dev", "users: [oncall, ops]", "users:", $"{Dashboard}.auth.basic.users: has no value."),
        ("a user that is a number", "dev", "users: [oncall, ops]", "users: [123]",
            $"{Dashboard}.auth.basic.users: is not a list of texts. Write a list: a hyphen before each entry, numbers in quotes."),
        ("a text that is a number", "staging", "clientId: Iv1.0123456789abcdef", "clientId: 1.50",
            $"{Dashboard}.auth.github.clientId: \"1.5\" is not a text. Write it in quotes."),
        ("an encrypted host", "dev", "host: flower.dev.example.internal", "host: { secure: v1:abc }",
            $"{Dashboard}.host: is encrypted, and a preview without the engine can't check it. Write it in the open: it is no secret."),
        ("a line break in a host", "dev", "host: flower.dev.example.internal", "host: \"flower\\n.dev\\e[31m\"",
            $"{Dashboard}.host: \"flower\\u000a.dev\\u001b[31m\" holds a line break."),
        ("a host that no rule takes", "dev", "flower.dev.example.internal", "flower.k8s1",
            $"{Dashboard}.host: \"flower.k8s1\" does not end in letters alone, which a load balancer's rule requires."),
        ("a rate that stops nothing", "dev", Prefix, $"      rates: {{ requestsPerSecond: 5000 }}\n{Prefix}",
            $"{Dashboard}.rates.requestsPerSecond: \"5000\" is more than Flower and its gateway bear. Give 10 to 500."),
        ("no list at all", "dev", Prefix, $"      rates: {{ listingsPerSecond: 0 }}\n{Prefix}",
            $"{Dashboard}.rates.listingsPerSecond: \"0\" would hold back people at work. Give 1 to 5."),
        ("half a list", "dev", Prefix, $"      rates: {{ listingsPerSecond: 0.5 }}\n{Prefix}",
            $"{Dashboard}.rates.listingsPerSecond: \"0.5\" is not a whole number."),
        ("a rate that isn't one", "dev", Prefix, $"      rates: {{ requestsPerMinute: 60 }}\n{Prefix}",
            $"{Dashboard}.rates.requestsPerMinute: is not a known key here."),
        ("rates without lines", "dev", Prefix, $"      rates:\n{Prefix}", $"{Dashboard}.rates: has no value."),
        ("a namespace of Kubernetes", "dev", Prefix, $"      namespace: kube-system\n{Prefix}",
            $"{Dashboard}.namespace: \"kube-system\" is a namespace of Kubernetes itself. Choose another name."),
        ("a range that the load balancer keeps out", "dev", Prefix, $"      vpnCidrBlocks: [10.99.0.0/16]\n{Prefix}",
            $"{Dashboard}.vpnCidrBlocks[0]: \"10.99.0.0/16\" is outside the load balancer's ranges"),
        ("the metadata service as a provider", "staging", "140.82.112.0/20", "169.254.169.254/32",
            $"{Dashboard}.auth.github.providerCidrBlocks[0]: \"169.254.169.254/32\" is or holds a range that no provider uses"),
        ("a backup for ever", "staging", State, $"{State}        backup: {{ deleteAfterDays: 40000 }}\n",
            $"{Dashboard}.state.backup.deleteAfterDays: \"40000\" is longer than AWS Backup keeps anything."),
        ("a waiver for a resource that isn't there", "dev", "  flower-infra:leftOut",
            "  flower-infra:waivers: { FLW-LB-06: { reason: a, expires: 2027-01-01, resources: [flower-lb-alb, flower-lb-nlb] } }\n  flower-infra:leftOut",
            "flower-infra:waivers.FLW-LB-06.resources: \"flower-lb-nlb\" is not the name of a resource of this stack."),
        ("a webhook in the open", "staging", FlowLogs, $"{FlowLogs}\n    alertWebhooks: [{{ name: chat, url: https://chat.example.com/hunter2 }}]",
            "flower-infra:audit.alertWebhooks[0].url: stands in the open. Set it with: pulumi config set --secret --path "
            + "'flower-infra:audit.alertWebhooks[0].url'"),
        ("a webhook of a wrong name", "staging", FlowLogs, $"{FlowLogs}\n    alertWebhooks: [{{ name: A b, url: {{ secure: v1:hunter2 }} }}]",
            "flower-infra:audit.alertWebhooks[0].name: \"A b\" is not a name."),
        ("webhooks by name", "staging", FlowLogs, $"{FlowLogs}\n    alertWebhooks: {{ chat: https://chat.example.com/hunter2 }}",
            "flower-infra:audit.alertWebhooks: is not a list of objects. Write a list: a hyphen before each entry, its keys below it."),
        ("the broker's URL in the place of its ARN", "dev", $"arn:aws:secretsmanager:eu-west-1:123456789012:{Secret}", "rediss://flower:hunter2@broker:6379",
            "flower-infra:broker.urlSecretArn: holds a login in the open. Change the password, and keep it in Secrets Manager."),
        ("a password in an address", "dev", "host: flower.dev.example.internal", "host: https://ops:hunter2@flower.example.com",
            $"{Dashboard}.host: \"https://[secret]@flower.example.com\" holds a login in the open."),
        ("a client secret in the open", "dev", Basic, Oidc,
            $"{Dashboard}.auth.loadBalancerOidc.clientSecret: stands in the open. Set it with: pulumi config set --secret --path "
            + $"'{Dashboard}.auth.loadBalancerOidc.clientSecret'"),
        ("a list of client secrets", "dev", Basic, Oidc.Replace("clientSecret: hunter2", "clientSecret: [hunter2]", StringComparison.Ordinal),
            $"{Dashboard}.auth.loadBalancerOidc.clientSecret: is not a text."),
    ];

    private static readonly (string Name, string Other, string Message)[] Neighbours =
    [
        ("inside", "host: flower.dev.example.internal, urlPrefix: /flower/team",
            $"{Dashboard}.urlPrefix: \"/flower\" overlaps flower.dev.example.internal/flower/team, the address of another."),
        ("around", "host: Flower.dev.example.internal",
            $"{Dashboard}.urlPrefix: \"/flower\" overlaps flower.dev.example.internal, the address of another."),
        ("administrators on the viewers' host",
            "host: other.dev.example.internal, admin: { host: flower.dev.example.internal, urlPrefix: /admin, "
            + "auth: { basic: { users: [ops] } }, vpnCidrBlocks: [10.8.0.0/24] }",
            $"{Dashboard}.host: \"flower.dev.example.internal\" is the host of another's administrators."),
    ];

    private static string AdminBroker(string port) =>
        "        broker:\n          urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-broker-admin-url-g7H8i9\n"
        + $"          securityGroupId: sg-0123456789ab0bd0e\n          cidrBlocks: [10.40.16.0/20]\n          {port}\n";

    private static string AdminResults(string secret, string group) =>
        $"        resultBackend:\n          urlSecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:{secret}\n"
        + $"          securityGroupId: {group}\n          cidrBlocks: [10.40.16.0/20]\n";

    private static IEnumerable<TestCaseData> Cases() =>
        Mistakes.Select(it => new TestCaseData(it.Stack, it.Old, it.New, it.Message).SetArgDisplayNames(it.Name));

    private static IEnumerable<TestCaseData> NeighbourCases() =>
        Neighbours.Select(it => new TestCaseData(it.Other, it.Message).SetArgDisplayNames(it.Name));

    [TestCaseSource(nameof(Cases))]
    public async Task A_wrong_value_is_one_fault_with_its_key_and_never_a_secret(string stack, string old, string @new, string message)
    {
        using var edited = EditedStack.Replacing(stack, old, @new);

        Refused(await edited.RunAsync("preview", "--stack", stack), message);
    }

    [TestCaseSource(nameof(NeighbourCases))]
    public async Task Dashboards_that_would_take_each_others_requests_or_cookies_are_refused(string other, string message)
    {
        using var edited = EditedStack.Replacing("dev", DashboardKey, $"    another: {{ auth: {{ basic: {{ users: [ops] }} }}, {other} }}\n{DashboardKey}");

        Refused(await edited.RunAsync("preview", "--stack", "dev"), message);
    }

    [Test]
    public async Task Dashboards_side_by_side_on_one_host_are_no_fault()
    {
        using var edited = EditedStack.Replacing(
            "dev", DashboardKey,
            $"    another: {{ auth: {{ basic: {{ users: [ops] }} }}, host: flower.dev.example.internal, urlPrefix: /flower-two }}\n{DashboardKey}");

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        Assert.That(plan.OfType(ResourceType.ListenerRule).Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task An_encrypted_client_secret_is_taken()
    {
        using var edited = EditedStack.Replacing(
            "dev", Basic, Oidc.Replace("clientSecret: hunter2", "clientSecret: { secure: v1:abc }", StringComparison.Ordinal));

        var run = await edited.RunAsync("preview", "--stack", "dev");

        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")), run.Output);
    }

    [TestCase("", "")]
    [TestCase("\u202e", "flower-infra:broker.certificateAuthority: \"[secret]\" holds more than certificates in PEM.")]
    public async Task A_certificate_keeps_its_line_breaks_and_nothing_else_that_nobody_sees(string inside, string message)
    {
        var lines = CeleryMessageSigningExample.Certificate().Replace("\n", $"\n      ", StringComparison.Ordinal);
        using var edited = EditedStack.Replacing("dev", "    port: 6379\n", $"    certificateAuthority: |\n      {lines}{inside}\n    port: 6379\n");

        var run = await edited.RunAsync("preview", "--stack", "dev");

        if (message.Length > 0)
            Refused(run, message);
        else
            Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Success, "")), run.Output);
    }

    [Test]
    public async Task A_dashboard_merges_what_another_one_has_and_its_own_comes_first()
    {
        using var edited = EditedStack.Replacing(
            "dev", DashboardKey,
            "    a: &base\n      host: a.dev.example.internal\n      size: medium\n      auth: { basic: { users: [ops] } }\n"
            + "    b: { <<: *base, host: b.dev.example.internal }\n"
            + "    c: { <<: [{ host: c.dev.example.internal }, *base], size: large }\n" + DashboardKey);

        var plan = await RepositoryStacks.PreviewAsync(edited.Read());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                plan.OfType(ResourceType.ListenerRule).Select(it => it.Inputs["conditions"]![0]!["hostHeader"]!["values"]![0]!.GetValue<string>()).Order(),
                Is.EqualTo(new[] { "a.dev.example.internal", "b.dev.example.internal", "c.dev.example.internal", "flower.dev.example.internal" }));
            Assert.That(
                new[] { "a-", "b-", "c-" }.Select(name => plan.OfType("kubernetes:core/v1:ConfigMap").Where(it => it.Name.StartsWith(name, StringComparison.Ordinal))
                    .Select(it => Regex.Match(it.Inputs.ToJsonString(), "max_tasks = ([0-9]+)")).First(it => it.Success).Groups[1].Value),
                Is.EqualTo(new[] { "50000", "50000", "100000" }));
        }
    }

    [TestCase("    b: { <<: text }\n", "merges something that is not a mapping. Let << name a mapping, or a list of them.")]
    [TestCase("    b: { <<: [[]] }\n", "merges something that is not a mapping. Let << name a mapping, or a list of them.")]
    public async Task A_merge_of_what_is_no_mapping_is_told_with_its_line(string dashboard, string message)
    {
        using var edited = EditedStack.Replacing("dev", DashboardKey, dashboard + DashboardKey);

        var run = await edited.RunAsync("preview", "--stack", "dev");

        Assert.That(run.Error, Does.Match("  - line [0-9]+: flower-infra:dashboards: ").And.Contain(message));
    }

    [Test]
    public async Task Merges_of_merges_end_in_a_message()
    {
        var lines = Enumerable.Range(1, 9).Select(it => $"    a{it}: &a{it} {{ <<: [{string.Join(", ", Enumerable.Repeat($"*a{it - 1}", 9))}] }}\n");
        using var edited = new EditedStack("dev", $"config:\n  flower-infra:x:\n    a0: &a0 {{}}\n{string.Concat(lines)}");

        Refused(await edited.RunAsync("preview", "--stack", "dev"), "  - flower-infra:x: repeats itself too often through its aliases.", " has 7 faults:");
    }

    [TestCase("flower-infra:hostedZoneId: \"{ user: ops, password: hunter2 }\"", "hostedZoneId: \"{…\" is not the id")]
    [TestCase("flower-infra:hostedZoneId: \" [hunter2]\"", "hostedZoneId: \"[…\" is not the id")]
    [TestCase("flower-infra:hostedZoneId: user=ops password=hunter2", "hostedZoneId: \"user=ops password=[secret]\" is not the id")]
    [TestCase("flower-infra:hostedZoneId: |\n    api-key: hunter2\n    b: c", "hostedZoneId: \"api-key: [secret]")]
    [TestCase("flower-infra:tags: { db-password: 0.5 }", "tags.db-password: is not a text.")]
    [TestCase("flower-infra:tags: { apiToken: \"hunter2§\" }", "tags.apiToken: is not a tag that AWS accepts.")]
    [TestCase("flower-infra:password: hunter2", "flower-infra:password: is not a known key here.")]
    [TestCase("aws:secretKey: 00012345", "aws:secretKey: is a number whose zeros Pulumi drops.")]
    public async Task A_secret_without_a_form_is_told_by_its_key_and_never_shown(string line, string message)
    {
        using var edited = EditedStack.Replacing("dev", Top, $"  {line}\n{Top}");

        var run = await edited.RunAsync("preview", "--stack", "dev");

        Assert.That(run.Error, Does.Contain(message).And.Not.Contain("hunter2").And.Not.Contain("00012345"));
    }

    [TestCase("config:\n  flower-infra:vpcId: *nowhere\n", "an alias: is not valid YAML: The anchor 'nowhere'")]
    [TestCase("config:\n  flower-infra:a: 1\n\tflower-infra:b: 2\n", "lines 2 to 3: is not valid YAML")]
    [TestCase("config:\n  flower-infra:: 1\n", "line 2: flower-infra:: is not of the form NAMESPACE:KEY. Write for example flower-infra:accountId.")]
    [TestCase("config:\n  flower-infra:config:vpcId: 1\n", "line 2: flower-infra:config:vpcId: is not of the form NAMESPACE:KEY.")]
    public async Task What_can_not_be_read_is_found_at_its_place(string text, string message)
    {
        using var edited = new EditedStack("dev", text);

        // Where nothing else can be read, nothing else is told.
        Refused(await edited.RunAsync("preview", "--stack", "dev"), message, message.Contains("NAMESPACE", StringComparison.Ordinal) ? " has 7 faults:" : " has 1 fault:");
    }

    [Test]
    public async Task Aliases_of_aliases_end_in_a_message()
    {
        var lines = Enumerable.Range(1, 9).Select(it => $"    a{it}: &a{it} [{string.Join(", ", Enumerable.Repeat($"*a{it - 1}", 9))}]\n");
        using var edited = new EditedStack("dev", $"config:\n  flower-infra:x:\n    a0: &a0 [x]\n{string.Concat(lines)}");

        Refused(
            await edited.RunAsync("preview", "--stack", "dev"),
            "  - flower-infra:x: repeats itself too often through its aliases. Write out what they stand for.\n", " has 7 faults:");
    }

    private static void Refused((int Code, string Output, string Error) run, string message, string count = " has 1 fault:")
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.BadInput), run.Error);
            Assert.That(run.Error, Does.Contain(count).And.Contain(message));
            Assert.That(run.Output + run.Error, Does.Not.Contain("hunter2").And.Not.Contain("   at "));
        }
    }
}
