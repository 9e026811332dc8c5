using Pulumi;

namespace FlowerInfra;

/// <summary>Reads where a dashboard keeps its state.</summary>
internal static class StateConfiguration
{
    private const string Fix = "Write ebs: { ebsCsiRoleArn, sizeGiB }, or efs: { subnetIds, nodeSecurityGroupId, efsCsiRoleArn }.";

    /// <summary>Reads the section <c>state</c> of a dashboard.</summary>
    /// <param name="reader">The section, or null when the state is kept in memory only.</param>
    /// <param name="shared">What the dashboards share.</param>
    /// <param name="faults">Where faults are recorded.</param>
    public static EncryptedStateArgs? Read(ConfigurationReader? reader, SharedConfiguration shared, ArgumentFaults faults)
    {
        if (reader is null)
            return null;
        var (ebs, efs) = (reader.Section("ebs"), reader.Section("efs"));
        faults.Require(ebs is null || efs is null, reader.Path.TrimEnd('.'), null, "names two storages", Fix);
        faults.Require(
            reader.Names().Any(name => name is "ebs" or "efs"), reader.Path.TrimEnd('.'), null, "names no storage", Fix);
        var args = new EncryptedStateArgs
        {
            // Without its section the volume stands where the configuration has a fault, and has no other.
            Ebs = efs is not null ? null : ebs is null ? new EbsStorageArgs { EbsCsiRoleArn = "arn:aws:iam::000000000000:role/none" } : ReadEbs(ebs),
            Efs = efs is null ? null : ReadEfs(efs, shared),
            KmsKeyArn = SharedConfiguration.Given(reader.Text("kmsKeyArn")),
            Backup = ReadBackup(reader.Section("backup")),
            AllowNoBackup = reader.Flag("allowNoBackup"),
            AllowDeletion = reader.Flag("allowDeletion"),
            Tags = shared.LoadBalancer.Tags,
        };
        reader.RefuseUnknown();
        return args;
    }

    private static EbsStorageArgs ReadEbs(ConfigurationReader reader)
    {
        var args = new EbsStorageArgs
        {
            EbsCsiRoleArn = SharedConfiguration.Given(reader.Text("ebsCsiRoleArn")),
            SizeGiB = reader.Number("sizeGiB"),
        };
        reader.RefuseUnknown();
        return args;
    }

    private static EfsStorageArgs ReadEfs(ConfigurationReader reader, SharedConfiguration shared)
    {
        var args = new EfsStorageArgs
        {
            VpcId = shared.VpcId,
            // A mount target is named after its subnet: what a list's place says would move with the list.
            SubnetIds = (reader.Texts("subnetIds") ?? shared.SubnetIds).Distinct().ToDictionary(id => id, id => (Input<string>)id),
            NodeSecurityGroupId = reader.RequireText("nodeSecurityGroupId", "Write the id of the nodes' security group.", ValueRule.SecurityGroup),
            EfsCsiRoleArn = reader.RequireText("efsCsiRoleArn", "Write the ARN of the role of the EFS CSI driver's node pods."),
        };
        reader.RefuseUnknown();
        return args;
    }

    private static StateBackupArgs? ReadBackup(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var cold = reader.Number("coldStorageAfterDays");
        var args = new StateBackupArgs
        {
            DeleteAfterDays = reader.Number("deleteAfterDays"),
            ColdStorageAfterDays = cold == 0 ? null : cold,
            RoleArn = SharedConfiguration.Given(reader.Text("roleArn")),
        };
        reader.RefuseUnknown();
        return args;
    }
}
