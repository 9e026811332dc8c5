using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>Reads the arguments of an <see cref="AuditTrail"/>.</summary>
internal static partial class AuditReading
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static readonly int[] RetentionPeriods =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>Reads the arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="args">The arguments.</param>
    public static AuditModel Read(ArgumentReader reader, AuditTrailArgs args)
    {
        var retention = args.RetentionInDays ?? AuditTrailArgs.YearInDays;
        reader.Require(
            RetentionPeriods.Contains(retention), "retentionInDays", $"{retention}", "is not a retention period of CloudWatch Logs",
            $"Give one of {string.Join(", ", RetentionPeriods)}.");
        reader.Require(
            args.LogBucket is null || args.ExistingLogBucketName is null, "existingLogBucketName", null, "is given together with a bucket to create",
            "Leave out one of the two.");
        reader.Require(
            args.LogBucket is not null || args.ExistingLogBucketName is not null, "logBucket", null,
            "there is no bucket for the load balancers' access logs", "Give logBucket, or existingLogBucketName.");
        return new AuditModel
        {
            DeployerRoleArns = CustomerKey.ReadRoles(
                reader, "deployerRoleArns", args.DeployerRoleArns, "Name the role that runs the deployment, or nobody can manage the key."),
            KmsKeyArn = reader.OptionalText("kmsKeyArn", args.KmsKeyArn, TextRule.Key),
            RetentionInDays = retention,
            LogBucket = args.LogBucket?.Read(reader.At("logBucket")),
            ExistingLogBucketName = reader.OptionalText("existingLogBucketName", args.ExistingLogBucketName, TextRule.Bucket),
            AlertEmails = ReadEmails(reader, args.AlertEmails ?? []),
            AlertWebhooks = ReadWebhooks(reader, args.AlertWebhooks ?? []),
            SignInFailureThreshold = ReadThreshold(reader, "signInFailureThreshold", args.SignInFailureThreshold),
            RefusalThreshold = ReadThreshold(reader, "refusalThreshold", args.RefusalThreshold),
            DriftCheckHours = ReadDriftCheckHours(reader, args.DriftCheckHours),
            AllowsDeletion = args.AllowDeletion == true,
            Tags = args.Tags ?? new InputMap<string>(),
        };
    }

    private static int ReadThreshold(ArgumentReader reader, string key, int? given)
    {
        var threshold = given ?? 20;
        reader.Require(threshold >= 1, key, $"{threshold}", "would raise the alarm all the time", "Give 1 or more.");
        return threshold;
    }

    // CloudWatch looks back a week at most for periods of an hour
    // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
    private static int ReadDriftCheckHours(ArgumentReader reader, int? given)
    {
        var hours = given ?? 26;
        reader.Require(hours is >= 1 and <= 168, "driftCheckHours", $"{hours}", "is not a period for which an alarm can look back", "Give 1 to 168.");
        return hours;
    }

    private static List<string> ReadEmails(ArgumentReader reader, List<string> addresses)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            reader.Require(
                EmailAddress().IsMatch(addresses[i]), $"alertEmails[{i}]", addresses[i], "is not an e-mail address",
                "Give an address such as oncall@example.com.");
            // Each becomes a resource of that name.
            reader.Require(addresses.IndexOf(addresses[i]) == i, $"alertEmails[{i}]", addresses[i], "is given twice", "Give each once.");
        }

        return addresses;
    }

    private static List<AlertWebhookArgs> ReadWebhooks(ArgumentReader reader, List<AlertWebhookArgs> webhooks)
    {
        var names = webhooks.ConvertAll(webhook => webhook.Name);
        for (var i = 0; i < webhooks.Count; i++)
        {
            webhooks[i].Check(reader.At($"alertWebhooks[{i}]"));
            reader.Require(names.IndexOf(names[i]) == i, $"alertWebhooks[{i}].name", names[i], "is given twice", "Give each once.");
        }

        return webhooks;
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z")]
    private static partial Regex EmailAddress();
}
