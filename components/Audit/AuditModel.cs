using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The arguments of an <see cref="AuditTrail"/>, read and checked.</summary>
internal sealed record AuditModel
{
    public required Output<ImmutableArray<string>> DeployerRoleArns { get; init; }

    /// <summary>An existing key; null makes one.</summary>
    public Output<string>? KmsKeyArn { get; init; }

    public required int RetentionInDays { get; init; }

    /// <summary>The bucket to create; null where there is one already.</summary>
    public LogBucketModel? LogBucket { get; init; }

    public Output<string>? ExistingLogBucketName { get; init; }

    public required IReadOnlyList<string> AlertEmails { get; init; }

    public required IReadOnlyList<AlertWebhookArgs> AlertWebhooks { get; init; }

    public required int SignInFailureThreshold { get; init; }

    public required int RefusalThreshold { get; init; }

    /// <summary>Within how many hours a comparison has to report.</summary>
    public required int DriftCheckHours { get; init; }

    public required bool AllowsDeletion { get; init; }

    public required InputMap<string> Tags { get; init; }
}

/// <summary>A bucket for access logs.</summary>
/// <param name="Prefixes">The prefixes under which load balancers may deliver.</param>
/// <param name="ExpireAfterDays">When a log expires.</param>
/// <param name="RecoverableForDays">For how long it can be brought back then.</param>
/// <param name="Lock">How logs are locked; null where they are not.</param>
internal sealed record LogBucketModel(IReadOnlyList<string> Prefixes, int ExpireAfterDays, int RecoverableForDays, ObjectLockModel? Lock);

/// <summary>How logs are locked.</summary>
/// <param name="Days">For how long.</param>
/// <param name="WithoutException">Whether for everybody.</param>
internal sealed record ObjectLockModel(int Days, bool WithoutException);
