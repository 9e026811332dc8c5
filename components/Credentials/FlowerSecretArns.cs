using System.Diagnostics.CodeAnalysis;
using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The ARNs of one instance's secrets, which its pod reads as files.
/// </summary>
[OutputType]
[SuppressMessage("Design", "CA1051", Justification = "Pulumi writes the read-only fields of an output type, and no properties.")]
public sealed class FlowerSecretArns
{
    /// <summary>The users' passwords, or the gateway's own with sign-in at the load balancer; null with an identity provider.</summary>
    [Input("basicAuth")]
    public readonly string? BasicAuth;

    /// <summary>What Flower signs its cookies with.</summary>
    [Input("cookieSecret", required: true)]
    public readonly string CookieSecret;

    /// <summary>The identity provider's client secret; null without one.</summary>
    [Input("oauthClientSecret")]
    public readonly string? OauthClientSecret;

    /// <summary>The broker's URL.</summary>
    [Input("brokerUrl", required: true)]
    public readonly string BrokerUrl;

    /// <summary>The result backend's URL; null without one.</summary>
    [Input("resultBackendUrl")]
    public readonly string? ResultBackendUrl;

    [OutputConstructor]
    internal FlowerSecretArns(string? basicAuth, string cookieSecret, string? oauthClientSecret, string brokerUrl, string? resultBackendUrl) =>
        (BasicAuth, CookieSecret, OauthClientSecret, BrokerUrl, ResultBackendUrl) =
        (basicAuth, cookieSecret, oauthClientSecret, brokerUrl, resultBackendUrl);

    /// <summary>Those that exist, sorted by their files.</summary>
    internal IEnumerable<string> All => new[] { BasicAuth, BrokerUrl, CookieSecret, OauthClientSecret, ResultBackendUrl }.OfType<string>();

    /// <summary>The ARNs by their secrets' files.</summary>
    /// <param name="arns">An ARN for each file.</param>
    internal static Output<FlowerSecretArns> Of(SortedDictionary<string, Output<string>> arns) => Output
        .All(arns.Values.Select(arn => (Input<string>)arn).ToArray())
        .Apply(values =>
        {
            var byFile = arns.Keys.Zip(values).ToDictionary(it => it.First, it => it.Second, StringComparer.Ordinal);
            return new FlowerSecretArns(
                byFile.GetValueOrDefault(FlowerSecretFiles.BasicAuth), byFile[FlowerSecretFiles.CookieSecret],
                byFile.GetValueOrDefault(FlowerSecretFiles.OAuthClientSecret), byFile[FlowerSecretFiles.BrokerUrl],
                byFile.GetValueOrDefault(FlowerSecretFiles.ResultBackendUrl));
        });
}
