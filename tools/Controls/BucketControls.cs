using static FlowerInfra.PolicyReading;
using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of the bucket that holds the load balancer's access logs.</summary>
internal static class BucketControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-S3-01", Severity.Critical, "Buckets block all public access")
        {
            Sources =
            [
                "S3.1", "S3.8", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6",
                "AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093", "AWS-0094",
            ],
            Guide = Guides.Logs,
            Fix = "Add a public access block with all four flags set.",
            Check = Control.EachHas(Bucket, BucketPublicAccess, "bucket", it => Verdict.All(
                it["blockPublicAcls"].Is(true),
                it["blockPublicPolicy"].Is(true),
                it["ignorePublicAcls"].Is(true),
                it["restrictPublicBuckets"].Is(true))),
        },
        new("FLW-S3-02", Severity.Medium, "Buckets keep earlier versions")
        {
            Sources = ["CKV_AWS_21", "AWS-0090"],
            Guide = Guides.Logs,
            Fix = "Set the versioning's status to Enabled.",
            Check = Control.EachHas(Bucket, BucketVersioning, "bucket", it => it["versioningConfiguration"]["status"].Is("Enabled")),
        },
        new("FLW-S3-03", Severity.Medium, "Buckets encrypt what is in them")
        {
            Sources = ["CKV_AWS_19"],
            Guide = Guides.Logs,
            Fix = "Set sseAlgorithm; load balancers deliver to buckets with AES256 only.",
            Check = Control.EachHas(Bucket, BucketEncryption, "bucket", it =>
                it["rules"].First["applyServerSideEncryptionByDefault"]["sseAlgorithm"].IsOneOf(["AES256", "aws:kms", "aws:kms:dsse"])),
        },
        new("FLW-S3-04", Severity.High, "Buckets answer over TLS only")
        {
            Sources = ["S3.5", "CKV_AWS_379", "AwsSolutions-S10", "NIST.800.53.R5-S3BucketSSLRequestsOnly"],
            Guide = Guides.Logs,
            Fix = "Add a policy that denies everybody when aws:SecureTransport is false.",
            Check = Control.EachHas(Bucket, BucketPolicy, "bucket", it => it["policy"].DeniesPlaintext("s3:*", ReachesObjects)),
        },
        new("FLW-S3-05", Severity.Medium, "Buckets have no access lists")
        {
            Sources = ["S3.12"],
            Guide = Guides.Logs,
            Fix = "Set objectOwnership to BucketOwnerEnforced.",
            Check = Control.EachHas(Bucket, BucketOwnership, "bucket", it => it["rule"]["objectOwnership"].Is("BucketOwnerEnforced")),
        },
        new("FLW-S3-06", Severity.Medium, "Logs expire, and broken uploads sooner")
        {
            Sources = ["S3.13", "CKV_AWS_300", "CKV2_AWS_61"],
            Fix = "Add a lifecycle rule, enabled, with an expiration and abortIncompleteMultipartUpload.",
            Setting = $"Set {Argument.Of<LogBucketArgs>(nameof(LogBucketArgs.ExpireAfterDays))}, or leave it out.",
            Check = Control.EachHas(Bucket, BucketLifecycle, "bucket", it => Verdict.Any([.. it["rules"].Items.Select(rule => Verdict.All(
                rule["status"].Is("Enabled"),
                rule["expiration"]["days"].IsAtLeast(1),
                rule["abortIncompleteMultipartUpload"]["daysAfterInitiation"].IsAtLeast(1)))])),
        },
        new("FLW-S3-07", Severity.High, "Nobody deletes logs before they expire")
        {
            Sources = [],
            Guide = Guides.Logs,
            Fix = "Lock objects for a time, or deny s3:DeleteObject and s3:DeleteObjectVersion to everybody.",
            Check = Control.Each([Bucket], (plan, it) => Verdict.Any(
                plan.Companion(it, BucketObjectLock, "bucket", rule => rule["rule"]["defaultRetention"]["mode"].IsGiven),
                plan.Companion(it, BucketPolicy, "bucket", rule => Verdict.All(
                    DeniesToAll(rule["policy"], "s3:DeleteObject"), DeniesToAll(rule["policy"], "s3:DeleteObjectVersion"))))),
        },
        new("FLW-S3-08", Severity.High, "Nobody in the account writes logs by hand")
        {
            Sources = [],
            Guide = Guides.Logs,
            Fix = "Deny s3:PutObject when aws:PrincipalAccount is the account's own, or unless aws:PrincipalServiceName is the delivery's.",
            Check = Control.EachHas(Bucket, BucketPolicy, "bucket", it => it["policy"].Denies("writing to others than AWS's delivery", statement =>
                IsAbout(statement, "s3:PutObject") && ReachesObjects(statement)
                && (HasOneCondition(statement, ["StringEquals"], "aws:PrincipalAccount", IsOneAccount)
                    || HasOneCondition(statement, ["StringNotEquals"], "aws:PrincipalServiceName", name => name.EndsWith(".amazonaws.com", StringComparison.Ordinal))))),
        },
    ];

    // Twelve digits, or whatever the provider will say of them.
    private static bool IsOneAccount(string account) => account.All(char.IsAsciiDigit) || PlanReference.IsIn(account);

    private static Verdict DeniesToAll(PlanProperty policy, string action) => policy.Denies(action, statement =>
        statement["Condition"].IsAbsent && ReachesObjects(statement)
        && (IsAbout(statement, action) || Texts(statement["Action"]).Any(it => it.Text is "s3:Delete*")));
}
