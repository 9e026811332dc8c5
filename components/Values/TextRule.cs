using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What a text has to look like that passes through as it comes: an ARN, an id, a name. AWS and the cluster would refuse
/// anything else in the middle of a deployment. The patterns end in <c>\z</c>, because <c>$</c> admits a line break.
/// </summary>
internal sealed partial record TextRule
{
    private readonly Regex _pattern;
    private readonly string _problem;
    private readonly string _fix;

    private TextRule(Regex pattern, string problem, string fix) => (_pattern, _problem, _fix) = (pattern, problem, fix);

    /// <summary>Whether the text is copied from where a secret stands too: one in its place is refused, and nothing refused is shown.</summary>
    private bool IsBesideSecrets { get; init; }

    public static TextRule Bucket { get; } = new(BucketPattern(), "is not the name of a bucket", "Give its name, not its ARN.");

    public static TextRule BrokerInstance { get; } = new(BrokerInstancePattern(), "is not a type of Amazon MQ's instances", "Give one such as mq.m5.large.");

    public static TextRule CacheNode { get; } = new(CacheNodePattern(), "is not a type of ElastiCache's nodes", "Give one such as cache.t4g.small.");

    public static TextRule Certificate { get; } = new(
        CertificatePattern(), "is not the ARN of a certificate in ACM, nor of a server certificate in IAM",
        "Give an ARN such as arn:aws:acm:eu-west-1:123456789012:certificate/….");

    public static TextRule ClientId { get; } = new(
        ClientIdPattern(), "is not a client id", "Copy the client id from the provider: visible ASCII without quotes, backslashes and spaces.")
    {
        IsBesideSecrets = true,
    };

    public static TextRule Cluster { get; } = new(ClusterPattern(), "is not the name of an EKS cluster", "Give its name, not its ARN.");

    public static TextRule HostedZone { get; } = new(
        HostedZonePattern(), "is not the id of a hosted zone", "Give the id alone, such as Z0123456789ABCDEFGHIJ.");

    public static TextRule Key { get; } = new(
        KeyPattern(), "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/….");

    public static TextRule KubernetesName { get; } = new(
        KubernetesNamePattern(), "is not a name for Kubernetes objects", "Use at most 63 lower-case letters, digits and hyphens.");

    public static TextRule Lambda { get; } = new(
        LambdaPattern(), "is not the ARN of a Lambda function",
        "Give an ARN such as arn:aws:lambda:eu-west-1:123456789012:function:rotate-flower.");

    public static TextRule LogGroup { get; } = new(
        LogGroupPattern(), "is not the name of a log group", "Give its name, not its ARN, such as /flower-infra/prod/flower-audit.");

    public static TextRule OidcProvider { get; } = new(
        OidcProviderPattern(), "is not the ARN of an OIDC provider",
        "Give an ARN such as arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/….");

    public static TextRule Role { get; } = new(
        RolePattern(), "is not the ARN of an IAM role", "Give an ARN such as arn:aws:iam::123456789012:role/flower-deployer.");

    public static TextRule Secret { get; } = new(
        SecretPattern(), "is not the ARN of a Secrets Manager secret",
        "Store the value in a secret of its own and give the secret's whole ARN, such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-broker-AbCdEf.");

    public static TextRule EngineVersion { get; } = new(EngineVersionPattern(), "is not a version", "Give one such as 8.0, in quotes.");

    public static TextRule HostAndPort { get; } = new(HostAndPortPattern(), "is not a host and its port", "Give them such as broker.example.internal:6379.");

    public static TextRule ServiceAccount { get; } = new(
        ServiceAccountPattern(), "is not a name for a service account", "Use lower-case letters, digits, hyphens and dots.");

    public static TextRule Subnet { get; } = new(
        SubnetPattern(), "is not the id of a subnet", "Give an id such as subnet-0123456789abcdef0.");

    /// <summary>Records a fault when a text is missing or doesn't look as it has to.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="key">The argument's path.</param>
    /// <param name="text">The text as given.</param>
    public void Check(ArgumentFaults faults, string key, string? text)
    {
        if (UnresolvedReference.StandsIn(text))
            return;
        if (string.IsNullOrEmpty(text))
            faults.Add(key, null, "is missing", _fix);
        else if (IsBesideSecrets && ShownValue.IsToken(text))
            faults.Add(key, null, "is a secret in the place of an id, and stands in the open in this file", $"Revoke the secret. {_fix}");
        else if (!_pattern.IsMatch(text))
            faults.Add(key, IsBesideSecrets ? null : text, _problem, _fix);
    }

    [GeneratedRegex(@"^mq\.[a-z0-9]+\.[a-z0-9]+\z")]
    private static partial Regex BrokerInstancePattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"^cache\.[a-z0-9]+\.[a-z0-9]+\z")]
    private static partial Regex CacheNodePattern();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){0,3}\z")]
    private static partial Regex EngineVersionPattern();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?:[1-9][0-9]{0,4}\z")]
    private static partial Regex HostAndPortPattern();

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
    [GeneratedRegex(
        @"^arn:aws(-[a-z]+)*:(acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}|iam::[0-9]{12}:server-certificate/([!-~]{1,510}/)?[A-Za-z0-9+=,.@_-]{1,128})\z")]
    private static partial Regex CertificatePattern();

    [GeneratedRegex(@"^[!#-&(-\[\]-~]{1,255}\z")]
    private static partial Regex ClientIdPattern();

    [GeneratedRegex(@"^[0-9A-Za-z][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex ClusterPattern();

    [GeneratedRegex(@"^Z[A-Z0-9]{1,31}\z")]
    private static partial Regex HostedZonePattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex KubernetesNamePattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]+)?\z")]
    private static partial Regex LambdaPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_/.#-]{1,512}\z")]
    private static partial Regex LogGroupPattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:oidc-provider/[A-Za-z0-9./-]+\z")]
    private static partial Regex OidcProviderPattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}\z")]
    private static partial Regex RolePattern();

    // Whole, with the six characters that Secrets Manager adds: a role for the shorter form reads nothing.
    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}\z")]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex ServiceAccountPattern();

    [GeneratedRegex(@"^subnet-([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex SubnetPattern();
}
