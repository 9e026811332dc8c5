using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The key of a broker's secrets, and of the data of an ElastiCache.</summary>
internal static class BrokerKey
{
    /// <summary>Creates the key and gives its ARN.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    public static Output<string> Create(BrokerScope scope)
    {
        var account = new AwsAccount(scope.Parent);
        var readers = Output.All(scope.Model.Users.Select(user => user.ReaderRoleArns))
            .Apply(all => all.SelectMany(it => it).Distinct().Order(StringComparer.Ordinal).ToImmutableArray());
        var uses = Output.Tuple(readers, scope.Model.DeployerRoleArns, account.Region).Apply(IReadOnlyList<PolicyStatement> (it) =>
        [
            .. SecretAccess.OfKey(new SecretRoles(it.Item1, it.Item2, [], Rotation: null), it.Item3),
            .. scope.Model.Server is ElastiCacheServer ? AtRest(it.Item2, it.Item3) : [],
        ]);
        return CustomerKey.Create(
            $"{scope.Name}-key", $"{scope.Name}-broker", $"Secrets and messages of the broker {scope.Name}", scope.Model.DeployerRoleArns, account,
            uses, scope.Tags, scope.Data).Arn;
    }

    // ElastiCache uses the key on a grant that it makes with the rights of the caller who creates the server
    // (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html).
    private static PolicyStatement[] AtRest(ImmutableArray<string> deployers, string region) =>
    [
        CustomerKey.Allow(
            "CreateBroker", deployers,
            ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            ("StringEquals", "kms:ViaService", [$"elasticache.{region}.amazonaws.com"])),
    ];
}
