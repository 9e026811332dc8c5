using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Efs;
using Pulumi.Aws.Efs.Inputs;
using Pulumi.Aws.Vpc;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra;

/// <summary>
/// The state on a file system: reached from the nodes only, over TLS only, by one role only, through one access point
/// that confines it to one directory and one user.
/// </summary>
internal sealed class EfsVolume
{
    private const int NfsPort = 2049;

    // Kubernetes asks for a size that EFS neither needs nor enforces.
    private const string NominalSize = "1Gi";

    private readonly StateScope _scope;
    private readonly EfsModel _storage;

    /// <summary>Creates the file system, the way to it, and the claim.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    /// <param name="storage">The storage.</param>
    /// <param name="kmsKeyArn">The ARN of the key.</param>
    public EfsVolume(StateScope scope, EfsModel storage, Output<string> kmsKeyArn)
    {
        _scope = scope;
        _storage = storage;
        var fileSystem = new FileSystem($"{scope.Name}-files", new FileSystemArgs
        {
            Encrypted = true,
            KmsKeyId = kmsKeyArn,
            ThroughputMode = "elastic",
            Tags = scope.Tags,
        }, scope.Data);
        FileSystemArn = fileSystem.Arn;
        // EFS's own backup goes to a vault of the account's, under a key that more than this state's principals may use
        // (https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html). The backup plan takes its place.
        _ = new BackupPolicy($"{scope.Name}-automatic-backup", new Pulumi.Aws.Efs.BackupPolicyArgs
        {
            FileSystemId = fileSystem.Id,
            BackupPolicyDetails = new BackupPolicyBackupPolicyArgs { Status = "DISABLED" },
        }, scope.Child);

        var accessPoint = new AccessPoint($"{scope.Name}-access-point", new AccessPointArgs
        {
            FileSystemId = fileSystem.Id,
            PosixUser = new AccessPointPosixUserArgs { Uid = PodDefaults.UserId, Gid = PodDefaults.UserId },
            RootDirectory = new AccessPointRootDirectoryArgs
            {
                Path = "/flower",
                CreationInfo = new AccessPointRootDirectoryCreationInfoArgs
                {
                    OwnerUid = PodDefaults.UserId,
                    OwnerGid = PodDefaults.UserId,
                    Permissions = "0700",
                },
            },
            Tags = scope.Tags,
        }, scope.Child);
        var policy = new FileSystemPolicy($"{scope.Name}-files-policy", new FileSystemPolicyArgs
        {
            FileSystemId = fileSystem.Id,
            Policy = Output.Tuple(fileSystem.Arn, accessPoint.Arn, storage.CsiRoleArn).Apply(it => RenderPolicy(it.Item1, it.Item2, it.Item3)),
        }, scope.Child);

        SecurityGroupId = CreateSecurityGroup();
        Resource[] mountable = [policy, .. CreateMountTargets(fileSystem)];
        ClaimName = CreateClaim(Output.Format($"{fileSystem.Id}::{accessPoint.Id}"), mountable);
    }

    /// <summary>The claim's name.</summary>
    public Output<string> ClaimName { get; }

    /// <summary>The id of the mount targets' security group.</summary>
    public Output<string> SecurityGroupId { get; }

    /// <summary>The file system's ARN.</summary>
    public Output<string> FileSystemArn { get; }

