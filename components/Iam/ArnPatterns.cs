using System.Text.RegularExpressions;

namespace FlowerInfra;

/// <summary>
/// What ARNs of the kinds that arguments take look like, in every partition. They end in <c>\z</c>, because <c>$</c> admits
/// a line break behind the value.
/// </summary>
internal static partial class ArnPatterns
{
    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:acm:(?<region>[a-z0-9-]+):[0-9]{12}:certificate/[0-9a-f-]{36}\z")]
    public static partial Regex Certificate();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}\z")]
    public static partial Regex Role();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+\z")]
    public static partial Regex Key();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+\z")]
    public static partial Regex Secret();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:oidc-provider/[A-Za-z0-9./-]+\z")]
    public static partial Regex OidcProvider();
}
