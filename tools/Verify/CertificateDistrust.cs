using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FlowerInfra;

/// <summary>Says why a certificate is not trusted.</summary>
internal static class CertificateDistrust
{
    private const int LongestName = 200;

    /// <summary>The reason and what to do, or null when the certificate is trusted.</summary>
    /// <param name="host">The name that the certificate has to hold.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="errors">What the platform found.</param>
    /// <param name="authorities">The only authorities that are trusted, or null for the machine's own.</param>
    public static string? Explain(
        string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        if (errors == SslPolicyErrors.None)
            return null;
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return $"The certificate of {host} is not trusted: the server sent none. Check the load balancer's listener.";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"The certificate of {host} is not trusted: it is for another name. Give the load balancer a certificate for {host}.";
        return chain?.ChainStatus.Any(it => it.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true
            ? $"The certificate of {host} is not trusted: it is outside its dates. Renew it, and check this machine's clock."
            : $"The certificate of {host} is not trusted: {Authority(chain?.ChainElements.LastOrDefault()?.Certificate.Issuer ?? certificate.Issuer, authorities)}";
    }

    // Where the chain ends, that one's issuer is the authority that is missed, whether the server has sent it or not.
    private static string Authority(string issuer, X509Certificate2Collection? authorities)
    {
        var missed = $"its authority is \"{Printable(issuer)}\"";
        if (authorities is null)
            return $"{missed}, which this machine doesn't know. Pass that authority's certificate with --ca.";
        return authorities.Any(given => given.Subject == issuer)
            ? $"{missed}, and --ca holds one of that name with another key. Pass the one that has issued this certificate."
            : $"{missed}, and --ca holds {string.Join(", ", authorities.Select(given => $"\"{Printable(given.Subject)}\""))}. "
                + "Pass that authority's certificate with --ca.";
    }

    // The server has a say in it.
    private static string Printable(string name) =>
        string.Concat(name.Take(LongestName).Select(character => character is >= ' ' and <= '~' and not '"' ? character : '?'));
}
