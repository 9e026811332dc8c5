using Pulumi;

namespace FlowerInfra;

/// <summary>A secret in Secrets Manager that somebody else keeps; its value never passes through Pulumi.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="KmsKeyArn">The ARN of the key that encrypts it, or null when it is AWS's own.</param>
internal sealed record SuppliedSecret(Output<string> Arn, Output<string>? KmsKeyArn);
