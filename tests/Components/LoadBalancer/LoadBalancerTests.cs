using NUnit.Framework;

namespace FlowerInfra.Tests.Components.LoadBalancer;

[TestFixture]
internal sealed class LoadBalancerTests
{
    [Test]
    public async Task Load_balancer_is_internal_hardened_and_not_lost_by_mistake()
    {
        var alb = (await ComponentExamples.RunAsync(ComponentExamples.LoadBalancer()))["tools-alb"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(alb.At("internal")!.GetValue<bool>(), Is.True);
            Assert.That(alb.Text("loadBalancerType"), Is.EqualTo("application"));
            Assert.That(alb.At("dropInvalidHeaderFields")!.GetValue<bool>(), Is.True);
            Assert.That(alb.Text("desyncMitigationMode"), Is.EqualTo("strictest"));
            Assert.That(alb.Text("xffHeaderProcessingMode"), Is.EqualTo("append"));
            Assert.That(alb.At("enableDeletionProtection")!.GetValue<bool>(), Is.True);
            Assert.That(alb.JsonText("securityGroups"), Is.EqualTo("""["tools-vpn-load-balancer.id"]"""));
            Assert.That(alb.JsonText("subnets"), Is.EqualTo("""["subnet-0000000a","subnet-0000000b"]"""));
            Assert.That(alb.JsonText("accessLogs"), Is.EqualTo("""{"bucket":"logs","enabled":true,"prefix":"tools"}"""));
        }
    }

    [Test]
    public async Task Deletion_protection_is_given_up_on_purpose_only()
    {
        var args = ComponentExamples.LoadBalancer();
        args.AllowDeletion = true;

        var alb = (await ComponentExamples.RunAsync(args))["tools-alb"];

        Assert.That(alb.At("enableDeletionProtection")!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task No_access_logs_are_written_without_a_bucket()
    {
        var args = ComponentExamples.LoadBalancer();
        args.AccessLogsBucket = null;

        var alb = (await ComponentExamples.RunAsync(args))["tools-alb"];

        Assert.That(alb.At("accessLogs"), Is.Null);
    }

    [TestCase(null, "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09")]
    [TestCase(TlsPolicy.Fips, "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09")]
    [TestCase("ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09")]
    public async Task Https_speaks_a_policy_that_ELB_17_accepts_and_answers_404(string? policy, string expected)
    {
        var args = ComponentExamples.LoadBalancer();
        args.TlsPolicy = policy;

        var https = (await ComponentExamples.RunAsync(args))["tools-https"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(https.JsonText("port"), Is.EqualTo("443"));
            Assert.That(https.Text("protocol"), Is.EqualTo("HTTPS"));
            Assert.That(https.Text("sslPolicy"), Is.EqualTo(expected));
            Assert.That(https.Text("certificateArn"), Is.EqualTo(ComponentExamples.Certificate));
            Assert.That(
                https.JsonText("defaultActions"),
                Is.EqualTo("""[{"fixedResponse":{"contentType":"text/plain","statusCode":"404"},"type":"fixed-response"}]"""));
        }
    }

    [Test]
    public async Task Plain_http_answers_301_and_forwards_nothing()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.LoadBalancer());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("Listener").Select(listener => listener.JsonText("port")), Is.EquivalentTo(new[] { "443", "80" }));
            Assert.That(
                program["tools-http"].JsonText("defaultActions"),
                Is.EqualTo("""[{"redirect":{"port":"443","protocol":"HTTPS","statusCode":"HTTP_301"},"type":"redirect"}]"""));
        }
    }

    [Test]
    public async Task An_issued_certificate_is_validated_before_the_listener_takes_it()
    {
        var args = ComponentExamples.LoadBalancer();
        args.CertificateArn = null;
        args.IssuedCertificate = new IssuedCertificateArgs
        {
            DomainNames = ["Flower.example.com", "admin.example.com"],
            ValidationZoneId = "Z0123456789ABPUBLIC",
        };

        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["tools-https"].Text("certificateArn"), Is.EqualTo("tools-tls-certificate.arn"));
            Assert.That(program["tools-tls-certificate"].Text("validationMethod"), Is.EqualTo("DNS"));
            Assert.That(program["tools-tls-certificate"].Text("domainName"), Is.EqualTo("admin.example.com"));
            Assert.That(program["tools-tls-certificate"].JsonText("subjectAlternativeNames"), Is.EqualTo("""["flower.example.com"]"""));
            Assert.That(
                program["tools-tls-validation-flower.example.com"].JsonText("records"),
                Is.EqualTo("""["flower.example.com.acm-validations.aws"]"""), "each record answers its own domain");
            Assert.That(program["tools-tls-validation-admin.example.com"].Text("name"), Is.EqualTo("_acm.admin.example.com"));
            Assert.That(program["tools-tls-validation-admin.example.com"].Text("zoneId"), Is.EqualTo("Z0123456789ABPUBLIC"));
            Assert.That(
                program["tools-tls-validation"].JsonText("validationRecordFqdns"),
                Is.EqualTo("""["tools-tls-validation-admin.example.com.fqdn","tools-tls-validation-flower.example.com.fqdn"]"""));
            Assert.That(program["tools-tls-certificate"].JsonText("tags"), Is.EqualTo("""{"team":"platform"}"""));
        }
    }

    [Test]
    public async Task The_listener_waits_for_the_validation_and_not_only_for_the_certificate()
    {
        var args = ComponentExamples.LoadBalancer();
        args.CertificateArn = null;
        args.IssuedCertificate = new IssuedCertificateArgs { DomainNames = ["flower.example.com"], ValidationZoneId = "Z0123456789ABPUBLIC" };

        var program = await ComponentExamples.RunAsync(args);

        Assert.That(program["tools-tls-validation"].Text("certificateArn"), Is.EqualTo("tools-tls-certificate.arn"));
    }
}
