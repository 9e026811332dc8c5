using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>A bucket for the access logs of load balancers.</summary>
public sealed partial class LogBucketArgs : ResourceArgs
{
    /// <summary>
    /// The prefixes under which load balancers may deliver. An <see cref="InternalLoadBalancer"/> uses its own name. Plain:
    /// they are checked before anything is created.
    /// </summary>
    /// <example>["flower-lb", "tools"]</example>
    [Input("prefixes", required: true)]
    public required List<string> Prefixes { get; set; }

    /// <summary>After how many days a log expires. Plain: the lock is compared with it. Default: 365.</summary>
    [Input("expireAfterDays")]
    public int? ExpireAfterDays { get; set; }

    /// <summary>
    /// For how many more days an expired or overwritten log can be brought back. Plain: it is checked before anything is created.
    /// Default: 30.
    /// </summary>
    [Input("recoverableForDays")]
    public int? RecoverableForDays { get; set; }

    /// <summary>
    /// Locks every log for a while (S3 Object Lock). It can't be turned off again. Default: none, because AWS documents
    /// no delivery of load balancer logs into such a bucket, and rules out its own server access logs there
    /// (<see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html"/>). Without it the
    /// bucket's policy keeps logs from being deleted. Try it in a stack that can be thrown away: a load balancer writes a
    /// test file when its logs are turned on, and a refusal ends the deployment (docs/operations.md has the steps).
    /// </summary>
    [Input("objectLock")]
    public ObjectLockArgs? ObjectLock { get; set; }

    internal LogBucketModel Read(ArgumentReader reader)
    {
        var (expires, recoverable) = (ExpireAfterDays ?? AuditTrailArgs.YearInDays, RecoverableForDays ?? 30);
        reader.Require(
            Prefixes.Count > 0, "prefixes", null, "no prefix is named",
            "Name the prefix of each load balancer's logs, which is its component's name.");
        for (var i = 0; i < Prefixes.Count; i++)
        {
            // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
            reader.Require(
                Prefix().IsMatch(Prefixes[i]) && !Prefixes[i].Contains("AWSLogs", StringComparison.Ordinal), $"prefixes[{i}]", Prefixes[i],
                "is not a prefix of access logs", "Use letters, digits, '.', '_', '-' and inner '/', without \"AWSLogs\".");
            reader.Require(Prefixes.IndexOf(Prefixes[i]) == i, $"prefixes[{i}]", Prefixes[i], "is named twice", "Name each prefix once.");
        }

        reader.Require(expires >= 1, "expireAfterDays", $"{expires}", "keeps no log", "Give 1 or more days.");
        reader.Require(recoverable >= 1, "recoverableForDays", $"{recoverable}", "leaves no time to bring a log back", "Give 1 or more days.");
        reader.Require(
            // A lock is a part of that time: without any there is nothing to compare.
            ObjectLock is null || (ObjectLock.Days >= 1 && (expires < 1 || ObjectLock.Days <= expires)), "objectLock.days", $"{ObjectLock?.Days}",
            "is not within the time for which logs are kept", $"Give 1 to {expires}, or keep logs longer.");
        return new LogBucketModel(
            [.. Prefixes], expires, recoverable,
            ObjectLock is null ? null : new ObjectLockModel(ObjectLock.Days ?? 0, ObjectLock.WithoutException == true));
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\z")]
    private static partial Regex Prefix();
}
