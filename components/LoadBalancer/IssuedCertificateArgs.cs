using Pulumi;

namespace FlowerInfra;

/// <summary>A certificate to be issued for the dashboards' host names.</summary>
public sealed class IssuedCertificateArgs : ResourceArgs
{
    // https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
    internal const int LongestFirstName = 64;

    /// <summary>The host names; wildcards are refused (CKV2_AWS_71).</summary>
    [Input("domainNames", required: true)]
    public required List<string> DomainNames { get; set; }

    /// <summary>The id of the public hosted zone in which ACM finds its validation records.</summary>
    [Input("validationZoneId", required: true)]
    public required Input<string> ValidationZoneId { get; set; }

    /// <summary>Tags for the certificate. Default: the load balancer's.</summary>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }

    /// <summary>Records the faults of these arguments.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of the arguments, ending in a dot.</param>
    internal void Validate(ArgumentFaults faults, string path)
    {
        var names = faults.ParseAll<HostName>($"{path}domainNames", DomainNames, HostName.TryParse);
        faults.Require(
            names.Distinct().Count() == names.Count, $"{path}domainNames", string.Join(",", DomainNames), "names a host twice",
            "Name each host once.");
        faults.Require(
            names.Count == 0 || names.Any(name => name.ToString().Length <= LongestFirstName), $"{path}domainNames", string.Join(",", DomainNames),
            $"holds no name of at most {LongestFirstName} characters, which a certificate's first name has",
            "Choose a shorter host name for one of them.");
        faults.Require(
            DomainNames.Count > 0, $"{path}domainNames", null, "no name is given", "Name the dashboards' hosts.");
    }
}
