using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Stacks;

/// <summary>Mocks of an update: every resource has ids and ARNs of the form that AWS gives, and another stack has outputs.</summary>
/// <param name="otherStack">The outputs of the other stack.</param>
internal sealed class DeployedCloud(ImmutableDictionary<string, object> otherStack) : IMocks
{
    private const string Account = "618033988749";

    private ImmutableDictionary<string, ImmutableDictionary<string, object>> _inputs = ImmutableDictionary<string, ImmutableDictionary<string, object>>.Empty;

    /// <summary>The inputs by type and name.</summary>
    public IReadOnlyDictionary<string, ImmutableDictionary<string, object>> Inputs => _inputs;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ImmutableInterlocked.TryAdd(ref _inputs, $"{args.Type} {args.Name}", args.Inputs);
        var id = Id(args.Type!, args.Name!);
        var state = args.Inputs
            .SetItem("arn", Arn(args.Type!, args.Name!))
            .SetItem("arnSuffix", $"app/{args.Name}/0f3c9a7be2140ee1")
            .SetItem("dnsName", $"internal-{args.Name}.eu-west-1.elb.amazonaws.com")
            .SetItem("fqdn", $"{args.Name}.example.com")
            .SetItem("keyId", id)
            .SetItem("outputs", otherStack)
            .SetItem("result", "generated")
            .SetItem("secretOutputNames", ImmutableArray<object>.Empty)
            .SetItem("versionId", id)
            .SetItem("zoneId", "Z0F3C9A7BE214")
            .SetItem("domainValidationOptions", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty
                .Add("resourceRecordName", "_a").Add("resourceRecordType", "CNAME").Add("resourceRecordValue", "b.acm-validations.aws")));
        return Task.FromResult<(string?, object)>((id, state));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(StackEnvironment.Answer(args));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Id(string type, string name) => type switch
    {
        "aws:ec2/subnet:Subnet" => $"subnet-{Hash(name)[..17]}",
        "aws:ec2/securityGroup:SecurityGroup" => $"sg-{Hash(name)[..17]}",
        _ => name,
    };

    private static string Arn(string type, string name) => type switch
    {
        "aws:acm/certificate:Certificate" => $"arn:aws:acm:eu-west-1:{Account}:certificate/{new Guid(Convert.FromHexString(Hash(name)[..32]))}",
        "aws:iam/role:Role" => $"arn:aws:iam::{Account}:role/{name}",
        "aws:kms/key:Key" => $"arn:aws:kms:eu-west-1:{Account}:key/{new Guid(Convert.FromHexString(Hash(name)[..32]))}",
        "aws:secretsmanager/secret:Secret" => $"arn:aws:secretsmanager:eu-west-1:{Account}:secret:{name}-a1B2c3",
        _ => $"arn:aws:service:eu-west-1:{Account}:{name}",
    };
}
