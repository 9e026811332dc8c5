using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlowerInfra.Tests.Components.CelerySigning;

/// <summary>Arguments that are accepted, for tests to change in one place.</summary>
internal static class CeleryMessageSigningExample
{
    public static CeleryMessageSigningArgs Args() => new()
    {
        Namespace = "orders",
        Signers = [new() { Name = "shop" }, new() { Name = "worker" }],
        IssuerName = "company",
    };

    public static Task<MockedProgram> RunAsync(Action<CeleryMessageSigningArgs>? change = null)
    {
        var args = Args();
        change?.Invoke(args);
        return MockedProgram.RunAsync(() => _ = new CeleryMessageSigning("orders-signing", args));
    }

    public static IReadOnlyList<ArgumentFault> Check(Action<CeleryMessageSigningArgs> change)
    {
        var args = Args();
        change(args);
        return CeleryMessageSigning.Check("orders-signing", args);
    }

    /// <summary>A certificate of a signer elsewhere, as PEM.</summary>
    public static string Certificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=flower-admin", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30));
        return certificate.ExportCertificatePem();
    }

    /// <summary>One that Celery can't verify with.</summary>
    public static string EllipticCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=flower-admin", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30));
        return certificate.ExportCertificatePem();
    }
}
