
namespace FlowerInfra;

/// <summary>Reads where a dashboard keeps its state.</summary>
internal static class StateConfiguration
{
    private const string Fix = "Write ebs: { ebsCsiRoleArn, sizeGiB }, or efs: { nodeSecurityGroupId, efsCsiRoleArn }.";

    /// <summary>Reads the section <c>state</c> of a dashboard.</summary>
    /// <param name="reader">The section, or null when the state is kept in memory only.</param>
    /// <param name="shared">What the dashboards share.</param>
    /// <param name="faults">Where faults are recorded.</param>
    public static EncryptedStateArgs? Read(ConfigurationReader? reader, SharedConfiguration shared, ArgumentFaults faults)
    {
        if (reader is null)
            return null;
        var args = new EncryptedStateArgs
        {
            Storage = ReadStorage(reader, shared, faults),
            DeployerRoleArns = shared.DeployerRoleArns,
            KmsKeyArn = reader.Text("kmsKeyArn"),
            Backup = ReadBackup(reader.Section("backup")),
            AllowNoBackup = reader.Flag("allowNoBackup", otherwise: false),
            AllowDeletion = reader.Flag("allowDeletion", otherwise: false),
            Tags = shared.LoadBalancer.Tags,
        };
        reader.RefuseUnknown();
        return args;
    }

    private static StateStorage ReadStorage(ConfigurationReader reader, SharedConfiguration shared, ArgumentFaults faults)
    {
        var (ebs, efs) = (reader.Section("ebs"), reader.Section("efs"));
        faults.Require(ebs is null || efs is null, reader.Path.TrimEnd('.'), null, "names two storages", Fix);
        faults.Require(
            reader.Names().Any(name => name is "ebs" or "efs"), reader.Path.TrimEnd('.'), null, "names no storage", Fix);
        if (efs is null)
        {
            var volume = new EbsStorage
            {
                ArgumentName = "ebs",
                // Without its section the volume stands where the configuration has a fault, and has no other.
                EbsCsiRoleArn = ebs is null ? "arn:aws:iam::000000000000:role/none" : ebs.Text("ebsCsiRoleArn"),
                SizeGiB = ebs?.Number("sizeGiB", 8) ?? 8,
            };
            ebs?.RefuseUnknown();
            return volume;
        }

        var fileSystem = new EfsStorage
        {
            ArgumentName = "efs",
            VpcId = shared.LoadBalancer.VpcId,
            // Of the stack's subnets those that are accepted: the others are refused under their own key.
            SubnetIds = efs.Texts("subnetIds") ?? [.. shared.LoadBalancer.SubnetIds.Where(SubnetIds.IsOne).Distinct()],
            NodeSecurityGroupId = efs.RequireText("nodeSecurityGroupId", "Write the id of the nodes' security group.", ValueRule.SecurityGroup),
            EfsCsiRoleArn = efs.RequireText("efsCsiRoleArn", "Write the ARN of the role of the EFS CSI driver's node pods."),
        };
        efs.RefuseUnknown();
        return fileSystem;
    }

    private static StateBackupArgs? ReadBackup(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var cold = reader.Number("coldStorageAfterDays", 0);
        var args = new StateBackupArgs
        {
            DeleteAfterDays = reader.Number("deleteAfterDays", 35),
            ColdStorageAfterDays = cold == 0 ? null : cold,
            RoleArn = reader.Text("roleArn"),
        };
        reader.RefuseUnknown();
        return args;
    }
}
