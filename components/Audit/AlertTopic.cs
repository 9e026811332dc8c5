using Pulumi;
using Pulumi.Aws.Sns;

namespace FlowerInfra;

/// <summary>The encrypted topic that alerts go to, open to this component's own rules and the account's alarms.</summary>
internal sealed class AlertTopic
{
    private readonly AuditScope _scope;

    /// <summary>Creates the topic and its subscriptions.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="kmsKeyArn">The ARN of the key.</param>
    public AlertTopic(AuditScope scope, Output<string> kmsKeyArn)
    {
        _scope = scope;
        Arn = new Topic($"{scope.Name}-alerts", new TopicArgs
        {
            KmsMasterKeyId = kmsKeyArn,
            // SHA-256 instead of SHA-1 for the signatures that webhooks check.
            SignatureVersion = 2,
            Tags = scope.Tags,
        }, scope.Child).Arn;
        foreach (var address in scope.Model.AlertEmails.Order(StringComparer.Ordinal))
            Subscribe($"{scope.Name}-mail-{address}", "email", address);
        foreach (var webhook in scope.Model.AlertWebhooks.OrderBy(webhook => webhook.Name, StringComparer.Ordinal))
            Subscribe($"{scope.Name}-webhook-{webhook.Name}", "https", webhook.Url);
    }

    /// <summary>The topic's ARN.</summary>
    public Output<string> Arn { get; }

    /// <summary>
    /// Admits the account's rules and alarms, because dashboards that come and go add theirs; nobody else may publish.
    /// </summary>
    public void Admit() =>
        _ = new TopicPolicy($"{_scope.Name}-alerts-policy", new TopicPolicyArgs
        {
            Arn = Arn,
            Policy = Output.Tuple(Arn, _scope.RuleArns, _scope.AlarmArns, _scope.Account.Id).Apply(it => PolicyDocument.Render(
                new PolicyStatement("OnlyOverTls", "Deny", ["sns:Publish"], [it.Item1])
                {
                    PrincipalType = "AWS",
                    Principals = ["*"],
                    Conditions = [("Bool", "aws:SecureTransport", ["false"])],
                },
                // "IfExists": AWS has documented that EventBridge states no source to a topic, and also examples in which
                // it does. Where it does, no other account's rules publish; where it doesn't, an alert still arrives
                // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html).
                Publish("Rules", "events.amazonaws.com", it.Item1, ("ArnLikeIfExists", "aws:SourceArn", [it.Item2])),
                Publish(
                    "Alarms", "cloudwatch.amazonaws.com", it.Item1,
                    ("ArnLike", "aws:SourceArn", [it.Item3]), ("StringEquals", "aws:SourceAccount", [it.Item4])))),
        }, _scope.Child);

    private static PolicyStatement Publish(
        string sid,
        string service,
        string topicArn,
        params IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> conditions) =>
        new(sid, "Allow", ["sns:Publish"], [topicArn]) { PrincipalType = "Service", Principals = [service], Conditions = conditions };

    private void Subscribe(string name, string protocol, Input<string> endpoint) =>
        _ = new TopicSubscription(name, new TopicSubscriptionArgs { Topic = Arn, Protocol = protocol, Endpoint = endpoint }, _scope.Child);
}
