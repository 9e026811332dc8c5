using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pulumi;

namespace FlowerInfra;

/// <summary>The ARNs of the secrets with a broker's URLs, each list in the order of <see cref="Users"/>.</summary>
[OutputType]
[SuppressMessage("Design", "CA1051", Justification = "Pulumi writes the read-only fields of an output type, and no properties.")]
public sealed class BrokerSecretArns
{
    /// <summary>The users' names, sorted; none for a broker that exists.</summary>
    [Input("users")]
    public readonly string[] Users;

    /// <summary>The secrets with the broker's URL.</summary>
    [Input("urls")]
    public readonly string[] Urls;

    /// <summary>The secrets with the result backend's URL; none where the broker keeps no results.</summary>
    [Input("resultUrls")]
    public readonly string[] ResultUrls;

    /// <summary>The secret with the URL of a RabbitMQ's management interface and its administrator's password; null for others.</summary>
    [Input("managementUrl")]
    public readonly string? ManagementUrl;

    [OutputConstructor]
    internal BrokerSecretArns(ImmutableArray<string> users, ImmutableArray<string> urls, ImmutableArray<string> resultUrls, string? managementUrl) =>
        (Users, Urls, ResultUrls, ManagementUrl) = ([.. users], [.. urls], [.. resultUrls], managementUrl);
}
