using Pulumi;

namespace FlowerInfra;

/// <summary>A Celery broker: its server, who may connect, and what each of them may do.</summary>
public sealed class CeleryBrokerArgs : ResourceArgs
{
    /// <summary>The server: one that exists, or one to create.</summary>
    [Input("server", required: true)]
    public required BrokerServerArgs Server { get; set; }

    /// <summary>The queues of the application. Plain: rights are derived from them. Default: Celery's own, <c>celery</c>.</summary>
    /// <example>["orders", "mail"]</example>
    [Input("queues")]
    public List<string>? Queues { get; set; }

    /// <summary>The users. Plain: each has a password, rights and secrets of its own.</summary>
    [Input("users", required: true)]
    public required List<CeleryUserArgs> Users { get; set; }

    /// <summary>
    /// Who may connect, besides dashboards, which add their own rule. Plain: each is a rule; its security group may be an output.
    /// Default: nobody.
    /// </summary>
    [Input("peers")]
    public List<BrokerPeerArgs>? Peers { get; set; }

    /// <summary>
    /// Whether a Redis keeps the results of tasks too: the users may then read or write them, and each has a second secret for the
    /// result backend's URL. A RabbitMQ keeps none. Default: true.
    /// </summary>
    [Input("keepResults")]
    public bool? KeepResults { get; set; }

    /// <summary>
    /// Gives Redis's users every one of their commands on all of their keys, for servers that don't take selectors. It weakens
    /// them: a viewer can forge events, and has neither queue lengths nor results; a client can delete what waits in its queues.
    /// FLW-BRK-10 fails then. Default: false.
    /// </summary>
    [Input("allowRightsWithoutSelectors")]
    public bool? AllowRightsWithoutSelectors { get; set; }

    /// <summary>
    /// The version of the generated passwords. A higher number generates a new one for each user. The server also takes the
    /// previous one until the next version: nothing has to restart at the same moment. Plain: it says which passwords exist.
    /// Default: 1.
    /// </summary>
    [Input("passwordsVersion")]
    public int? PasswordsVersion { get; set; }

    /// <summary>
    /// The ARNs of the roles that deploy. They administer the key, write the secrets and read them back, as the provider does. An
    /// update by anybody else is refused.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/flower-deployer"]</example>
    [Input("deployerRoleArns", required: true)]
    public required InputList<string> DeployerRoleArns { get; set; }

    /// <summary>
    /// The topic that hears when the broker's firewall is changed: <see cref="AuditTrail.TopicArn"/>. Default: none.
    /// </summary>
    /// <example>arn:aws:sns:eu-west-1:123456789012:alerts</example>
    [Input("alertTopicArn")]
    public Input<string>? AlertTopicArn { get; set; }

    /// <summary>
    /// Lets a deployment delete the broker with everything that waits in it (weakens FLW-DATA-10). For development only. Default: false; the server is
    /// protected, and an ElastiCache makes a last snapshot when somebody deletes it nevertheless.
    /// </summary>
    [Input("allowDeletion")]
    public bool? AllowDeletion { get; set; }

    /// <summary>Tags for everything that takes tags.</summary>
    /// <example>{"team": "orders"}</example>
    [Input("tags")]
    public InputMap<string>? Tags { get; set; }
}
