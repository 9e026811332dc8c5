namespace FlowerInfra;

/// <summary>Reads what is logged and who hears about it.</summary>
internal static class AuditConfiguration
{
    /// <summary>Reads the section <c>audit</c>.</summary>
    /// <param name="reader">The section, or null when the stack has no audit trail of its own.</param>
    /// <param name="shared">What the dashboards share.</param>
    /// <param name="loadBalancerName">The load balancer, which delivers under its name.</param>
    /// <param name="faults">Where faults are recorded.</param>
    public static AuditTrailArgs? Read(
        ConfigurationReader? reader, SharedConfiguration shared, string loadBalancerName, ArgumentFaults faults)
    {
        if (reader is null)
            return null;
        var existing = reader.Text("existingLogBucketName");
        var bucket = reader.Section("logBucket");
        var args = new AuditTrailArgs
        {
            DeployerRoleArns = shared.DeployerRoleArns,
            KmsKeyArn = SharedConfiguration.Given(reader.Text("kmsKeyArn")),
            RetentionInDays = reader.Number("retentionInDays"),
            ExistingLogBucketName = SharedConfiguration.Given(existing),
            LogBucket = existing is not null && bucket is null ? null : ReadBucket(bucket, loadBalancerName),
            FlowLogs = ReadFlowLogs(reader.Section("flowLogs"), shared),
            AlertEmails = reader.Texts("alertEmails") ?? [],
            AlertWebhooks = ReadWebhooks(reader.Section("alertWebhooks"), faults),
            SignInFailureThreshold = reader.Number("signInFailureThreshold"),
            RefusalThreshold = reader.Number("refusalThreshold"),
            AllowDeletion = reader.Flag("allowDeletion"),
            Tags = shared.LoadBalancer.Tags,
        };
        reader.RefuseUnknown();
        return args;
    }

    private static LogBucketArgs ReadBucket(ConfigurationReader? reader, string loadBalancerName)
    {
        var objectLock = reader?.Section("objectLock");
        var args = new LogBucketArgs
        {
            Prefixes = [loadBalancerName],
            ExpireAfterDays = reader?.Number("expireAfterDays") ?? 365,
            RecoverableForDays = reader?.Number("recoverableForDays") ?? 30,
            ObjectLock = objectLock is null ? null : new ObjectLockArgs { Days = objectLock.Number("days") },
        };
        objectLock?.RefuseUnknown();
        reader?.RefuseUnknown();
        return args;
    }

    private static VpcFlowLogsArgs? ReadFlowLogs(ConfigurationReader? reader, SharedConfiguration shared)
    {
        if (reader is null)
            return null;
        var args = new VpcFlowLogsArgs
        {
            VpcId = shared.VpcId,
            AllTraffic = reader.Flag("allTraffic"),
        };
        reader.RefuseUnknown();
        return args;
    }

    // The URLs often hold a token: no message shows one.
    private static List<AlertWebhookArgs> ReadWebhooks(ConfigurationReader? reader, ArgumentFaults faults)
    {
        const string fix = "Write the endpoint's URL, beginning with https://.";
        var webhooks = new List<AlertWebhookArgs>();
        foreach (var name in reader?.Names().Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            var key = $"{reader!.Path}{name}";
            if (reader.RequireSecret(name, fix, encrypted: false) is not { } url)
                continue;
            var webhook = new AlertWebhookArgs { Name = name, Url = url };
            var own = new ArgumentReader("");
            webhook.Check(own);
            ComponentFaults.Record(faults, own.Faults.All, _ => key);
            faults.Require(
                url == Plan.Secret || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "https"), key, null,
                "is not an https:// URL", fix);
            if (own.Faults.All.Count == 0)
                webhooks.Add(webhook);
        }

        return webhooks;
    }
}
