using Pulumi;

namespace FlowerInfra;

/// <summary>The rotation of generated secrets by a function, read and checked.</summary>
/// <param name="LambdaArn">The function's ARN.</param>
/// <param name="RoleArn">The function's role.</param>
/// <param name="AfterDays">Days between two rotations.</param>
internal sealed record Rotation(Output<string> LambdaArn, Output<string> RoleArn, int AfterDays);
