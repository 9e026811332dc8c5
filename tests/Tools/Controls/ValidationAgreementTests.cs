using System.Net;
using System.Text.Json.Nodes;
using FlowerInfra.Tests.Components;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>What the components' validation admits passes the controls too, and what it refuses fails them.</summary>
[TestFixture]
internal sealed class ValidationAgreementTests
{
    private const string Image = "spec/template/spec/containers/0/image";

    [TestCase("10.0.0.0/8", true)]
    [TestCase("10.0.0.0/7", false)]
    [TestCase("100.64.0.0/10", true)]
    [TestCase("100.64.0.0/9", false)]
    [TestCase("172.16.0.0/12", true)]
    [TestCase("172.16.0.0/11", false)]
    [TestCase("192.168.0.0/16", true)]
    [TestCase("192.168.0.0/15", false)]
    [TestCase("fc00::/8", true)]
    [TestCase("fc00::/7", false)]
    [TestCase("fd00::/8", false)]
    [TestCase("fd00:ec2::/32", false)]
    [TestCase("fd00:ec2::254/128", false)]
    [TestCase("fd00:ec3::/32", true)]
    [TestCase("fd20:ce::/32", false)]
    [TestCase("fd20:ce:0:1::/64", true)]
    public void A_source_is_private_for_both(string range, bool admitted)
    {
        var address = range.Contains(':', StringComparison.Ordinal) ? "cidrIpv6" : "cidrIpv4";
        var expected = admitted ? ControlStatus.Pass : ControlStatus.Fail;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(CidrBlock.TryParse(range, out _, out _), Is.EqualTo(admitted));
            Assert.That(Status(SamplePlan.With("in", address, $"\"{range}\""), "FLW-NET-01", "in"), Is.EqualTo(expected));
            Assert.That(Status(SamplePlan.With("rule", "conditions/1/sourceIp/values/0", $"\"{range}\""), "FLW-LB-14", "rule"), Is.EqualTo(expected));
        }
    }

    [TestCase("142.240.0.0/12", true)]
    [TestCase("142.224.0.0/11", false)]
    [TestCase("2a00::/32", true)]
    [TestCase("2a00::/31", false)]
    [TestCase("10.0.0.0/8", true)]
    [TestCase("10.0.0.0/7", false)]
    [TestCase("fc00::/8", true)]
    [TestCase("fc00::/7", false)]
    [TestCase("fd00::/8", false)]
    [TestCase("fd00:ec2::254/128", false)]
    [TestCase("fd20:ce::254/128", false)]
    [TestCase("64:ff9b::/96", false)]
    [TestCase("64:ff9b:1::/48", false)]
    [TestCase("64:ff9b::a9fe:a9fe/128", false)]
    [TestCase("2002::/16", false)]
    [TestCase("255.255.255.255/32", false)]
    [TestCase("240.0.0.0/12", false)]
    [TestCase("127.0.0.0/12", false)]
    [TestCase("169.254.169.254/32", false)]
    [TestCase("224.0.0.0/12", false)]
    [TestCase("fe80::/64", false)]
    [TestCase("::ffff:8.8.8.0/120", false)]
    [TestCase("0.0.0.0/0", false)]
    [TestCase("::/0", false)]
    public void An_identity_provider_is_one_for_both(string range, bool admitted)
    {
        var expected = admitted ? ControlStatus.Pass : ControlStatus.Fail;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Destination.TryParse(range, out _, out _), Is.EqualTo(admitted));
            Assert.That(Status(Egress(range), "FLW-NET-04", "out"), Is.EqualTo(expected));
            Assert.That(Status(Policy(range, 443), "FLW-NET-06", "allow"), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Whatever_the_range_validation_and_controls_agree() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Ranges().ToArbitrary(), range =>
            Destination.TryParse(range, out _, out _) == (Status(Egress(range), "FLW-NET-04", "out") == ControlStatus.Pass)));

    [TestCase("169.254.20.10", true)]
    [TestCase("169.254.169.254", false)]
    [TestCase("169.254.170.23", false)]
    [TestCase("8.8.8.8", false)]
    public void A_cache_on_the_node_is_one_for_both(string address, bool admitted)
    {
        var args = ComponentExamples.Dashboard();
        args.Cluster.NodeLocalDnsAddress = address;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(FlowerDashboard.Check("flower", args).Count == 0, Is.EqualTo(admitted));
            Assert.That(Status(Policy($"{address}/32", 53), "FLW-NET-06", "allow"), Is.EqualTo(admitted ? ControlStatus.Pass : ControlStatus.Fail));
        }
    }

    [TestCase("nginxinc/nginx-unprivileged:1.29", true)]
    [TestCase("registry.example.com:5000/flower:v2", true)]
    [TestCase("nginxinc/nginx-unprivileged:stable", false)]
    [TestCase("nginxinc/nginx-unprivileged:latest-2", false)]
    [TestCase("registry.example.com:5000/flower", false)]
    public void A_version_of_an_image_is_one_for_both(string image, bool admitted)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ImageReference.TryParse(image, out _, out _), Is.EqualTo(admitted));
            Assert.That(
                Status(SamplePlan.With("set", Image, $"\"{image}\""), "FLW-POD-06", "set"),
                Is.EqualTo(admitted ? ControlStatus.Pass : ControlStatus.Fail));
        }
    }

    [TestCase(90, true)]
    [TestCase(91, false)]
    public void A_rotation_period_is_one_for_both(int days, bool admitted)
    {
        var args = ComponentExamples.Dashboard();
        args.Rotation = new() { LambdaArn = ComponentExamples.RotationLambda, RoleArn = ComponentExamples.RotationRole, AfterDays = days };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(FlowerDashboard.Check("flower", args).Count == 0, Is.EqualTo(admitted));
            Assert.That(
                Status(SamplePlan.With("rotation", "rotationRules/automaticallyAfterDays", $"{days}"), "FLW-SEC-05", "secret"),
                Is.EqualTo(admitted ? ControlStatus.Pass : ControlStatus.Fail));
        }
    }

    private static Plan Egress(string range)
    {
        var plan = SamplePlan.With("out", range.Contains(':', StringComparison.Ordinal) ? "cidrIpv6" : "cidrIpv4", $"\"{range}\"");
        var rule = plan.Resources.Single(it => it.Name == "out").Inputs;
        (rule["fromPort"], rule["toPort"]) = (443, 443);
        return plan;
    }

    private static Plan Policy(string range, int port)
    {
        var plan = SamplePlan.With("allow", "spec/egress/0/to/0/ipBlock/cidr", $"\"{range}\"");
        plan.Resources.Single(it => it.Name == "allow").Inputs["spec"]!["egress"]![0]!["ports"] =
            new JsonArray(new JsonObject { ["protocol"] = "TCP", ["port"] = port });
        return plan;
    }

    // Around the private and the reserved ranges, where the two could differ.
    private static Gen<string> Ranges() =>
        from first in Gen.Elements(9, 10, 11, 100, 127, 128, 142, 169, 172, 192, 224)
        from second in Gen.Elements(0, 16, 31, 64, 128, 168, 254)
        from length in Gen.Choose(1, 24)
        let address = ((first << 24) | (second << 16)) >> (32 - length) << (32 - length)
        select new IPNetwork(new IPAddress(BitConverter.GetBytes(IPAddress.HostToNetworkOrder(address))), length).ToString();

    private static ControlStatus Status(Plan plan, string id, string resource) =>
        ControlEvaluation.Evaluate(plan, [.. ControlCatalogue.All.Where(it => it.Id == id)], [], TimeProvider.System)
            .Controls.Single(it => it.Urn == SamplePlan.Urn(resource)).Status;
}