    private static string RenderPolicy(string fileSystemArn, string accessPointArn, string csiRoleArn)
    {
        string[] mountAndWrite = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];
        string[] everything = [.. mountAndWrite, "elasticfilesystem:ClientRootAccess"];
        PolicyStatement Deny(string sid, string @operator, string key, string value) =>
            new(sid, "Deny", everything, [fileSystemArn])
            {
                PrincipalType = "AWS",
                Principals = ["*"],
                Conditions = [(@operator, key, [value])],
            };
        // Denied by exception, because an identity policy elsewhere in the account could allow a mount as well.
        // Anonymous clients have no ARN at all, which "not equal" takes in.
        return PolicyDocument.Render(
            Deny("OnlyOverTls", "Bool", "aws:SecureTransport", "false"),
            Deny("OnlyTheCsiDriver", "ArnNotEquals", "aws:PrincipalArn", csiRoleArn),
            Deny("OnlyThroughTheAccessPoint", "StringNotEquals", "elasticfilesystem:AccessPointArn", accessPointArn),
            new PolicyStatement("MountAndWrite", "Allow", mountAndWrite, [fileSystemArn])
            {
                PrincipalType = "AWS",
                Principals = [csiRoleArn],
                Conditions =
                [
                    ("Bool", "elasticfilesystem:AccessedViaMountTarget", ["true"]),
                    ("StringEquals", "elasticfilesystem:AccessPointArn", [accessPointArn]),
                ],
            });
    }

    private Output<string> CreateSecurityGroup()
    {
        // No egress rule: a mount target only answers, and the provider removes the rule that AWS adds.
        var group = new SecurityGroup($"{_scope.Name}-files-access", new SecurityGroupArgs
        {
            Description = $"State of {_scope.Name}: NFS from the nodes only",
            VpcId = _storage.VpcId!,
            Tags = _scope.Tags,
        }, _scope.Child);
        _ = new SecurityGroupIngressRule($"{_scope.Name}-files-from-nodes", new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = group.Id,
            ReferencedSecurityGroupId = _storage.NodeSecurityGroupId,
            IpProtocol = "tcp",
            FromPort = NfsPort,
            ToPort = NfsPort,
            Description = $"NFS over TLS from the nodes to the state of {_scope.Name}",
            Tags = _scope.Tags,
        }, _scope.Child);
        return group.Id;
    }

    private MountTarget[] CreateMountTargets(FileSystem fileSystem) =>
    [
        .. _storage.SubnetIds.Select(subnet => new MountTarget(
            $"{_scope.Name}-mount-{subnet.Key}",
            new MountTargetArgs { FileSystemId = fileSystem.Id, SubnetId = subnet.Value, SecurityGroups = { SecurityGroupId } },
            _scope.Child)),
    ];

    private Output<string> CreateClaim(Output<string> handle, Resource[] mountable)
    {
        // Both sides name each other and no storage class, so that neither a class's defaults nor another namespace's
        // claim can come between them.
        var whenMountable = _scope.Data;
        whenMountable.DependsOn = mountable;
        var volume = new PersistentVolume($"{_scope.Name}-volume", new PersistentVolumeArgs
        {
            Metadata = new ObjectMetaArgs { Name = _scope.ClusterWideName },
            Spec = new PersistentVolumeSpecArgs
            {
                AccessModes = { "ReadWriteOncePod" },
                Capacity = { ["storage"] = NominalSize },
                ClaimRef = new ObjectReferenceArgs
                {
                    ApiVersion = "v1",
                    Kind = "PersistentVolumeClaim",
                    Name = _scope.ClaimName,
                    Namespace = _scope.Model.Namespace,
                },
                Csi = new CSIPersistentVolumeSourceArgs { Driver = "efs.csi.aws.com", VolumeHandle = handle },
                MountOptions = { "tls", "iam" },
                // The file system is Pulumi's to delete, never the driver's.
                PersistentVolumeReclaimPolicy = "Retain",
                StorageClassName = "",
            },
        }, whenMountable);
        var afterVolume = _scope.Data;
        afterVolume.DependsOn.Add(volume);
        var claim = new PersistentVolumeClaim($"{_scope.Name}-claim", new PersistentVolumeClaimArgs
        {
            Metadata = new ObjectMetaArgs { Name = _scope.ClaimName, Namespace = _scope.Model.Namespace },
            Spec = new PersistentVolumeClaimSpecArgs
            {
                AccessModes = { "ReadWriteOncePod" },
                StorageClassName = "",
                // The name, and not the volume's output, as on EbsVolume.
                VolumeName = _scope.ClusterWideName,
                Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = NominalSize } },
            },
        }, afterVolume);
        return claim.Metadata.Apply(metadata => metadata.Name);
    }
}
