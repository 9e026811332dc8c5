using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>Whom the policies of secrets and their key name, by ARN.</summary>
/// <param name="Workloads">The workloads' roles, which read.</param>
/// <param name="Deployers">The roles that write and set the rules.</param>
/// <param name="PasswordReaders">The roles that hand out the generated passwords; may be empty.</param>
/// <param name="Rotation">The role of the function that rotates, or null without one.</param>
internal sealed record SecretRoles(ImmutableArray<string> Workloads, ImmutableArray<string> Deployers, ImmutableArray<string> PasswordReaders, string? Rotation)
{
    /// <summary>Puts the roles together.</summary>
    /// <param name="workload">The workload's role.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="platform">What the instances share.</param>
    public static Output<SecretRoles> Of(Output<string> workload, Instance instance, Platform platform) => Output
        .Tuple(
            workload, platform.DeployerRoleArns, (instance.SignIn as PasswordSignIn)?.Readers ?? Output.Create(ImmutableArray<string>.Empty),
            platform.Rotation?.RoleArn ?? Output.Create(""))
        .Apply(it => new SecretRoles([it.Item1], it.Item2, it.Item3, it.Item4.Length == 0 ? null : it.Item4));
}
