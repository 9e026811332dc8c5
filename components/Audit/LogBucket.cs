using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;

namespace FlowerInfra;

/// <summary>
/// The bucket of the load balancers' access logs: private, versioned, written by their delivery alone, and with no way
/// to delete what is in it.
/// </summary>
internal sealed class LogBucket
{
    private const int AbortUploadsAfterDays = 7;

    private readonly AuditScope _scope;
    private readonly LogBucketModel _model;

    /// <summary>Creates the bucket and its settings.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="model">The bucket.</param>
    public LogBucket(AuditScope scope, LogBucketModel model)
    {
        _scope = scope;
        _model = model;
        var bucket = new Bucket($"{scope.Name}-logs", new BucketArgs
        {
            ObjectLockEnabled = model.Lock is not null,
            ForceDestroy = scope.Model.AllowsDeletion,
            Tags = scope.Tags,
        }, scope.Logs);
        var access = new BucketPublicAccessBlock($"{scope.Name}-logs-public-access", new BucketPublicAccessBlockArgs
        {
            Bucket = bucket.Id,
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        }, scope.Child);
        _ = new BucketOwnershipControls($"{scope.Name}-logs-ownership", new BucketOwnershipControlsArgs
        {
            Bucket = bucket.Id,
            Rule = new BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
        }, scope.Child);
        Encrypt(bucket);
        var versioning = new BucketVersioning($"{scope.Name}-logs-versioning", new Pulumi.Aws.S3.BucketVersioningArgs
        {
            Bucket = bucket.Id,
            VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
        }, scope.Child);
        Expire(bucket, versioning);
        var locked = Lock(bucket, versioning);

        // S3 takes one change of a bucket's access at a time, and the block has to stand before a policy is judged by it.
        var afterBlock = scope.Child;
        afterBlock.DependsOn = access;
        var policy = new BucketPolicy($"{scope.Name}-logs-policy", new BucketPolicyArgs
        {
            Bucket = bucket.Id,
            Policy = Output.Tuple(bucket.Arn, scope.Account.Partition, scope.Account.Region, scope.Account.Id, scope.Model.DeployerRoleArns)
                .Apply(it => RenderPolicy(it.Item1, it.Item2, it.Item3, it.Item4, it.Item5)),
        }, afterBlock);

        // The bucket's name as these give it: who turns on access logs with it waits for the permission, and for the lock, of
        // which the load balancer's test file then tells.
        Name = locked is null ? policy.Bucket : Output.Tuple(policy.Bucket, locked.Bucket).Apply(it => it.Item1);
    }

    /// <summary>The bucket's name.</summary>
    public Output<string> Name { get; }

    private void Encrypt(Bucket bucket)
    {
        var encryption = new Pulumi.Aws.S3.BucketServerSideEncryptionConfigurationArgs
        {
            Bucket = bucket.Id,
            Rules =
            {
                new BucketServerSideEncryptionConfigurationRuleArgs
                {
                    // Not a customer key (CKV_AWS_145): load balancers deliver to buckets with SSE-S3 only
                    // (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
                    ApplyServerSideEncryptionByDefault =
                        new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" },
                },
            },
        };
        _ = new BucketServerSideEncryptionConfiguration($"{_scope.Name}-logs-encryption", encryption, _scope.Child);
    }

    private void Expire(Bucket bucket, BucketVersioning versioning)
    {
        var afterVersioning = _scope.Child;
        afterVersioning.DependsOn = versioning;
        _ = new BucketLifecycleConfiguration($"{_scope.Name}-logs-lifecycle", new BucketLifecycleConfigurationArgs
        {
            Bucket = bucket.Id,
            Rules =
            {
                new BucketLifecycleConfigurationRuleArgs
                {
                    Id = "expire-logs",
                    Status = "Enabled",
                    Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
                    Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = _model.ExpireAfterDays },
                    NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
                    {
                        NoncurrentDays = _model.RecoverableForDays,
                    },
                    AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
                    {
                        DaysAfterInitiation = AbortUploadsAfterDays,
                    },
                },
            },
        }, afterVersioning);
    }

    private BucketObjectLockConfiguration? Lock(Bucket bucket, BucketVersioning versioning)
    {
        if (_model.Lock is null)
            return null;
        var afterVersioning = _scope.Child;
        afterVersioning.DependsOn = versioning;
        return new BucketObjectLockConfiguration($"{_scope.Name}-logs-lock", new Pulumi.Aws.S3.BucketObjectLockConfigurationArgs
        {
            Bucket = bucket.Id,
            Rule = new BucketObjectLockConfigurationRuleArgs
            {
                DefaultRetention = new BucketObjectLockConfigurationRuleDefaultRetentionArgs
                {
                    Mode = _model.Lock.WithoutException ? "COMPLIANCE" : "GOVERNANCE",
                    Days = _model.Lock.Days,
                },
            },
        }, afterVersioning);
    }

    private string RenderPolicy(string bucketArn, string partition, string region, string account, ImmutableArray<string> deployers)
    {
        PolicyStatement Deny(string sid, IReadOnlyList<string> actions) =>
            new(sid, "Deny", actions, [bucketArn, $"{bucketArn}/*"]) { PrincipalType = "AWS", Principals = ["*"] };
        var statements = new List<PolicyStatement>
        {
            Deny("OnlyOverTls", ["s3:*"]) with { Conditions = [("Bool", "aws:SecureTransport", ["false"])] },
            // The path holds the account of the load balancer, so that nobody else's delivers here. The source is checked
            // only where AWS states it: the documentation names no condition for this delivery, and one that is never
            // met would turn logging off.
            new("Deliver", "Allow", ["s3:PutObject"], [.. _model.Prefixes.Select(prefix => $"{bucketArn}/{prefix}/AWSLogs/{account}/*")])
            {
                PrincipalType = "Service",
                Principals = ["logdelivery.elasticloadbalancing.amazonaws.com"],
                Conditions =
                [
                    ("ArnLikeIfExists", "aws:SourceArn", [$"arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/*"]),
                    ("StringEqualsIfExists", "aws:SourceAccount", [account]),
                ],
            },
            // Of the account's own principals nobody writes, whatever their own policies allow: a line that isn't the load
            // balancer's would look like one. Other accounts are allowed nothing above. In old regions the delivery comes from
            // an account of AWS's own, in new ones from the service, and this is neither
            // (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
            Deny("NobodyWritesButTheDelivery", ["s3:PutObject", "s3:ReplicateObject"]) with
            {
                Conditions = [("StringEquals", "aws:PrincipalAccount", [account])],
            },
        };
        if (!_scope.Model.AllowsDeletion)
        {
            // The lifecycle still expires logs: no policy applies to it.
            statements.Add(Deny("NobodyDeletes", ["s3:DeleteObject", "s3:DeleteObjectVersion"]));
            statements.Add(Deny("OnlyDeployersChangeTheRules",
                [
                    "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketObjectLockConfiguration", "s3:PutBucketPolicy",
                    "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration",
                ]) with
            {
                Conditions = [("ArnNotEquals", "aws:PrincipalArn", deployers)],
            });
        }

        return PolicyDocument.Render(statements);
    }
}
