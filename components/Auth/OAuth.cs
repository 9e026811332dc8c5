using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// Sign-in through an OAuth provider. Flower then asks the provider for the user's e-mail address and admits those that
/// the rules name. The redirect URI is <c>https://HOST/PREFIX/login</c>; it is derived from the dashboard's host and
/// prefix, so that the two can't differ, and has to be registered with the provider.
/// </summary>
public abstract partial class OAuth : FlowerAuth
{
    private protected OAuth()
    {
    }

    /// <summary>The client id that the provider gave to the application.</summary>
    [Input("clientId", required: true)]
    public required string ClientId { get; set; }

    /// <summary>
    /// The ARN of the Secrets Manager secret whose whole value is the client secret. The value is given by the provider,
    /// so that it is not generated, and it never passes through Pulumi.
    /// </summary>
    [Input("clientSecretArn", required: true)]
    public required string ClientSecretArn { get; set; }

    /// <summary>The ARN of the KMS key that encrypts that secret, or null when it is AWS's own key.</summary>
    [Input("clientSecretKmsKeyArn")]
    public string? ClientSecretKmsKeyArn { get; set; }

    /// <summary>
    /// Who is admitted: addresses such as <c>ops@example.com</c>, or one whole domain as <c>*@example.com</c>. Older guides
    /// print <c>.*@example\.com</c>, which Flower escapes once more, so that it matches nobody; it is refused here.
    /// </summary>
    [Input("allowedEmails", required: true)]
    public required List<string> AllowedEmails { get; set; }

    /// <summary>
    /// The provider's address ranges, to which the pods may send HTTPS; public ranges are taken here. Either this or
    /// <see cref="AllowHttpsToAnyAddress"/>: a firewall knows addresses and no names.
    /// </summary>
    [Input("providerCidrBlocks")]
    public List<string>? ProviderCidrBlocks { get; set; }

    /// <summary>
    /// Lets the pods send HTTPS to every address (weakens CKV_AWS_382, AWS-0104), for providers that publish no ranges.
    /// Default: false.
    /// </summary>
    [Input("allowHttpsToAnyAddress")]
    public bool AllowHttpsToAnyAddress { get; set; }

    /// <summary>
    /// The redirect URI as it is registered with the provider, to be compared with the derived one. Default: not compared.
    /// </summary>
    [Input("redirectUri")]
    public string? RedirectUri { get; set; }

    /// <summary>The provider, as Flower knows it.</summary>
    internal abstract OAuthProvider Provider { get; }

    /// <summary>What Flower reads about the provider from its environment; nothing of it is secret.</summary>
    internal virtual IEnumerable<KeyValuePair<string, string>> Environment => [];

    internal override void Validate(ArgumentFaults faults, string path)
    {
        faults.Require(
            ClientIdCharacters().IsMatch(ClientId), $"{path}clientId", ClientId, "is not a client id",
            "Copy the client id from the provider: visible ASCII without quotes, backslashes and spaces.");
        faults.Require(
            ArnPatterns.Secret().IsMatch(ClientSecretArn), $"{path}clientSecretArn", ArnPatterns.Shown(ClientSecretArn),
            "is not the ARN of a Secrets Manager secret",
            "Store the client secret as the secret's whole value and give its ARN.");
        faults.Require(
            ClientSecretKmsKeyArn is null || ArnPatterns.Key().IsMatch(ClientSecretKmsKeyArn), $"{path}clientSecretKmsKeyArn",
            ClientSecretKmsKeyArn, "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/….");
        ParseEmails(faults, path);
        IdentityProviderAccess.Validate(faults, path, ProviderCidrBlocks, AllowHttpsToAnyAddress);
    }

    /// <summary>Records that the registered redirect URI is not the one that Flower will send.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, ending in a dot.</param>
    /// <param name="host">The dashboard's host.</param>
    /// <param name="prefix">The dashboard's prefix.</param>
    internal void ValidateRedirectUri(ArgumentFaults faults, string path, HostName host, UrlPrefix prefix)
    {
        var derived = OAuthSettings.RedirectUri(host, prefix);
        faults.Require(
            RedirectUri is null || RedirectUri == derived, $"{path}redirectUri", RedirectUri,
            $"differs from the one that the host and the prefix give, {derived}", $"Register {derived} with the provider, or change the prefix.");
    }

    /// <summary>Reads the e-mail rules and records their faults.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="path">The path of these arguments, ending in a dot.</param>
    /// <returns>The rules, or null when there was a fault.</returns>
    internal EmailRules? ParseEmails(ArgumentFaults faults, string path)
    {
        var rules = faults.ParseAll<EmailRule>($"{path}allowedEmails", AllowedEmails, EmailRule.TryParse);
        if (rules.Count != AllowedEmails.Count)
            return null;
        if (EmailRules.TryCombine(rules, out var combined, out var fault))
            return combined;
        faults.Add($"{path}allowedEmails", string.Join(", ", AllowedEmails), fault.Problem, fault.Fix);
        return null;
    }

    [GeneratedRegex(@"^[!#-&(-\[\]-~]{1,255}\z")]
    private static partial Regex ClientIdCharacters();
}
