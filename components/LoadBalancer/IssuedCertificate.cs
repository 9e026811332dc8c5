using Pulumi;
using Pulumi.Aws.Acm;
using Pulumi.Aws.Route53;

namespace FlowerInfra;

/// <summary>
/// A certificate that ACM issues and renews, validated by records in a public hosted zone. ACM validates in public DNS
/// only, so that the zone is public even though the dashboard's own record is private; the record proves the domain and
/// points nowhere.
/// Control: CKV2_AWS_71 (no wildcard), CKV_AWS_234 (transparency log).
/// </summary>
internal static class IssuedCertificate
{
    /// <summary>Creates the certificate.</summary>
    /// <param name="loadBalancer">The load balancer's name.</param>
    /// <param name="parent">The load balancer.</param>
    /// <param name="args">The certificate's arguments, checked.</param>
    /// <param name="tags">The tags.</param>
    /// <returns>The certificate's ARN, known once it is validated.</returns>
    public static Output<string> Create(string loadBalancer, Resource parent, IssuedCertificateArgs args, InputMap<string> tags)
    {
        var group = new ResourceGroup("IssuedCertificate", $"{loadBalancer}-tls", new ComponentResourceOptions { Parent = parent }, tags);
        var name = group.Name;
        // In lower case, as ACM answers.
        var names = args.DomainNames.Select(name => name.ToLowerInvariant())
            .OrderBy(name => name.Length > IssuedCertificateArgs.LongestFirstName).ThenBy(name => name, StringComparer.Ordinal).ToArray();
        var certificate = new Certificate($"{name}-certificate", new CertificateArgs
        {
            DomainName = names[0],
            SubjectAlternativeNames = names[1..],
            ValidationMethod = "DNS",
            KeyAlgorithm = "EC_prime256v1",
            Tags = group.Tags,
        }, group.Child);

        var records = new InputList<string>();
        foreach (var (domain, index) in names.Select((domain, index) => (domain, index)))
        {
            // ACM gives the options in no promised order: each is found by its domain.
            var option = certificate.DomainValidationOptions.Apply(options =>
                options.FirstOrDefault(it => it.DomainName == domain) ?? options[Math.Min(index, options.Length - 1)]);
            var record = new Record($"{name}-validation-{domain}", new RecordArgs
            {
                ZoneId = args.ValidationZoneId,
                Name = option.Apply(it => it.ResourceRecordName!),
                Type = option.Apply(it => it.ResourceRecordType!),
                Records = { option.Apply(it => it.ResourceRecordValue!) },
                Ttl = 300,
                AllowOverwrite = true,
            }, group.Child);
            records.Add(record.Fqdn);
        }

        return new CertificateValidation($"{name}-validation", new CertificateValidationArgs
        {
            CertificateArn = certificate.Arn,
            ValidationRecordFqdns = records,
        }, group.Child).CertificateArn;
    }
}
