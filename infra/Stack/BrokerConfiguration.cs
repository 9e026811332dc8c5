using Pulumi;

namespace FlowerInfra;

/// <summary>Reads a broker or a result backend.</summary>
internal static class BrokerConfiguration
{
    /// <summary>Reads the section of a broker.</summary>
    /// <param name="reader">The section, or null when it is absent.</param>
    public static BrokerArgs? Read(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var args = new BrokerArgs
        {
            UrlSecretArn = UrlSecretArn(reader),
            UrlSecretKmsKeyArn = SharedConfiguration.Given(reader.Text("urlSecretKmsKeyArn")),
            SecurityGroupId = SecurityGroupId(reader),
            CidrBlocks = CidrBlocks(reader),
            Port = reader.Number("port"),
            CertificateAuthority = SharedConfiguration.Given(reader.Text("certificateAuthority")),
        };
        reader.RefuseUnknown();
        return args;
    }

    /// <summary>Reads the section of a result backend.</summary>
    /// <param name="reader">The section, or null when it is absent.</param>
    public static ResultBackendArgs? ReadResultBackend(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var args = new ResultBackendArgs
        {
            UrlSecretArn = UrlSecretArn(reader),
            UrlSecretKmsKeyArn = SharedConfiguration.Given(reader.Text("urlSecretKmsKeyArn")),
            SecurityGroupId = SecurityGroupId(reader),
            CidrBlocks = CidrBlocks(reader),
            Port = reader.Number("port"),
            IsBrokersServer = reader.Flag("isBrokersServer"),
        };
        reader.RefuseUnknown();
        return args;
    }

    private static Input<string> UrlSecretArn(ConfigurationReader reader) =>
        reader.RequireText("urlSecretArn", "Write the ARN of the secret whose whole value is the URL.");

    private static Input<string> SecurityGroupId(ConfigurationReader reader) =>
        reader.RequireText("securityGroupId", "Write the id of its security group.", ValueRule.SecurityGroup);

    private static InputList<string> CidrBlocks(ConfigurationReader reader) => reader.RequireTexts("cidrBlocks", "List the ranges of its subnets.");
}
