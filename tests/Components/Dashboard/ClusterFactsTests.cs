using FlowerInfra.Tests.Components.State;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>What a dashboard has to be told about its cluster, and what EKS tells it.</summary>
[TestFixture]
internal sealed class ClusterFactsTests
{
    private const string Lookup = "aws:eks/getCluster:getCluster";

    [TestCase(null, null, "vpc-of-prod", "sg-of-prod")]
    [TestCase("vpc-1", null, "vpc-1", "sg-of-prod")]
    [TestCase(null, "sg-cluster", "vpc-of-prod", "sg-cluster")]
    public async Task What_is_not_given_is_looked_up_once_by_the_clusters_name(string? vpcId, string? groupId, string vpc, string group)
    {
        var program = await ComponentExamples.RunAsync(OfCluster("prod", vpcId, groupId));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("TargetGroup").Concat(program.Of("SecurityGroup")).Select(it => it.Text("vpcId")), Is.All.EqualTo(vpc));
            Assert.That(program["flower-isolation-dns-udp"].Text("referencedSecurityGroupId"), Is.EqualTo(group));
            Assert.That(program["flower-admin-isolation-dns-udp"].Text("referencedSecurityGroupId"), Is.EqualTo(group));
            Assert.That(program.Functions.Count(it => it == Lookup), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_cluster_whose_network_is_given_is_not_asked_about()
    {
        var program = await ComponentExamples.RunAsync(OfCluster("prod", "vpc-1", "sg-cluster"));

        Assert.That(program.Functions, Is.Not.Empty.And.None.EqualTo(Lookup));
    }

    [Test]
    public async Task A_cluster_whose_name_is_known_later_is_asked_about_then()
    {
        var program = await MockedProgram.RunAsync(() =>
        {
            var name = new TaskCompletionSource<string>();
            _ = new FlowerDashboard("flower", OfCluster(Output.Create(name.Task), null, null));
            name.SetResult("tools");
        });

        Assert.That(program["flower-route-target"].Text("vpcId"), Is.EqualTo("vpc-of-tools"));
    }

    [Test]
    public async Task Nothing_is_asked_for_arguments_that_are_refused()
    {
        var args = OfCluster("prod", null, null);
        args.Host = "";

        var (_, program) = await MockedProgram.RefusedAsync(() => _ = new FlowerDashboard("flower", args));

        Assert.That(program.Functions, Is.Empty);
    }

    [Test]
    public async Task With_irsa_the_role_trusts_the_clusters_own_issuer()
    {
        var args = OfCluster("prod", "vpc-1", "sg-cluster");
        args.Cluster.UseIrsa = true;

        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["flower-credentials-role"].Text("assumeRolePolicy"),
                Does.Contain("arn:aws-cn:iam::210987654321:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/prod")
                    .And.Contain("oidc.eks.cn-north-1.amazonaws.com.cn/id/prod:sub"));
            Assert.That(program.Of("PodIdentityAssociation"), Is.Empty);
            Assert.That(program.Functions.Count(it => it == Lookup), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_given_provider_stands_and_is_compared_with_the_clusters_issuer()
    {
        var args = OfCluster("prod", "vpc-1", "sg-cluster");
        (args.Cluster.UseIrsa, args.Cluster.OidcProviderArn) = (true, ComponentExamples.OidcProvider);

        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-credentials-role"].Text("assumeRolePolicy"), Does.Contain(ComponentExamples.OidcProvider));
            Assert.That(program.Functions.Count(it => it == Lookup), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task The_provider_of_another_cluster_is_refused_and_trusted_by_no_role()
    {
        var args = OfCluster("other", null, null);
        args.Cluster.OidcProviderArn = ComponentExamples.OidcProvider;

        var (program, failure) = await MockedProgram.TryAsync(() => _ = new FlowerDashboard("flower", args));

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{failure}", Does.Contain(
                $"cluster.oidcProviderArn: \"{ComponentExamples.OidcProvider}\" is another issuer's than the cluster's, "
                + "oidc.eks.cn-north-1.amazonaws.com.cn/id/other. Give the provider of that issuer, or set useIrsa alone."));
            Assert.That(program.Of("Role"), Is.Empty);
        }
    }

    [TestCase("vpc-given", "vpc-given")]
    [TestCase(null, "vpc-of-prod")]
    public async Task A_file_system_stands_in_the_clusters_VPC_and_has_the_dashboards_tags(string? vpcId, string expected)
    {
        var args = OfCluster("prod", vpcId, null);
        args.State = EncryptedStateExample.OnEfs();
        (args.State.Efs!.VpcId, args.State.Tags) = (null, null);

        var group = (await ComponentExamples.RunAsync(args))["flower-state-files-access"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.Text("vpcId"), Is.EqualTo(expected));
            Assert.That(group.JsonText("tags"), Is.EqualTo("{\"team\":\"platform\"}"));
        }
    }

    private static FlowerDashboardArgs OfCluster(Input<string> name, string? vpcId, string? securityGroupId)
    {
        var args = ComponentExamples.WithAdmin();
        args.Cluster = new ClusterArgs
        {
            Name = name,
            VpcId = vpcId is null ? null : (Input<string>)vpcId,
            SecurityGroupId = securityGroupId is null ? null : (Input<string>)securityGroupId,
        };
        return args;
    }
}
