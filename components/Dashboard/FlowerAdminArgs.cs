using Pulumi;

namespace FlowerInfra;

/// <summary>
/// The optional instance on which the write endpoints work. It has its own host, sign-in, source ranges, credentials,
/// namespace and target group, and nothing of it widens the viewers' way.
/// </summary>
public sealed class FlowerAdminArgs : ResourceArgs
{
    /// <summary>
    /// The host name. It must not be the viewers', except where a Django site proxies both (<see cref="FlowerAuthArgs.DjangoProxy"/>).
    /// Plain: its DNS record is named after it.
    /// </summary>
    /// <example>flower-admin.example.com</example>
    [Input("host", required: true)]
    public required string Host { get; set; }

    /// <summary>
    /// The path below which it lives. Plain: it drives the same as <see cref="FlowerDashboardArgs.UrlPrefix"/>. Default: <c>/</c>.
    /// </summary>
    /// <example>/admin</example>
    [Input("urlPrefix")]
    public string? UrlPrefix { get; set; }

    /// <summary>How administrators sign in.</summary>
    [Input("auth", required: true)]
    public required FlowerAuthArgs Auth { get; set; }

    /// <summary>
    /// The VPN ranges of administrators: each lies inside one of the viewers'. An empty list with
    /// <see cref="FlowerAuthArgs.DjangoProxy"/>, which has no rule. Plain: they decide how many rules there are.
    /// </summary>
    /// <example>["10.8.16.0/24"]</example>
    [Input("vpnCidrBlocks", required: true)]
    public required List<string> VpnCidrBlocks { get; set; }

    /// <summary>
    /// The administrators' own login at the broker: its URL is in another secret than the viewers'. The viewers' Flower then has no
    /// right to send tasks, even if somebody takes it over. Default: the dashboard's, which the control FLW-BRK-04 reports.
    /// </summary>
    [Input("broker")]
    public BrokerArgs? Broker { get; set; }

    /// <summary>The administrators' own login at the result backend. Default: the dashboard's.</summary>
    [Input("resultBackend")]
    public ResultBackendArgs? ResultBackend { get; set; }

    /// <summary>
    /// The names of the applications' tasks that rate limits, time limits, <c>apply</c> and <c>async-apply</c> work for, at most
    /// 1,000. Flower answers 404 for any other, because the applications' code isn't in its image; <c>send-task</c> takes
    /// every name. Plain: they are checked before anything is created. Default: none.
    /// </summary>
    /// <example>["billing.tasks.charge", "billing.tasks.refund"]</example>
    [Input("taskNames")]
    public List<string>? TaskNames { get; set; }

    /// <summary>
    /// The key pair with which the administrators' Flower signs its tasks and control messages, and whom it believes. Viewers have
    /// no key: workers that check signatures refuse every control message of theirs. Default: none.
    /// </summary>
    [Input("signing")]
    public AdministratorSigningArgs? Signing { get; set; }

    /// <summary>
    /// The version of the generated secrets; a higher number rotates them. Plain: whether it rises decides what
    /// is generated anew. Default: 1.
    /// </summary>
    [Input("credentialsVersion")]
    public int? CredentialsVersion { get; set; }

    /// <summary>A certificate for the host that the load balancer's listener does not have yet.</summary>
    /// <example>arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ac</example>
    [Input("certificateArn")]
    public Input<string>? CertificateArn { get; set; }

    /// <summary>How many requests the administrators' gateway takes from one asker. Default: the defaults of <see cref="RequestRatesArgs"/>.</summary>
    [Input("rates")]
    public RequestRatesArgs? Rates { get; set; }
}
