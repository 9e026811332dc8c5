namespace FlowerInfra;

/// <summary>Renders Fluent Bit's configuration: each line that a pod of some namespaces writes goes to one log group at once.</summary>
internal static class FluentBitConfiguration
{
    /// <summary>The file, where the Helm chart mounts it from a ConfigMap.</summary>
    public const string File = "fluent-bit.conf";

    /// <summary>Renders the file.</summary>
    /// <param name="namespaces">The namespaces.</param>
    /// <param name="region">The log group's region.</param>
    /// <param name="logGroupName">The log group, which exists already: Fluent Bit makes none, and none without a key.</param>
    public static string Render(IEnumerable<string> namespaces, string region, string logGroupName) => $"""
        # Generated, never edited. The lines go as they are, so that alarms find the gateway's JSON.
        [SERVICE]
            Daemon       Off
            Flush        1
            Log_Level    info
            Parsers_File /fluent-bit/etc/parsers.conf
            HTTP_Server  On
            HTTP_Listen  0.0.0.0
            HTTP_Port    2020
            Health_Check On

        [INPUT]
            Name             tail
            Tag              pods.*
            Path             {string.Join(',', namespaces.Order(StringComparer.Ordinal).Select(it => $"/var/log/containers/*_{it}_*.log"))}
            multiline.parser cri
            DB               /var/log/flower-infra-pods.db
            Mem_Buf_Limit    16MB
            Read_from_Head   On

        [OUTPUT]
            Name              cloudwatch_logs
            Match             pods.*
            region            {region}
            log_group_name    {logGroupName}
            log_stream_prefix pods-
            log_key           log
            auto_create_group Off
            Retry_Limit       no_limits

        """.ReplaceLineEndings("\n");
}
