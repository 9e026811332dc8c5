using Pulumi;

namespace FlowerInfra;

/// <summary>The daily backup of Flower's state.</summary>
public sealed class StateBackupArgs : ResourceArgs
{
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
    private const int MinimumDaysInColdStorage = 90;
    private const int MaximumDays = 36_500;

    /// <summary>How many days a backup is kept. Default: 35.</summary>
    [Input("deleteAfterDays")]
    public int DeleteAfterDays { get; set; } = 35;

    /// <summary>
    /// After how many days a backup moves to cold storage, where it has to stay for 90 days. EFS only: AWS Backup moves
    /// volumes' snapshots only when they are taken monthly or less often. Default: never.
    /// </summary>
    [Input("coldStorageAfterDays")]
    public int? ColdStorageAfterDays { get; set; }

    /// <summary>
    /// The ARN of an existing role for AWS Backup. Default: one is created. Name one when
    /// <see cref="EncryptedStateArgs.KmsKeyArn"/> names a key, so that its policy can admit the role beforehand.
    /// </summary>
    [Input("roleArn")]
    public string? RoleArn { get; set; }

    internal void Validate(ArgumentFaults faults, string path, StateStorage storage)
    {
        faults.Require(
            DeleteAfterDays <= MaximumDays, $"{path}deleteAfterDays", $"{DeleteAfterDays}", "is longer than AWS Backup keeps anything",
            $"Give 1 to {MaximumDays}.");
        faults.Require(
            DeleteAfterDays >= 1, $"{path}deleteAfterDays", $"{DeleteAfterDays}", "keeps no backup", "Give 1 or more days.");
        faults.Require(
            RoleArn is null || ArnPatterns.Role().IsMatch(RoleArn), $"{path}roleArn", RoleArn,
            "is not the ARN of an IAM role", "Give an ARN such as arn:aws:iam::123456789012:role/backup.");
        if (ColdStorageAfterDays is not { } cold)
            return;
        faults.Require(
            cold >= 1, $"{path}coldStorageAfterDays", $"{cold}", "is not a number of days", "Give 1 or more, or leave it out.");
        faults.Require(
            storage is EfsStorage, $"{path}coldStorageAfterDays", $"{cold}", "has no effect on daily backups of a volume",
            "Leave it out, or store the state on EFS.");
        faults.Require(
            DeleteAfterDays >= cold + MinimumDaysInColdStorage, $"{path}deleteAfterDays", $"{DeleteAfterDays}",
            $"is less than {MinimumDaysInColdStorage} days after the move to cold storage on day {cold}",
            $"Give {cold + MinimumDaysInColdStorage} or more.");
    }
}
