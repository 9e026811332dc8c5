using Pulumi;

namespace FlowerInfra;

/// <summary>The daily backup of Flower's state.</summary>
public sealed class StateBackupArgs : ResourceArgs
{
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
    private const int MinimumDaysInColdStorage = 90;
    private const int MaximumDays = 36_500;

    /// <summary>How many days a backup is kept. Plain: the move to cold storage is compared with it. Default: 35.</summary>
    /// <example>120</example>
    [Input("deleteAfterDays")]
    public int? DeleteAfterDays { get; set; }

    /// <summary>
    /// After how many days a backup moves to cold storage, where it has to stay for 90 days. EFS only: AWS Backup moves
    /// volumes' snapshots only when they are taken monthly or less often. Plain: it is compared with <see cref="DeleteAfterDays"/>.
    /// Default: never.
    /// </summary>
    /// <example>30</example>
    [Input("coldStorageAfterDays")]
    public int? ColdStorageAfterDays { get; set; }

    /// <summary>
    /// The ARN of an existing role for AWS Backup. Default: one is created. Give one when
    /// <see cref="EncryptedStateArgs.KmsKeyArn"/> names a key, so that its policy can admit the role beforehand.
    /// </summary>
    /// <example>arn:aws:iam::123456789012:role/backup</example>
    [Input("roleArn")]
    public Input<string>? RoleArn { get; set; }

    internal BackupModel Read(ArgumentReader reader, bool isOnFileSystem)
    {
        var days = DeleteAfterDays ?? 35;
        reader.Require(
            days <= MaximumDays, "deleteAfterDays", $"{days}", "is longer than AWS Backup keeps anything", $"Give 1 to {MaximumDays}.");
        reader.Require(days >= 1, "deleteAfterDays", $"{days}", "keeps no backup", "Give 1 or more days.");
        if (ColdStorageAfterDays is { } cold)
        {
            reader.Require(cold >= 1, "coldStorageAfterDays", $"{cold}", "is not a number of days", "Give 1 or more, or leave it out.");
            reader.Require(
                cold <= MaximumDays - MinimumDaysInColdStorage, "coldStorageAfterDays", $"{cold}", "is longer than AWS Backup keeps anything",
                $"Give at most {MaximumDays - MinimumDaysInColdStorage}.");
            reader.Require(
                isOnFileSystem, "coldStorageAfterDays", $"{cold}", "has no effect on daily backups of a volume",
                "Leave it out, or store the state on EFS.");
            reader.Require(
                days >= (long)cold + MinimumDaysInColdStorage, "deleteAfterDays", $"{days}",
                $"is less than {MinimumDaysInColdStorage} days after the move to cold storage on day {cold}",
                $"Give {(long)cold + MinimumDaysInColdStorage} or more.");
        }

        return new BackupModel(days, ColdStorageAfterDays, reader.OptionalText("roleArn", RoleArn, TextRule.Role));
    }
}
