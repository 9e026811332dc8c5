using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FlowerInfra;

/// <summary>Says why a certificate is not trusted.</summary>
internal static class CertificateDistrust
{
    /// <summary>The reason and what to do, or null when the certificate is trusted.</summary>
    /// <param name="host">The name that the certificate has to hold.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="errors">What the platform found.</param>
    public static string? Explain(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return null;
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return $"The certificate of {host} is not trusted: the server sent none. Check the load balancer's listener.";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"The certificate of {host} is not trusted: it is for another name. Give the load balancer a certificate for {host}.";
        return chain?.ChainStatus.Any(it => it.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true
            ? $"The certificate of {host} is not trusted: it is outside its dates. Renew it, and check this machine's clock."
            : $"The certificate of {host} is not trusted: no authority that this machine knows has issued it. "
                + "Pass your own authority's certificate with --ca.";
    }
}
