using System.Collections.Immutable;
using Pulumi;

namespace FlowerInfra;

/// <summary>The arguments of an <see cref="EncryptedState"/>, read and checked.</summary>
internal sealed record StateModel
{
    /// <summary>The volume; null where the state is on a file system.</summary>
    public EbsModel? Ebs { get; init; }

    /// <summary>The file system; null where the state is on a volume.</summary>
    public EfsModel? Efs { get; init; }

    public required Output<string> Namespace { get; init; }

    public required Output<string> ClusterName { get; init; }

    public required Output<ImmutableArray<string>> DeployerRoleArns { get; init; }

    /// <summary>An existing key; null makes one.</summary>
    public Output<string>? KmsKeyArn { get; init; }

    /// <summary>The backup; null makes none.</summary>
    public BackupModel? Backup { get; init; }

    public required bool AllowsDeletion { get; init; }

    public required InputMap<string> Tags { get; init; }
}

/// <summary>The state on EBS.</summary>
/// <param name="CsiRoleArn">The CSI driver's role; null where an existing key admits it.</param>
/// <param name="SizeGiB">The size.</param>
internal sealed record EbsModel(Output<string>? CsiRoleArn, int SizeGiB);

/// <summary>The state on EFS.</summary>
/// <param name="VpcId">The VPC; null on a dashboard whose arguments leave it out.</param>
/// <param name="SubnetIds">The subnets by availability zone.</param>
/// <param name="NodeSecurityGroupId">The nodes' security group.</param>
/// <param name="CsiRoleArn">The CSI driver's role.</param>
internal sealed record EfsModel(
    Output<string>? VpcId, SortedDictionary<string, Output<string>> SubnetIds, Output<string> NodeSecurityGroupId, Output<string> CsiRoleArn);

/// <summary>The daily backup.</summary>
/// <param name="DeleteAfterDays">How long a backup is kept.</param>
/// <param name="ColdStorageAfterDays">When it moves to cold storage; null for never.</param>
/// <param name="RoleArn">An existing role for AWS Backup; null makes one.</param>
internal sealed record BackupModel(int DeleteAfterDays, int? ColdStorageAfterDays, Output<string>? RoleArn);
