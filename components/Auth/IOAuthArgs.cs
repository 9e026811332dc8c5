using Pulumi;

namespace FlowerInfra;

/// <summary>
/// What sign-in with every OAuth provider asks for. Flower asks the provider for the user's e-mail address and admits those
/// that the rules name. The redirect URI, <c>https://HOST/PREFIX/login</c>, is derived from the dashboard's host and prefix
/// and has to be registered with the provider. An interface, because packages for other languages see only the properties
/// that a class declares itself.
/// </summary>
internal interface IOAuthArgs
{
    /// <summary>The client id that the provider gave to the application.</summary>
    /// <example>0oa1b2c3d4e5f6g7h8i9</example>
    Input<string> ClientId { get; }

    /// <summary>
    /// The ARN of the Secrets Manager secret whose whole value is the client secret. The provider gives the value out, and it
    /// never passes through Pulumi.
    /// </summary>
    /// <example>arn:aws:secretsmanager:eu-west-1:123456789012:secret:flower-client-secret-a1B2c3</example>
    Input<string> ClientSecretArn { get; }

    /// <summary>The ARN of the KMS key that encrypts that secret. Default: AWS's own key.</summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    Input<string>? ClientSecretKmsKeyArn { get; }

    /// <summary>
    /// Who is admitted: addresses such as <c>ops@example.com</c>, or one whole domain as <c>*@example.com</c>. Older guides
    /// print <c>.*@example\.com</c>, which Flower escapes once more: it matches nobody, and is refused here.
    /// </summary>
    /// <example>["ana@example.com", "ben@example.com"]</example>
    InputList<string> AllowedEmails { get; }

    /// <summary>
    /// The provider's address ranges, to which the pods may send HTTPS; public ranges are taken here. Plain: each has a
    /// firewall rule of its own. Either this or <see cref="AllowHttpsToAnyAddress"/>: a firewall knows addresses and no names.
    /// </summary>
    /// <example>["192.30.252.0/22"]</example>
    List<string>? ProviderCidrBlocks { get; }

    /// <summary>
    /// Lets the pods send HTTPS to every address (weakens CKV_AWS_382, AWS-0104), for providers that publish no ranges.
    /// Default: false.
    /// </summary>
    bool? AllowHttpsToAnyAddress { get; }

    /// <summary>The redirect URI that is registered with the provider, to be compared with the derived one. Default: not compared.</summary>
    /// <example>https://flower.example.com/flower/login</example>
    Input<string>? RedirectUri { get; }

    /// <summary>Reads what all providers have.</summary>
    /// <param name="reader">Reads these arguments.</param>
    /// <param name="provider">The provider, as Flower knows it.</param>
    /// <param name="derived">The redirect URI that Flower will send; null when the host or the prefix has a fault.</param>
    OAuthSignIn Read(ArgumentReader reader, OAuthProvider provider, string? derived)
    {
        var clientId = reader.Text("clientId", ClientId, TextRule.ClientId);
        if (RedirectUri is not null && derived is not null)
        {
            var registered = reader.Check(RedirectUri.ToOutput(), (uri, faults) => faults.Require(
                uri == derived, reader.Key("redirectUri"), uri, $"differs from the URI that follows from host and prefix, {derived}",
                $"Register {derived} with the provider, or change the prefix."));
            // Nothing is made of it, and Flower's configuration waits for it nevertheless.
            clientId = Output.Tuple(clientId, registered).Apply(it => it.Item1);
        }

        return new OAuthSignIn(
            provider,
            clientId,
            new SuppliedSecret(
                reader.Text("clientSecretArn", ClientSecretArn, TextRule.Secret),
                reader.OptionalText("clientSecretKmsKeyArn", ClientSecretKmsKeyArn, TextRule.Key)),
            EmailRules.Read(reader, "allowedEmails", AllowedEmails),
            ProviderAccess.Read(reader, ProviderCidrBlocks, AllowHttpsToAnyAddress));
    }
}
