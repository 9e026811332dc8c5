using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Iam;

namespace FlowerInfra;

/// <summary>
/// What lets the role of one workload read its secrets, and no others. Controls: IAM.21, FLW-IAM-01.
/// </summary>
internal static class CredentialReader
{
    /// <summary>Lets a role read these secrets and decrypt them with these keys.</summary>
    /// <param name="group">What the policy belongs to; it is named after the group.</param>
    /// <param name="role">The role.</param>
    /// <param name="secretArns">The secrets.</param>
    /// <param name="keyArns">The keys that encrypt them; empty where AWS's own do.</param>
    public static void Allow(ResourceGroup group, Role role, IEnumerable<Output<string>> secretArns, Output<ImmutableArray<string>> keyArns) =>
        _ = new RolePolicy($"{group.Name}-role-policy", new RolePolicyArgs
        {
            Role = role.Id,
            Policy = Output.Tuple(Output.All(secretArns.Select(arn => (Input<string>)arn).ToArray()), keyArns)
                .Apply(it => PolicyDocument.Render(
                [
                    new PolicyStatement("ReadSecrets", "Allow", ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], it.Item1),
                    .. it.Item2.IsEmpty ? [] : new[] { new PolicyStatement("DecryptSecrets", "Allow", ["kms:Decrypt"], [.. it.Item2.Distinct()]) },
                ])),
        }, group.Child);
}
