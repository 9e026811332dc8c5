using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlowerInfra.Tests.Celery;

/// <summary>Key pairs and stores as cert-manager and the kubelet would lay them out.</summary>
internal sealed class SigningKeys : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("celery-signing-").FullName;
    private int _serial;

    /// <summary>Makes a key pair and gives the directory that a pod mounts.</summary>
    public string Issue(string name)
    {
        var directory = Directory.CreateDirectory(Path.Combine(_folder, $"key-{name}")).FullName;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(30), BitConverter.GetBytes(++_serial + 1000));
        File.WriteAllText(Path.Combine(directory, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        return directory;
    }

    /// <summary>The store of some key pairs: their certificates alone.</summary>
    public string Store(params string[] keys)
    {
        var directory = Directory.CreateDirectory(Path.Combine(_folder, $"store-{++_serial}")).FullName;
        foreach (var key in keys)
            File.Copy(Path.Combine(key, "tls.crt"), Path.Combine(directory, $"{Path.GetFileName(key)}.pem"));
        return directory;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
