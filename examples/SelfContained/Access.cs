using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Kms;
using Pulumi.Aws.SecretsManager;

namespace SelfContained;

/// <summary>Who may do what: the pipeline's role, the role that reads passwords, the logs' key, and the secret of the broker's URL.</summary>
internal sealed class Access
{
    private readonly CustomResourceOptions _options;
    private readonly Secret _brokerUrl;

    public Access(Config config, Pulumi.Aws.Provider aws)
    {
        _options = new CustomResourceOptions { Provider = aws };
        var pipeline = CreateRole(config, "pipeline", "repo:example/tools:environment:prod");
        _ = new RolePolicyAttachment("pipeline", new RolePolicyAttachmentArgs
        {
            Role = pipeline.Name,
            PolicyArn = config.Require("deployerPolicyArn"),
        }, _options);
        PipelineRoleArn = pipeline.Arn;
        ReaderRoleArn = CreateRole(config, "password-reader", "repo:example/tools:environment:oncall").Arn;
        // Without a value: the URL carries a password, and would stand in Pulumi's state.
        _brokerUrl = new Secret("broker-url", new SecretArgs { Description = "The URL of the broker, rediss://…" }, _options);
    }

    /// <summary>The role of the pipeline that deploys from now on. Whoever runs the first update is another deployer.</summary>
    public Output<string> PipelineRoleArn { get; }

    public Output<string> ReaderRoleArn { get; }

    public Output<string> BrokerUrlSecretArn => _brokerUrl.Arn;

    /// <summary>Admits the dashboard's role to the broker's URL, and deployers, who write it; nobody else, administrators included.</summary>
    public void AdmitToBrokerUrl(Output<string> readerRoleArn, InputList<string> deployers) =>
        _ = new SecretPolicy("broker-url", new SecretPolicyArgs
        {
            SecretArn = _brokerUrl.Arn,
            BlockPublicPolicy = true,
            Policy = Output.Tuple(readerRoleArn, deployers.ToOutput()).Apply(it => Document(
                DenyUnless("secretsmanager:GetSecretValue", [it.Item1, .. it.Item2]),
                DenyUnless("secretsmanager:PutSecretValue", it.Item2),
                DenyUnless("secretsmanager:PutResourcePolicy", it.Item2))),
        }, _options);

    /// <summary>
    /// Creates the key of the logs and the alerts. Deployers manage it, the three services use it, and the account as a whole
    /// reads what it is; its root user brings it back when the deployers are gone.
    /// </summary>
    public Output<string> CreateLogKey(Config config, InputList<string> deployers)
    {
        var (region, account) = (config.Require("region"), config.Require("accountId"));
        return new Key("logs", new KeyArgs
        {
            Description = "Audit logs and alerts of the tools",
            EnableKeyRotation = true,
            Policy = deployers.Apply(roles => Document(
                Allow("Administer", new { AWS = roles.Sort(StringComparer.Ordinal) }, ManageKey),
                Allow("Metadata", new { AWS = $"arn:aws:iam::{account}:root" }, ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:ListKeyPolicies"]),
                Allow("Recover", new { AWS = $"arn:aws:iam::{account}:root" }, ["kms:PutKeyPolicy"], "StringEquals", "aws:PrincipalType", "Account"),
                Allow("Logs", new { Service = $"logs.{region}.amazonaws.com" },
                    ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                    "ArnLike", "kms:EncryptionContext:aws:logs:arn", $"arn:aws:logs:{region}:{account}:log-group:*"),
                // EventBridge passes no source on to the key of a topic.
                Allow("Events", new { Service = "events.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"]),
                Allow("Alarms", new { Service = "cloudwatch.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey*"],
                    "StringEquals", "aws:SourceAccount", account))),
        }, _options).Arn;
    }

    private static readonly string[] ManageKey =
    [
        "kms:CancelKeyDeletion", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus", "kms:ListKeyPolicies", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion",
        "kms:TagResource", "kms:UntagResource", "kms:UpdateKeyDescription",
    ];

    // For one environment of one repository.
    private Role CreateRole(Config config, string name, string subject) => new(name, new RoleArgs
    {
        AssumeRolePolicy = Document(new
        {
            Effect = "Allow",
            Principal = new { Federated = $"arn:aws:iam::{config.Require("accountId")}:oidc-provider/token.actions.githubusercontent.com" },
            Action = "sts:AssumeRoleWithWebIdentity",
            Condition = new
            {
                StringEquals = new Dictionary<string, string>
                {
                    ["token.actions.githubusercontent.com:aud"] = "sts.amazonaws.com",
                    ["token.actions.githubusercontent.com:sub"] = subject,
                },
            },
        }),
    }, _options);

    private static Dictionary<string, object> Allow(
        string sid, object principal, string[] actions, string? test = null, string? key = null, string? value = null)
    {
        var statement = new Dictionary<string, object>
        {
            ["Sid"] = sid,
            ["Effect"] = "Allow",
            ["Principal"] = principal,
            ["Action"] = actions,
            ["Resource"] = "*",
        };
        if (test is not null)
            statement["Condition"] = new Dictionary<string, object> { [test] = new Dictionary<string, string?> { [key!] = value } };
        return statement;
    }

    private static object DenyUnless(string action, ImmutableArray<string> roles) => new
    {
        Effect = "Deny",
        Principal = "*",
        Action = action,
        Resource = "*",
        Condition = new { StringNotEquals = new Dictionary<string, IEnumerable<string>> { ["aws:PrincipalArn"] = roles.Order(StringComparer.Ordinal) } },
    };

    private static string Document(params ImmutableArray<object> statements) =>
        JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = statements });
}
