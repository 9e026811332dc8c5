using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The Celery side of a stack: its broker, who signs messages, and the settings and workers of the applications. A dashboard or a
/// worker without a broker of its own logs in as the broker's user of its name, administrators as <c>NAME-admin</c>.
/// </summary>
public sealed class CeleryStackArgs : ResourceArgs
{
    /// <summary>The broker.</summary>
    [Input("broker", required: true)]
    public required CeleryBrokerArgs Broker { get; set; }

    /// <summary>
    /// Who signs messages: a worker or a client with the signer of its name. Default: nobody, and each worker has to set
    /// <see cref="CeleryWorkerArgs.AllowUnsignedMessages"/>.
    /// </summary>
    [Input("signing")]
    public CeleryMessageSigningArgs? Signing { get; set; }

    /// <summary>
    /// The settings of clients by their names, which no worker has: a <c>celeryconfig.py</c> for each, which <c>render</c> writes too.
    /// Default: none.
    /// </summary>
    [Input("clients")]
    public Dictionary<string, CelerySettingsArgs>? Clients { get; set; }

    /// <summary>The groups of workers by their names: DNS labels of at most 30 characters. Default: none.</summary>
    [Input("workers")]
    public Dictionary<string, CeleryWorkerArgs>? Workers { get; set; }
}
