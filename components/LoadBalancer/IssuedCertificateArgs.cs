using Pulumi;

namespace FlowerInfra;

/// <summary>A certificate to be issued for the dashboards' host names.</summary>
public sealed class IssuedCertificateArgs : ResourceArgs
{
    // https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
    internal const int LongestFirstName = 64;

    /// <summary>The host names; wildcards are refused (CKV2_AWS_71). Plain: each has a validation record of its own.</summary>
    /// <example>["flower.example.com", "flower-admin.example.com"]</example>
    [Input("domainNames", required: true)]
    public required List<string> DomainNames { get; set; }

    /// <summary>The id of the public hosted zone in which ACM finds its validation records.</summary>
    /// <example>Z0A1B2C3D4E5F6PUBLIC</example>
    [Input("validationZoneId", required: true)]
    public required Input<string> ValidationZoneId { get; set; }

    /// <summary>Tags for the certificate. Default: the load balancer's.</summary>
    /// <example>{"team": "platform"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }

    /// <summary>Checks these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    internal void Check(ArgumentReader reader)
    {
        var names = reader.PlainList<HostName>("domainNames", DomainNames, HostName.TryParse);
        foreach (var (index, name) in DomainNames.Index())
        {
            reader.Require(
                !SignInAddress.IsPrivate(name), $"domainNames[{index}]", name, "is a name that no public authority validates",
                "Name a host in a public domain, or give the certificateArn of a private authority's.");
        }

        reader.Require(
            names.Distinct().Count() == names.Count, "domainNames", string.Join(",", DomainNames), "names a host twice",
            "Name each host once.");
        reader.Require(
            names.Count == 0 || names.Any(name => name.ToString().Length <= LongestFirstName), "domainNames", string.Join(",", DomainNames),
            $"holds no name of at most {LongestFirstName} characters, and a certificate's first name can't be longer",
            "Choose a shorter host name for one of them.");
        reader.Require(
            DomainNames.Count > 0, "domainNames", null, "no name is given", "Name the dashboards' hosts.");
    }
}
