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
internal sealed class IssuedCertificate : ComponentResource
{
    public IssuedCertificate(string name, IssuedCertificateArgs args, ComponentResourceOptions? options = null)
        : base("flower-infra:index:IssuedCertificate", name, args, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        // In lower case, as ACM answers.
        var names = args.DomainNames.Select(name => name.ToLowerInvariant())
            .OrderBy(name => name.Length > IssuedCertificateArgs.LongestFirstName).ThenBy(name => name, StringComparer.Ordinal).ToArray();
        var certificate = new Certificate($"{name}-certificate", new CertificateArgs
        {
            DomainName = names[0],
            SubjectAlternativeNames = names[1..],
            ValidationMethod = "DNS",
            KeyAlgorithm = "EC_prime256v1",
            Tags = args.Tags ?? new InputMap<string>(),
        }, child);

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
            }, child);
            records.Add(record.Fqdn);
        }

        var validation = new CertificateValidation($"{name}-validation", new CertificateValidationArgs
        {
            CertificateArn = certificate.Arn,
            ValidationRecordFqdns = records,
        }, child);
        CertificateArn = validation.CertificateArn;
        RegisterOutputs();
    }

    /// <summary>The certificate's ARN, known once it is validated.</summary>
    [Output("certificateArn")]
    public Output<string> CertificateArn { get; private set; }
}
