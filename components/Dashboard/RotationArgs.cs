using Pulumi;

namespace FlowerInfra;

/// <summary>A Lambda function that rotates the generated secrets by Secrets Manager's protocol (SecretsManager.1).</summary>
public sealed class RotationArgs : ResourceArgs
{
    internal const int LongestDays = 90;

    /// <summary>The function's ARN.</summary>
    /// <example>arn:aws:lambda:eu-west-1:123456789012:function:rotate-flower</example>
    [Input("lambdaArn", required: true)]
    public required Input<string> LambdaArn { get; set; }

    /// <summary>
    /// The ARN of the function's role, which reads and writes the generated secrets and administers nothing. No deployer.
    /// </summary>
    /// <example>arn:aws:iam::123456789012:role/rotate-flower</example>
    [Input("roleArn", required: true)]
    public required Input<string> RoleArn { get; set; }

    /// <summary>
    /// Days between two rotations, 1 to 90 (CKV_AWS_304). Plain: it is checked before anything is created. Default: 30.
    /// </summary>
    [Input("afterDays")]
    public int? AfterDays { get; set; }

    /// <summary>Reads these arguments.</summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="deployerRoleArns">The deployers, of which none rotates.</param>
    internal Rotation Read(ArgumentReader reader, Output<System.Collections.Immutable.ImmutableArray<string>> deployerRoleArns)
    {
        var days = AfterDays ?? 30;
        reader.Require(days is >= 1 and <= LongestDays, "afterDays", $"{days}", "is not a rotation period", $"Write 1 to {LongestDays} days.");
        var role = Output.Tuple(reader.Text("roleArn", RoleArn, TextRule.Role), deployerRoleArns);
        return new Rotation(
            reader.Text("lambdaArn", LambdaArn, TextRule.Lambda),
            reader.Check(role, (it, faults) => faults.Require(
                !it.Item2.Contains(it.Item1), reader.Key("roleArn"), it.Item1, "is a deployer's role, which administers the key",
                "Give the function a role of its own.")).Apply(it => it.Item1),
            days);
    }
}
