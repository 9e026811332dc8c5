using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Aws;

namespace FlowerInfra;

/// <summary>
/// Refuses an update by anybody whom the list of deployers doesn't name. Otherwise KMS would refuse it halfway, because a
/// key's policy has to admit its author, and by then the log bucket's policy lets nobody else clean up
/// (<see href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html"/>).
/// </summary>
public static partial class DeployerCheck
{
    /// <summary>
    /// What a resource's <c>DependsOn</c> takes so that it waits for the check: a list without resources, which fails when
    /// the caller is refused. A preview changes nothing and may be run by anybody.
    /// </summary>
    /// <param name="subject">What would be deployed, for the message.</param>
    /// <param name="key">What the message calls the list.</param>
    /// <param name="deployerRoleArns">The ARNs of the deployers' roles.</param>
    /// <param name="options">Whose provider is asked.</param>
    public static InputList<Resource> Before(string subject, string key, Output<ImmutableArray<string>> deployerRoleArns, InvokeOptions options)
    {
        if (Deployment.Instance.IsDryRun)
            return new InputList<Resource>();
        return Output.Tuple(GetCallerIdentity.Invoke(options: options), deployerRoleArns).Apply(it =>
        {
            var (identity, roles) = it;
            var faults = new ArgumentFaults();
            faults.Require(
                roles.IsEmpty || roles.Any(role => IsSessionOf(role, identity.Arn)), key, identity.Arn,
                "runs this update and is a session of none of the roles that are named",
                $"Assume {string.Join(" or ", roles)}, or add the role that deploys.");
            faults.ThrowIfAny(subject);
            return ImmutableArray<Resource>.Empty;
        });
    }

    // STS names a role without its path (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
    private static bool IsSessionOf(string roleArn, string callerArn) =>
        Session().Match(callerArn) is { Success: true } session
        && roleArn.StartsWith($"arn:{session.Groups["partition"]}:iam::{session.Groups["account"]}:role/", StringComparison.Ordinal)
        && roleArn[(roleArn.LastIndexOf('/') + 1)..] == session.Groups["role"].Value;

    [GeneratedRegex(@"^arn:(?<partition>[a-z-]+):sts::(?<account>[0-9]{12}):assumed-role/(?<role>[^/]+)/")]
    private static partial Regex Session();
}
