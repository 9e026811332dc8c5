using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>An HTTPS endpoint that alerts are posted to.</summary>
public sealed partial class AlertWebhookArgs : ResourceArgs
{
    /// <summary>
    /// A name for the endpoint. Listings show it in place of the URL, which often holds a token. Plain: the subscription
    /// is named after it.
    /// </summary>
    /// <example>pager</example>
    [Input("name", required: true)]
    public required string Name { get; set; }

    /// <summary>
    /// The URL, beginning with <c>https://</c>. It has to confirm the subscription, as Amazon SNS asks it to. It is a secret
    /// here, even if it wasn't given as one, because it often holds a token: Pulumi encrypts it in the state.
    /// </summary>
    /// <example>{ secure: v1:… }</example>
    [Input("url", required: true)]
    public required Input<string> Url
    {
        get;
        set
        {
            // Pulumi misses an argument that is null, but not a secret of null.
            ArgumentNullException.ThrowIfNull(value, nameof(Url));
            field = Output.CreateSecret(value.ToOutput());
        }
    }

    internal void Check(ArgumentReader reader) => reader.Require(
        WebhookName().IsMatch(Name), "name", Name, "is not a name", "Use 1 to 40 lower-case letters, digits or hyphens.");

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex WebhookName();
}
