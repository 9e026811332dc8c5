using NUnit.Framework;
using Pulumi.Utilities;

namespace FlowerInfra.Tests.Components.Dashboard;

/// <summary>The roles that policies outside the component have to name.</summary>
[TestFixture]
internal sealed class RoleOutputTests
{
    [Test]
    public async Task Each_instances_role_is_an_output()
    {
        var (both, alone) = ((FlowerDashboard?)null, (FlowerDashboard?)null);
        await MockedProgram.RunAsync(() => both = new FlowerDashboard("flower", ComponentExamples.WithAdmin()));
        await MockedProgram.RunAsync(() => alone = new FlowerDashboard("flower", ComponentExamples.Dashboard()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await OutputUtilities.GetValueAsync(both!.RoleArn), Is.EqualTo("flower-credentials-role.arn"));
            Assert.That(await OutputUtilities.GetValueAsync(both.AdminRoleArn), Is.EqualTo("flower-admin-credentials-role.arn"));
            Assert.That(await OutputUtilities.GetValueAsync(alone!.AdminRoleArn), Is.Null);
        }
    }
}
