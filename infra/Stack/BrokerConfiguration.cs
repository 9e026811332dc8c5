namespace FlowerInfra;

/// <summary>Reads a broker or a result backend.</summary>
internal static class BrokerConfiguration
{
    /// <summary>Reads the section.</summary>
    /// <param name="reader">The section, or null when it is absent.</param>
    public static BrokerArgs? Read(ConfigurationReader? reader)
    {
        if (reader is null)
            return null;
        var args = new BrokerArgs
        {
            UrlSecretArn = reader.RequireText("urlSecretArn", "Write the ARN of the secret whose whole value is the URL."),
            UrlSecretKmsKeyArn = reader.Text("urlSecretKmsKeyArn"),
            SecurityGroupId = reader.RequireText("securityGroupId", "Write the id of its security group.", ValueRule.SecurityGroup),
            CidrBlocks = reader.RequireTexts("cidrBlocks", "List the ranges of its subnets."),
            Port = reader.Number("port", 6379),
            IsBrokersServer = reader.Flag("isBrokersServer", otherwise: false),
            CertificateAuthority = reader.Text("certificateAuthority"),
        };
        reader.RefuseUnknown();
        return args;
    }
}
